/** The doors of calls and pairing as a browser asks them: who comes in, and what a pair helper's answers hold. */
import { beforeAll, describe, expect, it } from 'vitest'
import { setClock } from '~/lib/dates'
import { forgetDirectory } from '~/orgs/find-units.server'
import * as book from '~/routes/children.calls.book'
import * as week from '~/routes/children.calls'
import * as one from '~/routes/children.calls.one'
import * as reminders from '~/routes/children.calls.reminders'
import * as slots from '~/routes/children.calls.slots'
import * as uncontacted from '~/routes/children.calls.uncontacted'
import * as childCase from '~/routes/children.case'
import * as pairings from '~/routes/children.pairing'
import * as propose from '~/routes/children.pairing.new'
import * as pairing from '~/routes/children.pairing.one'
import * as urgent from '~/routes/children.urgent'
import * as desk from '~/routes/desk'
import * as access from '~/routes/file.access'
import * as attach from '~/routes/file.attach'
import * as consents from '~/routes/file.consents'
import * as note from '~/routes/file.note'
import * as readers from '~/routes/file.readers'
import * as visit from '~/routes/file.visit'
import * as why from '~/routes/file.why'
import { roles, type Role } from '~/access/roles'
import { NOON, seedPlaces } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { logged, makePost, signedIn, type SignedIn } from '../../support/people'
import { CLASS, newChild, SCHOOL, VILLAGE } from './pupil'

const DAY = '2026-11-25'
const comeIn = async (role: Role, unit: string, given: { classCode?: string; authorisedUntil?: string } = {}) =>
  signedIn(await makePost({ role, unit, authorisedUntil: '2027-06-30', ...given }))

let st: SignedIn
let sp: SignedIn
let cd: SignedIn
let ph: SignedIn

beforeAll(async () => {
  setClock(NOON.toISOString())
  await testDatabase()
  await seedPlaces()
  await asSuperuser(
    `INSERT INTO region (code, name, short_name, tier) VALUES ('340705001001', '村', '村', 'village') ON CONFLICT DO NOTHING`,
  )
  await asSuperuser(
    `INSERT INTO unit (code, region_code, kind, name) VALUES ($1, '340705001001', 'village_committee', '村委会') ON CONFLICT DO NOTHING`,
    [VILLAGE],
  )
  forgetDirectory()
  sp = await comeIn('SP', SCHOOL)
  st = await comeIn('ST', SCHOOL, { classCode: CLASS })
  cd = await comeIn('CD', VILLAGE)
  ph = await comeIn('PH', '340705001-JO1')
})

const bookCall = (child: string, slot: string, given: Record<string, string> = {}) =>
  st.post(book.action, '/children/calls/book', { child, slot, day: DAY, way: 'phone', parties: 'mother', ...given })

/** A pairing by the forms of school and village; gives its id. */
async function pair(child: string): Promise<string> {
  const proposed = await sp.post(propose.action, '/children/pairing/new', {
    ...{ child, helper: ph.id, need: '喜欢画画', declaredOn: '2026-11-01', declarationKeptAt: '镇政府' },
    ...{ childAskedOn: '2026-11-20', until: '2027-06-30' },
  })
  const id = proposed.location!.split('/').pop()!.split('?')[0]!
  const agreed = await cd.post(pairing.action, `/children/pairing/${id}`, { _intent: 'agree' }, { id })
  expect([proposed.status, agreed.status]).toEqual([302, 302])
  return id
}

describe('the call room', () => {
  it('from the slot to the result, by the forms; a repeated form books nothing twice and keeps what was typed', async () => {
    const child = await newChild()
    const added = await sp.post(slots.action, '/children/calls/slots', {
      ...{ _intent: 'add', weekday: '3', from: '17:30', to: '18:00', places: '2', ways: ['phone', 'video'] },
    })
    expect(added.status).toBe(302)
    const [slot] = await asSuperuser<{ id: string }>('SELECT id FROM call_slot')
    const refused = await bookCall(child, slot!.id, { way: 'video' })
    expect(refused.status).toBe(422)
    expect(JSON.stringify(refused.data)).toContain('改约电话')
    const token = st.token()
    expect((await bookCall(child, slot!.id, { _token: token })).location).toContain('done=booked')
    expect((await bookCall(child, slot!.id, { _token: token })).location).toContain('done=booked')
    const [call, ...more] = await asSuperuser<{ id: string }>('SELECT id FROM call')
    expect(more).toEqual([])
    setClock('2026-11-25T17:40:00+08:00')
    const fresh = await signedIn(st)
    const done = await fresh.post(one.action, `/children/calls/${call!.id}`, { outcome: 'done' }, { id: call!.id })
    expect(done.location).toContain('done=recorded')
    setClock(NOON.toISOString())
    const seen = await st.get(week.loader, `/children/calls?week=${DAY}`)
    expect(JSON.stringify(seen.data)).toContain('"state":"done"')
  })
})

describe('the pair helper', () => {
  it('is told first name, school year and need by every door, and no door tells more', async () => {
    const child = await newChild({ name: '欧阳小洋' })
    const id = await pair(child)
    const [file] = await asSuperuser<Record<string, string>>(
      'SELECT id, case_no, neutral_no, file_token, scope_key FROM case_file WHERE id = $1',
      [child],
    )
    const own = await ph.get(pairing.loader, `/children/pairing/${id}`, { id })
    expect(own.data.helped).toMatchObject({ first: '小洋', grade: '三年级', need: '喜欢画画' })
    const answers = [
      own,
      await ph.get(pairings.loader, '/children/pairing'),
      await ph.get(childCase.loader, `/children/${child}`, { id: child }),
    ]
    expect(answers.at(-1)).toMatchObject({ status: 302, location: '/children/pairing' })
    const secrets = [...Object.values(file!), '欧阳', '2017-05-01', SCHOOL, '13800000002', '某某', VILLAGE]
    for (const answer of answers)
      for (const secret of secrets) expect(JSON.stringify(answer.data), secret).not.toContain(secret)
    const home = await ph.get(desk.loader, '/')
    for (const secret of secrets.filter((one) => one !== file!.id))
      expect(JSON.stringify(home.data), secret).not.toContain(secret)
    for (const door of [why, readers, access, consents])
      expect((await ph.get(door.loader, `/children/${child}/x`, { id: child })).status).toBe(404)
    for (const door of [note, visit, attach])
      expect((await ph.get(door.loader, `/children/${child}/x`, { id: child })).status).toBe(403)
  })

  it('records a contact and starts the immediate flow on his own page; the log says who and what, never a word said', async () => {
    const child = await newChild()
    const id = await pair(child)
    const contact = await ph.post(
      pairing.action,
      `/children/pairing/${id}`,
      {
        ...{ _intent: 'contact', onDay: '2026-11-23', way: 'meet', setting: 'open_school', minutes: '60' },
        ...{ topics: ['reading', 'hobby'], open: 'on' },
      },
      { id },
    )
    expect(contact.location).toBe(`/children/pairing/${id}?done=contact`)
    const help = await ph.post(pairing.action, `/children/pairing/${id}`, { _intent: 'help' }, { id })
    expect(help.location).toBe(`/children/pairing/${id}?done=help`)
    const steps = (await logged('step')).filter((line) => line.post_id === ph.id).map((line) => line.data?.step)
    expect(steps).toEqual(['pair_contact', 'help_now'])
    for (const intent of ['agree', 'end', 'renew', 'decline', 'x'])
      expect(
        (await ph.post(pairing.action, `/children/pairing/${id}`, { _intent: intent, why: 'concern' }, { id })).status,
        intent,
      ).toBeGreaterThanOrEqual(403)
    expect(await asSuperuser('SELECT state FROM pairing WHERE id = $1', [id])).toEqual([{ state: 'active' }])
  })
})

describe('every door', () => {
  it('is shut to every other role, and to a post whose authorisation ran out', async () => {
    const child = await newChild()
    const doors = [
      { page: week.loader, path: '/children/calls', open: ['SP', 'ST'] },
      { page: slots.loader, path: '/children/calls/slots', open: ['SP'] },
      { page: uncontacted.loader, path: '/children/calls/uncontacted', open: ['CD', 'CS', 'SP', 'ST'] },
      { page: pairings.loader, path: '/children/pairing', open: ['CD', 'CS', 'SP', 'ST', 'PH'] },
      { page: urgent.loader, path: `/children/urgent/${child}`, open: ['CD', 'CS', 'SP', 'ST'], id: child },
      { page: reminders.loader, path: `/children/calls/reminders/${child}`, open: ['CD', 'CS', 'SP', 'ST'], id: child },
    ]
    const known: Partial<Record<Role, SignedIn>> = { SP: sp, ST: st, CD: cd, PH: ph }
    for (const role of Object.keys(roles) as Role[]) {
      const person = known[role] ?? (await comeIn(role, '340705-EB1'))
      for (const { page, path, open, id } of doors) {
        const { status } = await person.get(page, path, id ? { id } : {})
        expect(status < 400, `${role} ${path} ${status}`).toBe(open.includes(role))
      }
    }
    const expired = await comeIn('ST', SCHOOL, { classCode: CLASS, authorisedUntil: '2026-11-22' })
    for (const { page, path, id } of doors) {
      expect((await expired.get(page, path, id ? { id } : {})).status, path).toBe(403)
    }
  })
})
