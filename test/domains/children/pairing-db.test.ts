/** Pairing on the real database: two hands, consent, what the helper sees and may write, its end; and the immediate flow. */
import { beforeAll, describe, expect, it } from 'vitest'
import { roles, type Role } from '~/access/roles'
import { agreePairing, declinePairing } from '~/domains/children/contact/pairing/agree-pairing.server'
import { endPairing, renewPairing } from '~/domains/children/contact/pairing/end-pairing.server'
import { proposePairing } from '~/domains/children/contact/pairing/propose-pairing.server'
import { tellEndedPairings } from '~/domains/children/contact/pairing/tell-ended.server'
import { recordContact } from '~/domains/children/contact/pairing/record-contact.server'
import { raiseHelp, readHelp, settleHelp } from '~/domains/children/contact/raise-help.server'
import { readHelped, readHelpedChild } from '~/domains/children/contact/views/helped.server'
import { readPairing, readPairings } from '~/domains/children/contact/views/pairings.server'
import { setClock } from '~/lib/dates'
import { forgetDirectory } from '~/orgs/find-units.server'
import { actorOf, asWorker, at, brokenChains, formOf, inScope, NOON, seedPlaces } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { makePost, type TestPost } from '../../support/people'
import { consentTo, director, holderOf, newChild, officer, postOf, SCHOOL, supervisor, teacher } from './pupil'

const sp = officer()
const st = teacher()
const cd = director()
const cs = supervisor()
const page = (path = '/') => new URL(`http://x${path}`)
let helper: TestPost
let other: TestPost

beforeAll(async () => {
  setClock(NOON.toISOString())
  await testDatabase()
  await seedPlaces()
  forgetDirectory()
  helper = await postOf('PH', '340705001-JO1', '热心甲')
  other = await postOf('PH', '340705002-JO1', '热心乙')
})

const proposal = (child: string, given: Record<string, string> = {}) =>
  formOf({
    ...{ child, helper: helper.id, need: '喜欢画画，想学素描', declaredOn: '2026-11-01', declarationKeptAt: '镇政府' },
    ...{ childAskedOn: '2026-11-20', until: '2027-06-30' },
    ...given,
  })
const propose = (child: string, given: Record<string, string> = {}, actor = sp) =>
  inScope(actor, (ctx) => proposePairing(ctx, proposal(child, given)))
const agree = (id: string, actor = cd) => inScope(actor, (ctx) => agreePairing(ctx, id))
const paired = async (child: string, given: Record<string, string> = {}) => {
  const id = await propose(child, given)
  await agree(id)
  return id
}
const ph = () => holderOf(helper)
const contactForm = (given: Record<string, string> = {}) =>
  formOf({
    ...{ onDay: '2026-11-23', way: 'meet', setting: 'open_school', minutes: '90', topics: 'reading', open: 'on' },
    ...given,
  })
const meet = (id: string, given: Record<string, string> = {}, actor = ph()) =>
  inScope(actor, (ctx) => recordContact(ctx, id, contactForm(given)))
const tasks = (child: string, code = 'pair_contact') =>
  asSuperuser<{ due: string; assignee_id: string | null; role: string; done: boolean }>(
    `SELECT due_on::text AS due, assignee_id, role, done_at IS NOT NULL AS done FROM task WHERE case_id = $1 AND code = $2 ORDER BY created_at, id`,
    [child, code],
  )
const stateOf = async (id: string) =>
  (await asSuperuser<{ state: string }>('SELECT state FROM pairing WHERE id = $1', [id]))[0]!.state
const parties = (child: string) =>
  asSuperuser<{ holder: string; view: string; until: string }>(
    `SELECT holder, view, (until_at AT TIME ZONE 'Asia/Shanghai')::text AS until FROM case_party WHERE case_id = $1 AND part = 'pair_helper' ORDER BY from_at, id`,
    [child],
  )

describe('a proposal', () => {
  it('comes from school, village or town, is agreed by another hand with the guardian’s consent, and opens a limited view with an end', async () => {
    const child = await newChild()
    const id = await propose(child)
    await expect(agree(id, sp)).rejects.toMatchObject({ status: 403 })
    await agree(id)
    expect(await parties(child)).toEqual([{ holder: helper.id, view: 'limited', until: '2027-07-01 00:00:00' }])
    expect(await tasks(child)).toEqual([{ due: '2026-12-23', assignee_id: helper.id, role: 'PH', done: false }])
    await expect(agree(id, cs)).rejects.toMatchObject({ status: 409 })
    expect(await brokenChains()).toEqual([])
  })

  it('is not agreed by whoever made it, in whatever post', async () => {
    const child = await newChild()
    const id = await propose(child, {}, cd)
    await expect(agree(id)).rejects.toMatchObject({ status: 403 })
    await expect(agree(id, { ...cs, userId: cd.userId })).rejects.toMatchObject({ status: 403 })
    await agree(id, cs)
    expect(await stateOf(id)).toBe('active')
  })

  it('waits for the guardian: without consent, or with one withdrawn, nobody is let in', async () => {
    const child = await newChild({ consents: ['call'] })
    const id = await propose(child)
    await expect(agree(id)).rejects.toMatchObject({ status: 422, message: expect.stringContaining('监护人') })
    const consent = await consentTo(child, ['pairing'])
    await asSuperuser(`UPDATE consent SET withdrawn_on = '2026-11-22' WHERE id = $1`, [consent])
    await expect(agree(id)).rejects.toMatchObject({ status: 422 })
    expect([await parties(child), await tasks(child)]).toEqual([[], []])
    await inScope(cd, (ctx) => declinePairing(ctx, id, formOf({ why: 'no_consent' })))
    expect(await stateOf(id)).toBe('declined')
  })

  it('names a helper of the county, a declaration of this year, a day within the year, and is one at a time', async () => {
    const child = await newChild()
    const stranger = await postOf('PH', '340706001-JO1')
    const worker = await postOf('TJ', '340705001-JO1')
    for (const bad of [
      { helper: stranger.id },
      { helper: worker.id },
      { helper: 'x' },
      { declaredOn: '2025-11-22' },
      { declaredOn: '2026-11-24' },
      { declarationKeptAt: '' },
      { childAskedOn: '2026-11-24' },
      { until: '2026-11-23' },
      { until: '2027-11-24' },
      { need: '' },
      { need: '画'.repeat(41) },
    ] as Record<string, string>[])
      await expect(propose(child, bad), JSON.stringify(bad)).rejects.toMatchObject({ status: 422 })
    const both = await Promise.allSettled([propose(child), propose(child, {}, cs)])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(propose(child, {}, st)).rejects.toMatchObject({ status: 403 })
  })

  it('is agreed once: two hands press at the same moment', async () => {
    const child = await newChild()
    const id = await propose(child)
    const both = await Promise.allSettled([agree(id, cd), agree(id, cs)])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await parties(child)).toHaveLength(1)
  })

  it('replaces the earlier helper on the day it is agreed', async () => {
    const child = await newChild()
    const first = await paired(child)
    const second = await paired(child, { helper: other.id })
    expect([await stateOf(first), await stateOf(second)]).toEqual(['ended', 'active'])
    expect((await inScope(ph(), readHelped)).rows.map((row) => row.id)).not.toContain(first)
    expect((await inScope(holderOf(other), readHelped)).rows.map((row) => row.id)).toContain(second)
    expect((await tasks(child)).filter((task) => !task.done)).toMatchObject([{ assignee_id: other.id }])
    await expect(meet(first)).rejects.toMatchObject({ status: 404 })
  })
})

describe('the helper', () => {
  it('sees first name, school year and the agreed need, and nothing else', async () => {
    const child = await newChild({ name: '欧阳小洋', grade: 3 })
    const id = await paired(child)
    const seen = await inScope(ph(), (ctx) => readHelpedChild(ctx, id, page()))
    expect(seen).toMatchObject({ first: '小洋', grade: '三年级', need: '喜欢画画，想学素描', hours: '0 次，0 分' })
    expect(Object.keys(seen).sort()).toEqual(
      ['contacts', 'done', 'due', 'first', 'grade', 'hours', 'id', 'need', 'today', 'until'].sort(),
    )
    const [file] = await asSuperuser<Record<string, string>>(
      'SELECT id, case_no, neutral_no, file_token, scope_key, pinyin FROM case_file WHERE id = $1',
      [child],
    )
    const told = JSON.stringify([seen, await inScope(ph(), readHelped)])
    for (const secret of [
      ...Object.values(file!).filter((one) => one.length > 3),
      '欧阳',
      '2017-05-01',
      SCHOOL,
      '13800000002',
    ])
      expect(told, secret).not.toContain(secret)
  })

  it('records day, hours and what was done; the month begins anew and the file has its event', async () => {
    const child = await newChild()
    const id = await paired(child)
    const later = at(ph(), '2026-12-05T18:00:00+08:00')
    await meet(id, { onDay: '2026-12-05' }, later)
    expect(await tasks(child)).toMatchObject([
      { due: '2026-12-23', done: true },
      { due: '2027-01-05', assignee_id: helper.id, done: false },
    ])
    // Put in afterwards: an earlier meeting does not turn the clock back.
    await meet(id, { onDay: '2026-12-01', minutes: '30', way: 'phone', setting: 'not_together' }, later)
    expect((await tasks(child)).at(-1)).toMatchObject({ due: '2027-01-05', done: false })
    const seen = await inScope(later, (ctx) => readHelpedChild(ctx, id, page()))
    expect([seen.hours, seen.contacts.length]).toEqual(['2 次，2 小时', 2])
    const staff = await inScope(cd, (ctx) => readPairing(ctx, id, page()))
    expect(staff.contacts[0]).toMatchObject({
      way: '见面',
      setting: '学校公共场所（图书室、操场等）',
      length: '1 小时 30 分',
    })
    expect(await brokenChains()).toEqual([])
  })

  it('is never alone with the child in a closed room, meets it on a day of the pairing, and counts honest minutes', async () => {
    const id = await paired(await newChild())
    for (const bad of [
      { open: '' },
      { setting: 'closed_room' },
      { onDay: '2026-11-24' },
      { onDay: '2026-11-22' },
      { minutes: '0' },
      { minutes: '481' },
      { minutes: '90.5' },
      { topics: 'religion' },
      { way: 'phone' },
      { setting: 'not_together' },
    ] as Record<string, string>[])
      await expect(meet(id, bad), JSON.stringify(bad)).rejects.toMatchObject({ status: 422 })
    expect(await asSuperuser('SELECT 1 FROM pair_contact WHERE pairing_id = $1', [id])).toEqual([])
  })

  it('of another child, with an expired authorisation, after the end, or after the consent was withdrawn, sees and writes nothing', async () => {
    const child = await newChild()
    const id = await paired(child)
    const look = (actor = ph()) => inScope(actor, (ctx) => readHelpedChild(ctx, id, page()))
    const shut = async (actor: ReturnType<typeof ph>) => {
      await expect(look(actor)).rejects.toMatchObject({ status: 404 })
      await expect(meet(id, {}, actor)).rejects.toMatchObject({ status: 404 })
      expect((await inScope(actor, readHelped)).rows.map((row) => row.id)).not.toContain(id)
      await expect(inScope(actor, (ctx) => raiseHelp(ctx, child))).rejects.toMatchObject({ status: 404 })
    }
    await shut(holderOf(other))
    await shut(holderOf(helper, { authorisedUntil: '2026-11-22' }))
    await shut(at(ph(), '2027-07-01T00:00:00+08:00'))
    await asSuperuser(`UPDATE consent SET withdrawn_on = '2026-11-23' WHERE case_id = $1`, [child])
    await expect(look()).rejects.toMatchObject({ status: 404 })
    await expect(meet(id)).rejects.toMatchObject({ status: 404 })
    expect((await inScope(cd, (ctx) => readPairing(ctx, id, page()))).consent).toMatchObject({ withdrawn: true })
    await asSuperuser('UPDATE consent SET withdrawn_on = NULL WHERE case_id = $1', [child])
    await look()
    await inScope(cd, (ctx) => endPairing(ctx, id, formOf({ why: 'concern' })))
    await shut(ph())
    expect((await tasks(child)).every((task) => task.done)).toBe(true)
  })

  it('has no other way to write: not on the file, not a visit, not a pairing, not through the function for another child', async () => {
    const [child, foreign] = [await newChild(), await newChild()]
    const [id, theirs] = [await paired(child), await paired(foreign, { helper: other.id })]
    await inScope(ph(), async ({ db }) => {
      expect(await db.caseFile.updateMany({ where: { id: child }, data: { name: '改' } })).toEqual({ count: 0 })
      expect(await db.pairing.updateMany({ where: { id }, data: { untilOn: new Date('2030-01-01') } })).toEqual({
        count: 0,
      })
      expect(await db.call.count()).toBe(0)
      expect((await db.pairing.findMany()).map((row) => row.helperPostId).every((holder) => holder === helper.id)).toBe(
        true,
      )
    })
    const forged = (pairing: string, caseId: string, scope: string) =>
      inScope(ph(), ({ db }) => {
        const contact = JSON.stringify({
          pairing_id: pairing,
          case_id: caseId,
          scope_key: scope,
          by_post_id: helper.id,
        })
        return db.$executeRaw`SELECT record_pair_contact(${contact}::jsonb, '2027-01-01', '{"step": "pair_contact"}'::jsonb, '{}'::jsonb)`
      })
    await expect(forged(theirs, foreign, '340705001001-VC1')).rejects.toThrow(/outside the scope/)
    await expect(forged(id, foreign, '340705001001-VC1')).rejects.toThrow(/another pairing/)
    await expect(
      inScope(ph(), ({ db }) =>
        db.pairContact.create({
          data: {
            ...{
              caseId: child,
              scopeKey: '340705001001-VC1',
              pairingId: id,
              onDay: new Date('2026-11-23'),
              way: 'meet',
            },
            ...{ setting: 'outdoors', minutes: 60, byPostId: helper.id, byName: 'x', at: NOON },
          },
        }),
      ),
    ).rejects.toThrow(/row-level security/)
  })
})

describe('a running pairing', () => {
  it('is renewed for a year at most on a fresh declaration, by the village or the town', async () => {
    const child = await newChild()
    const id = await paired(child)
    const renew = (given: Record<string, string>, actor = cd) =>
      inScope(actor, (ctx) =>
        renewPairing(
          ctx,
          id,
          formOf({ until: '2027-11-20', declaredOn: '2026-11-22', declarationKeptAt: '镇', ...given }),
        ),
      )
    for (const bad of [{ until: '2027-06-30' }, { until: '2027-12-01' }, { declaredOn: '2024-01-01' }] as Record<
      string,
      string
    >[])
      await expect(renew(bad), JSON.stringify(bad)).rejects.toMatchObject({ status: 422 })
    await expect(renew({}, sp)).rejects.toMatchObject({ status: 403 })
    await renew({})
    expect((await parties(child)).at(-1)).toMatchObject({ holder: helper.id, until: '2027-11-21 00:00:00' })
    await inScope(ph(), (ctx) => readHelpedChild(ctx, id, page()))
  })

  it('is listed with its clocks for those who care for the child; its count is the list’s', async () => {
    const child = await newChild()
    const id = await paired(child)
    const late = '2026-12-24T08:00:00+08:00'
    const list = async (actor: typeof cd, tab: string) =>
      inScope(actor, (ctx) => readPairings(ctx, page(`/children/pairing?tab=${tab}`)))
    for (const actor of [sp, st, cd, cs]) {
      expect(
        (await list(actor, 'active')).rows.map((row) => row.id),
        actor.role,
      ).toContain(id)
      const overdue = await list(at(actor, late), 'late')
      expect(overdue.rows.find((row) => row.id === id)?.due, actor.role).toMatchObject({ tone: 'late' })
      expect(overdue.count).toBe(overdue.rows.length)
    }
    for (const actor of [
      teacher(`${SCHOOL}-2024-2`),
      officer('340705002-SC1'),
      director('340705001002-VC1'),
      supervisor('340705002-CW1'),
    ]) {
      expect((await list(actor, 'active')).rows, actor.role).toEqual([])
      await expect(inScope(actor, (ctx) => readPairing(ctx, id, page()))).rejects.toMatchObject({ status: 404 })
      if (actor.role !== 'ST' && actor.role !== 'SP') {
        await expect(inScope(actor, (ctx) => endPairing(ctx, id, formOf({ why: 'concern' })))).rejects.toMatchObject({
          status: 404,
        })
      }
    }
  })

  it('is ended by the school that proposed it, with a reason: the helper sees nothing from that moment, both are told once', async () => {
    const child = await newChild()
    const id = await paired(child)
    const end = (actor: typeof sp, why = 'child_wish') => inScope(actor, (ctx) => endPairing(ctx, id, formOf({ why })))
    expect((await inScope(sp, (ctx) => readPairing(ctx, id, page()))).may).toMatchObject({ end: true, renew: false })
    await expect(end(sp, '')).rejects.toMatchObject({ status: 422 })
    await expect(end(st)).rejects.toMatchObject({ status: 403 })
    await expect(end(officer('340705002-SC1'))).rejects.toMatchObject({ status: 404 })
    await end(sp)
    expect(await stateOf(id)).toBe('ended')
    await expect(inScope(ph(), (ctx) => readHelpedChild(ctx, id, page()))).rejects.toMatchObject({ status: 404 })
    await expect(meet(id)).rejects.toMatchObject({ status: 404 })
    expect((await tasks(child)).every((task) => task.done)).toBe(true)
    await expect(end(sp)).rejects.toMatchObject({ status: 409 })
    const told = await inScope(ph(), readHelped)
    expect(told.ended[0]).toEqual({ day: '2026年11月23日', why: '孩子另有安排' })
    expect((await inScope(holderOf(other), readHelped)).ended.map((one) => one.why)).not.toContain('孩子另有安排')
    expect((await inScope({ ...ph(), role: 'CD' }, readHelped)).ended).toEqual([])
    const key = `pairing_ended:${id}:%`
    const messages = () =>
      asSuperuser<{ channel: string; template: string; data: object }>(
        'SELECT channel, template, data FROM outbox WHERE key LIKE $1 ORDER BY key',
        [key],
      )
    await asSuperuser(
      `UPDATE app_user SET email = 'helper@example.test' WHERE id = (SELECT user_id FROM post WHERE id = $1)`,
      [helper.id],
    )
    expect(await tellEndedPairings(asWorker, new Date('2026-11-23T22:00:00+08:00'))).toBe(0)
    expect(await tellEndedPairings(asWorker, NOON)).toBeGreaterThan(0)
    expect(await tellEndedPairings(asWorker, NOON)).toBe(0)
    expect(await messages()).toEqual([
      { channel: 'sms', template: 'service_changed', data: { unit: expect.any(String) } },
      { channel: 'mail', template: 'work_waiting', data: { unit: expect.any(String) } },
    ])
    expect((await inScope(sp, (ctx) => readPairing(ctx, id, page()))).told).toMatchObject({
      guardian: true,
      helper: true,
    })
    expect(await brokenChains()).toEqual([])
  })

  it('that the village proposed is not the school’s to end, nor through the function; a successor of the post may', async () => {
    const child = await newChild()
    const id = await propose(child, {}, cd)
    await agree(id, cs)
    const forged = (actor: typeof sp) =>
      inScope(actor, ({ db }) => db.$executeRaw`SELECT end_proposed_pairing(${id}::uuid)`)
    await expect(inScope(sp, (ctx) => endPairing(ctx, id, formOf({ why: 'concern' })))).rejects.toMatchObject({
      status: 403,
    })
    for (const actor of [sp, st, ph(), officer('340705002-SC1')])
      await expect(forged(actor), actor.role).rejects.toThrow(/outside the scope/)
    expect(await parties(child)).toMatchObject([{ until: '2027-07-01 00:00:00' }])
    await asSuperuser(`UPDATE case_file SET state = 'danger' WHERE id = $1`, [child])
    const left = await makePost({ role: 'SP', unit: SCHOOL, until: '2026-10-01' })
    await asSuperuser('UPDATE pairing SET proposed_by = $2 WHERE id = $1', [id, left.id])
    await inScope(sp, (ctx) => endPairing(ctx, id, formOf({ why: 'concern' })))
    await tellEndedPairings(asWorker, NOON)
    expect((await inScope(cd, (ctx) => readPairing(ctx, id, page()))).told).toMatchObject({ guardian: false })
  })

  it('of all other roles none reads a row', async () => {
    await paired(await newChild())
    const others = (Object.keys(roles) as Role[]).filter((role) => !['CD', 'CS', 'SP', 'ST'].includes(role))
    for (const role of others)
      for (const unit of ['340705', '340705001', '340705001001'])
        await inScope(actorOf(role, `${unit}-XX1`), async ({ db }) => {
          expect([await db.pairing.count(), await db.pairContact.count()], role).toEqual([0, 0])
        })
  })
})

describe('D4 edge 8: a child tells of harming itself', () => {
  it('raises guardian, school and medical help at once, each with its hand, twice pressed once raised, and stores no word', async () => {
    const officerPost = await postOf('SP', SCHOOL, '德育')
    const child = await newChild()
    await inScope(st, (ctx) => raiseHelp(ctx, child))
    await inScope(sp, (ctx) => raiseHelp(ctx, child))
    expect(await tasks(child, 'help_guardian')).toEqual([
      { due: '2026-11-23', assignee_id: null, role: 'CD', done: false },
    ])
    expect(await tasks(child, 'help_school')).toMatchObject([{ assignee_id: officerPost.id, role: 'SP' }])
    expect(await tasks(child, 'help_medical')).toMatchObject([{ assignee_id: st.postId, role: 'ST' }])
    const events = await asSuperuser('SELECT inputs_enc FROM case_event WHERE case_id = $1 AND step = $2', [
      child,
      'help_now',
    ])
    expect(events).toEqual([{ inputs_enc: null }, { inputs_enc: null }])
    const stored = await asSuperuser<{ n: number }>(
      `SELECT (SELECT count(*) FROM call WHERE case_id = $1)::int + (SELECT count(*) FROM visit WHERE case_id = $1)::int + (SELECT count(*) FROM case_note WHERE case_id = $1)::int AS n`,
      [child],
    )
    expect(stored).toEqual([{ n: 0 }])
    const mine = await inScope(cd, (ctx) => readHelp(ctx, child))
    const own = mine.open.find((one) => one.code === 'help_guardian')!
    expect([own.mine, mine.open.find((one) => one.code === 'help_medical')!.mine]).toEqual([true, false])
    await inScope(cd, (ctx) => settleHelp(ctx, own.id))
    await expect(inScope(cd, (ctx) => settleHelp(ctx, own.id))).rejects.toMatchObject({ status: 409 })
    const school = (
      await inScope(holderOf(officerPost), ({ db }) => db.task.findMany({ where: { caseId: child } }))
    )[0]!
    await expect(inScope(cd, (ctx) => settleHelp(ctx, school.id))).rejects.toMatchObject({ status: 403 })
    expect(await brokenChains()).toEqual([])
  })

  it('is raised by the helper as well, who reads nothing of it; by nobody for a child that is not his', async () => {
    const child = await newChild()
    await paired(child)
    await inScope(ph(), (ctx) => raiseHelp(ctx, child))
    expect((await tasks(child, 'help_medical'))[0]).toMatchObject({ role: 'CD', assignee_id: null })
    for (const actor of [
      holderOf(other),
      teacher(`${SCHOOL}-2024-2`),
      officer('340705002-SC1'),
      director('340705001002-VC1'),
    ])
      await expect(
        inScope(actor, (ctx) => raiseHelp(ctx, child)),
        actor.role,
      ).rejects.toMatchObject({ status: 404 })
    for (const role of ['EC', 'LV', 'GW', 'TJ'] as Role[])
      await expect(
        inScope(actorOf(role, '340705-EB1'), (ctx) => raiseHelp(ctx, child)),
        role,
      ).rejects.toMatchObject({
        status: 403,
      })
  })
})
