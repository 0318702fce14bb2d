/** The pages of a child's file through their routes: statements, and who is turned away from which address. */
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { setClock } from '~/lib/dates'
import * as childCase from '~/routes/children.case'
import * as list from '~/routes/children.list'
import * as newChild from '~/routes/children.new'
import * as propose from '~/routes/children.propose'
import * as step from '~/routes/children.step'
import * as consents from '~/routes/file.consents'
import * as correct from '~/routes/file.correct'
import * as note from '~/routes/file.note'
import * as visit from '~/routes/file.visit'
import { seedPlaces } from '../../support/cases'
import { asInDemo, makePost, signedIn, type SignedIn } from '../../support/people'
import { asSuperuser, testDatabase } from '../../support/database'

const VILLAGE = '340705001001-VC1'
const SCHOOL = '340705001-SC1'
const people: Record<string, SignedIn> = {}
let id = ''
const born = {
  name: '慕容小禾',
  idType: 'none',
  noIdReason: '未办理',
  sex: 'F',
  birthOn: '2015-05-01',
  category: 'left_behind',
  'father.away': 'on',
  'father.reason': 'work',
  'mother.away': 'on',
  'mother.reason': 'work',
  living: 'grandparents',
  schooling: 'enrolled',
  schoolCode: SCHOOL,
  classNo: '2024-1',
}

beforeAll(async () => {
  setClock('2026-11-23T09:00:00+08:00')
  asInDemo()
  await testDatabase()
  await seedPlaces()
  const posts = {
    cd: { role: 'CD', unit: VILLAGE },
    otherCd: { role: 'CD', unit: '340705002001-VC1' },
    st: { role: 'ST', unit: SCHOOL, classCode: `${SCHOOL}-2024-1` },
    st2: { role: 'ST', unit: SCHOOL, classCode: `${SCHOOL}-2024-2` },
    cc: { role: 'CC', unit: '340705001-CW1' },
    ec: { role: 'EC', unit: '340705-EB1' },
    expired: { role: 'CD', unit: VILLAGE, authorisedUntil: '2026-11-22' },
  } as const
  for (const [name, given] of Object.entries(posts))
    people[name] = await signedIn(await makePost({ authorisedUntil: '2027-06-30', ...given }))
  const answer = await people.cd!.post(newChild.action, '/children/new', born)
  expect(answer.location).toMatch(/^\/children\/[0-9a-f-]{36}\?done=register$/)
  id = answer.location!.slice('/children/'.length, '/children/'.length + 36)
})
afterAll(() => setClock(null))
afterEach(() => void vi.restoreAllMocks())

const sent = async (request: () => Promise<{ status: number }>): Promise<number> => {
  expect((await request()).status).toBeLessThan(400)
  const query = vi.spyOn(pg.Client.prototype, 'query')
  expect((await request()).status).toBeLessThan(400)
  return query.mock.calls.length
}

describe('statements, BEGIN and COMMIT among them', () => {
  it.each([
    ['cd', list.loader, '/children', 8],
    ['st', list.loader, '/children', 8],
    ['ec', list.loader, '/children', 8],
    ['cd', childCase.loader, '', 8],
    ['cd', childCase.loader, '?tab=care', 8],
    ['st', childCase.loader, '', 8],
    ['ec', childCase.loader, '', 8],
  ] as const)('%s: %#', async (who, loader, query, most) => {
    const path = query.startsWith('/') ? query : `/children/${id}${query}`
    expect(await sent(() => people[who]!.get(loader, path, { id }))).toBeLessThanOrEqual(most)
  })
})

describe('addresses of somebody else’s child', () => {
  const doors = [
    [childCase.loader, ''],
    [step.loader, '/step/enrol'],
    [visit.loader, '/visit'],
    [note.loader, '/note'],
    [correct.loader, '/correct'],
    [consents.loader, '/consents'],
  ] as const
  it.each(['otherCd', 'st2'])('%s: not there, by any of them', async (who) => {
    for (const [loader, end] of doors)
      expect((await people[who]!.get(loader, `/children/${id}${end}`, { id, step: 'enrol' })).status, end).toBe(404)
  })
  it('the town’s window, and an authorisation that is over: 403 at the door', async () => {
    for (const who of ['cc', 'expired']) {
      expect((await people[who]!.get(childCase.loader, `/children/${id}`, { id })).status).toBe(403)
      expect((await people[who]!.get(list.loader, '/children')).status).toBe(403)
    }
  })
  it('the teacher works on schooling and visits, and on nothing else of the file', async () => {
    const { st } = people
    expect((await st!.get(step.loader, `/children/${id}/step/enrol`, { id, step: 'enrol' })).status).toBe(200)
    expect((await st!.get(visit.loader, `/children/${id}/visit`, { id })).status).toBe(200)
    for (const [loader, end] of [
      [note.loader, '/note'],
      [correct.loader, '/correct'],
    ] as const)
      expect((await st!.get(loader, `/children/${id}${end}`, { id })).status, end).toBe(403)
    for (const name of ['confirm', 'agree', 'exit', 'family'])
      expect((await st!.get(step.loader, `/children/${id}/step/${name}`, { id, step: name })).status, name).toBe(403)
    expect((await st!.get(newChild.loader, '/children/new')).status).toBe(403)
    expect((await st!.get(propose.loader, `/children/${id}/guardianship`, { id })).status).toBe(403)
  })
})

it('a form that is sent twice registers one child', async () => {
  const { cd } = people
  const form = { ...born, name: '慕容小苗' }
  const _token = cd!.token()
  const first = await cd!.post(newChild.action, '/children/new', { ...form, _token })
  const again = await cd!.post(newChild.action, '/children/new', { ...form, _token })
  expect(again.location).toBe(first.location)
  const [row] = await asSuperuser<{ n: number }>(`SELECT count(*)::int AS n FROM case_file WHERE name = '慕容小苗'`)
  expect(row!.n).toBe(1)
})

it('what is missing is said at the field, and nothing is opened', async () => {
  const answer = await people.cd!.post(newChild.action, '/children/new', {
    ...born,
    name: '慕容小草',
    'mother.away': '',
    'mother.reason': '',
    classNo: '',
  })
  expect(answer.status).toBe(422)
  expect(JSON.stringify(answer.data)).toMatch(/mother\.capacity.*classNo|classNo.*mother\.capacity/)
  expect(await asSuperuser(`SELECT 1 FROM case_file WHERE name = '慕容小草'`)).toEqual([])
})
