/** The pages of legal education as requests: what a mentor's data hold, statements, and doors that stay shut. */
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '~/access/actor'
import type { Role } from '~/access/roles'
import { setClock } from '~/lib/dates'
import type { MenteeData } from '~/domains/children/legal/views/mentoring.server'
import * as index from '~/routes/children.legal-education'
import * as nominate from '~/routes/children.legal-education.new'
import * as service from '~/routes/children.legal-education.case'
import * as serviceStep from '~/routes/children.legal-education.step'
import * as materials from '~/routes/children.legal-education.materials'
import * as list from '~/routes/children.mentoring'
import * as mentoringCase from '~/routes/children.mentoring.case'
import * as mentoringStep from '~/routes/children.mentoring.step'
import * as propose from '~/routes/children.mentoring.new'
import * as why from '~/routes/file.why'
import { actorOf, rowOf } from '../../support/cases'
import { newcomer, type SignedIn } from '../../support/people'
import { actorFor, agreed, enrolled, FAR_SCHOOL, lesson, mentorStep, person, ready, SCHOOL, serving } from './legal'

let sp: SignedIn
let ec: SignedIn
let lv: SignedIn
let id = ''
let mentored = ''
let child = ''
const actor = (who: SignedIn): Actor => actorFor(who, actorOf(who.role, who.unit))

beforeAll(async () => {
  await ready()
  sp = await person('SP', SCHOOL)
  ec = await person('EC', '340705-EB1')
  lv = await person('LV', '340705-JB1', { name: '石明法' })
  id = await serving({ sp: actor(sp), ec: actor(ec), postId: lv.id })
  child = await enrolled('欧阳小明')
  mentored = await agreed(actor(sp), child, id)
  await mentorStep(actor(lv), mentored, 'accept', { read: 'on' })
})
afterAll(() => setClock(null))
afterEach(() => void vi.restoreAllMocks())

const base = '/children/legal-education'
const desk = (who: SignedIn) => who.get(index.loader, base)

describe('a mentor', () => {
  it('gets the given name, class, need and contact: nothing else of the child is in the data', async () => {
    const page = await lv.get(mentoringCase.loader, `/children/mentoring/${mentored}`, { id: mentored })
    expect(page.status).toBe(200)
    const { data } = page.data as { data: MenteeData }
    expect(Object.keys(data).sort()).toEqual(
      [
        'as',
        'className',
        'contact',
        'done',
        'id',
        'name',
        'needs',
        'nextOn',
        'reportHref',
        'school',
        'state',
        'talks',
        'untilOn',
        'worry',
      ].sort(),
    )
    const text = JSON.stringify([page.data, (await desk(lv)).data])
    for (const secret of ['欧阳', '奶奶', '想学会', child, '2013-05-05', '德育处']) expect(text).not.toContain(secret)
    expect(data).toMatchObject({
      name: '小明',
      className: '七年级2班',
      needs: '同学相处',
      contact: '余老师 13800000000',
    })
    expect(
      JSON.stringify((await lv.get(why.loader, `/children/mentoring/${mentored}/why`, { id: mentored })).data),
    ).not.toContain('欧阳')
  })

  it('with a worry is led to the mandatory report, told by the file’s token alone', async () => {
    const answer = await lv.post(
      mentoringStep.action,
      `/children/mentoring/${mentored}/step/talk`,
      {
        _version: String((await rowOf(mentored)).version),
        onDay: '2026-11-23',
        length: '1',
        topic: 'family',
        worry: 'on',
      },
      { id: mentored, step: 'talk' },
    )
    const { file_token: token } = await rowOf(mentored)
    expect(answer.location).toBe(`/children/reports/new?file=${String(token)}`)
  })

  it('of another school, or without his authorisation, finds no page', async () => {
    const other = await person('LV', '340705-JB1', { name: '史清' })
    expect((await other.get(mentoringCase.loader, `/children/mentoring/${mentored}`, { id: mentored })).status).toBe(
      404,
    )
    expect((await other.get(service.loader, `${base}/${id}`, { id })).status).toBe(404)
    expect((await desk(other)).data).toMatchObject({ desk: { schools: [], lessons: [], mentees: [] } })
    const expired = await person('LV', '340705-JB1', { until: '2026-11-22' })
    expect((await desk(expired)).status).toBe(403)
  })

  it('proposes and nominates nothing, and reads no file of the child', async () => {
    expect((await lv.get(propose.loader, '/children/mentoring/new')).status).toBe(403)
    expect((await lv.get(nominate.loader, `${base}/new`)).status).toBe(403)
  })
})

describe('the others', () => {
  it('a head of another school and a bureau of another county find none of it', async () => {
    const far = await person('SP', FAR_SCHOOL)
    const farEc = await person('EC', '340706-FN1')
    for (const who of [far, farEc]) expect((await who.get(service.loader, `${base}/${id}`, { id })).status).toBe(404)
    expect((await far.get(mentoringCase.loader, `/children/mentoring/${mentored}`, { id: mentored })).status).toBe(404)
    expect((await ec.get(mentoringCase.loader, `/children/mentoring/${mentored}`, { id: mentored })).status).toBe(403)
    expect((await far.get(list.loader, '/children/mentoring')).data).toMatchObject({ data: { rows: [], count: '0' } })
    expect((await farEc.get(index.loader, base)).data).toMatchObject({ coverage: { figures: { covered: 0 } } })
  })

  it.each<[Role, string]>([
    ['ST', SCHOOL],
    ['CD', SCHOOL],
    ['CS', '340705001-CW1'],
    ['PH', '340705001-JO1'],
    ['CA', '340705-CA1'],
    ['JC', '340705-JB1'],
    ['SE', '3407-PF1'],
    ['LD', '340705-GO1'],
  ])('%s is refused at every door', async (role, unit) => {
    const who = await newcomer(role, unit)
    const doors = [
      who.get(index.loader, base),
      who.get(materials.loader, `${base}/materials`),
      who.get(service.loader, `${base}/${id}`, { id }),
      who.get(list.loader, '/children/mentoring'),
      who.get(mentoringCase.loader, `/children/mentoring/${mentored}`, { id: mentored }),
      who.post(
        serviceStep.action,
        `${base}/${id}/step/hold_lesson`,
        { _version: '3', ...lesson() },
        { id, step: 'hold_lesson' },
      ),
    ]
    for (const door of await Promise.all(doors)) expect(door.status).toBe(403)
  })
})

describe('statements', () => {
  async function sent(request: () => Promise<{ status: number }>): Promise<string[]> {
    expect((await request()).status).toBeLessThan(400)
    const query = vi.spyOn(pg.Client.prototype, 'query')
    expect((await request()).status).toBeLessThan(400)
    return query.mock.calls.map(([given]) =>
      (typeof given === 'string' ? given : (given as unknown as { text: string }).text)
        .replace(/\s+/g, ' ')
        .slice(0, 90),
    )
  }
  it('eight a page, BEGIN and COMMIT among them', async () => {
    const pages: [string, () => Promise<{ status: number }>][] = [
      ['desk', () => desk(lv)],
      ['coverage', () => desk(ec)],
      ['school', () => desk(sp)],
      ['library', () => lv.get(materials.loader, `${base}/materials`)],
      ['lesson', () => lv.get(serviceStep.loader, `${base}/${id}/step/hold_lesson`, { id, step: 'hold_lesson' })],
      ['mentee', () => lv.get(mentoringCase.loader, `/children/mentoring/${mentored}`, { id: mentored })],
      ['list', () => sp.get(list.loader, '/children/mentoring')],
    ]
    for (const [name, page] of pages) {
      const statements = await sent(page)
      expect(statements.length, `${name}\n${statements.join('\n')}`).toBeLessThanOrEqual(8)
    }
  })
})
