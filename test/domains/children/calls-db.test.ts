/** The call room on the real database: booking, races, reminders, what became of a call, who sees it. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { roles, type Role } from '~/access/roles'
import { bookCall } from '~/domains/children/contact/calls/book-call.server'
import { cancelCall } from '~/domains/children/contact/calls/cancel-call.server'
import { chooseReminders } from '~/domains/children/contact/calls/choose-reminders.server'
import { recordCall } from '~/domains/children/contact/calls/record-call.server'
import { sendReminders } from '~/domains/children/contact/calls/send-reminders.server'
import { addSlot, endSlot } from '~/domains/children/contact/calls/slots.server'
import { endContact } from '~/domains/children/contact/end-contact.server'
import { readBooking } from '~/domains/children/contact/views/book.server'
import { readCall } from '~/domains/children/contact/views/call.server'
import { readContactPart } from '~/domains/children/contact/views/contact-part.server'
import { readUncontacted } from '~/domains/children/contact/views/uncontacted.server'
import { readWeek } from '~/domains/children/contact/views/week.server'
import { loadCase } from '~/casefile/load-case.server'
import { decrypt } from '~/lib/crypto.server'
import { setClock } from '~/lib/dates'
import { forgetDirectory } from '~/orgs/find-units.server'
import { actorOf, asWorker, at, brokenChains, formOf, inScope, NOON, seedPlaces } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { consentTo, director, newChild, officer, SCHOOL, supervisor, teacher } from './pupil'

const st = teacher()
const sp = officer()
/** A Wednesday of the same week, and its slot. */
const DAY = '2026-11-25'
const THEN = `${DAY}T17:35:00+08:00`
let slot = ''

const newSlot = async (given: Record<string, string> = {}, places = '2') => {
  const form = formOf({ weekday: '3', from: '17:30', to: '18:00', places, ...given })
  form.delete('ways')
  for (const way of (given.ways ?? 'phone video').split(' ')) form.append('ways', way)
  await inScope(sp, (ctx) => addSlot(ctx, form))
  const [row] = await asSuperuser<{ id: string }>('SELECT id FROM call_slot ORDER BY made_at DESC, id DESC LIMIT 1')
  return row!.id
}
const booking = (child: string, given: Record<string, string> = {}) =>
  formOf({ child, slot, day: DAY, way: 'phone', parties: 'mother', ...given })
const book = (child: string, given: Record<string, string> = {}, actor = st) =>
  inScope(actor, (ctx) => bookCall(ctx, booking(child, given)))
const record = (id: string, fields: Record<string, string>, actor = at(st, THEN)) =>
  inScope(actor, (ctx) => recordCall(ctx, id, formOf(fields)))
const cancel = (id: string, actor = st) => inScope(actor, (ctx) => cancelCall(ctx, id, formOf({ why: 'parent_asked' })))
const remind = (iso: string) => sendReminders(asWorker, new Date(iso))
const outbox = () =>
  asSuperuser<{ id: string; state: string; to_enc: string; data: object; key: string }>(
    'SELECT id, state, to_enc, data, key FROM outbox ORDER BY key',
  )
const calls = (caseId: string) =>
  asSuperuser<{ state: string; reminder: string; mood_enc: string | null }>(
    'SELECT state, reminder, mood_enc FROM call WHERE case_id = $1 ORDER BY id',
    [caseId],
  )
const page = (path: string) => new URL(`http://x${path}`)

beforeAll(async () => {
  setClock(NOON.toISOString())
  await testDatabase()
  await seedPlaces()
  forgetDirectory()
})
beforeEach(async () => {
  await asSuperuser('TRUNCATE call, call_slot, outbox')
  slot = await newSlot()
})

describe('the weekly slots', () => {
  it('are the school’s own; they do not overlap, also when two hands set them at once', async () => {
    await expect(newSlot({ from: '17:45', to: '18:15' })).rejects.toMatchObject({ status: 422 })
    await newSlot({ from: '18:00', to: '18:30' })
    const twice = await Promise.allSettled([
      newSlot({ weekday: '5', from: '17:00', to: '17:30' }),
      newSlot({ weekday: '5', from: '17:10', to: '17:40' }),
    ])
    expect(twice.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(inScope(st, (ctx) => addSlot(ctx, new FormData()))).rejects.toMatchObject({ status: 403 })
    const other = officer('340705002-SC1')
    await expect(inScope(other, (ctx) => endSlot(ctx, slot))).rejects.toMatchObject({ status: 404 })
    expect((await inScope(other, (ctx) => readWeek(ctx, page('/children/calls')))).slots).toBe(0)
  })

  it('take no nonsense and stay while somebody is booked in them', async () => {
    for (const bad of [
      { from: '25:00' },
      { places: '0' },
      { places: '21' },
      { from: '18:00', to: '17:00' },
      { ways: 'telepathy' },
      { weekday: '8' },
    ] as Record<string, string>[])
      await expect(newSlot({ weekday: '4', ...bad }), JSON.stringify(bad)).rejects.toMatchObject({ status: 422 })
    const id = await book(await newChild())
    await expect(inScope(sp, (ctx) => endSlot(ctx, slot))).rejects.toMatchObject({ status: 422 })
    await cancel(id)
    await inScope(sp, (ctx) => endSlot(ctx, slot))
    expect((await inScope(st, (ctx) => readWeek(ctx, page('/children/calls')))).days[2]!.slots).toEqual([])
  })
})

describe('a call', () => {
  it('is booked by the class teacher, done and written down on its day, without any content', async () => {
    const child = await newChild()
    const id = await book(child)
    const week = await inScope(st, (ctx) => readWeek(ctx, page('/children/calls')))
    expect(week.days[2]!.slots[0]).toMatchObject({
      free: 1,
      others: 0,
      calls: [{ id, name: '欧阳小洋', state: 'booked' }],
    })
    await expect(record(id, { outcome: 'done' }, st)).rejects.toMatchObject({ status: 409 })
    await record(id, { outcome: 'done', mood: '开心' })
    const seen = await inScope(at(st, THEN), (ctx) => readCall(ctx, id, page('/')))
    expect(seen).toMatchObject({ state: 'done', mood: '开心', mayRecord: false, mayCancel: false, recordedLate: false })
    await expect(record(id, { outcome: 'missed', missedWhy: 'line' })).rejects.toMatchObject({ status: 409 })
    await expect(cancel(id)).rejects.toMatchObject({ status: 409 })
    const columns = await asSuperuser<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name IN ('call', 'pairing', 'pair_contact')`,
    )
    expect(columns.map((one) => one.name).filter((name) => /content|note|said|text|summary/.test(name))).toEqual([])
    const [event] = await asSuperuser<{ step: string; inputs_enc: string }>(
      `SELECT step, inputs_enc FROM case_event WHERE case_id = $1 ORDER BY seq DESC LIMIT 1`,
      [child],
    )
    expect([event!.step, decrypt(event!.inputs_enc, `event:${child}`)]).toEqual(['call_done', '{"way":"phone"}'])
    expect(await brokenChains()).toEqual([])
  })

  it('missed says why; a mood has no more than a few words', async () => {
    const id = await book(await newChild())
    await expect(record(id, { outcome: 'missed' })).rejects.toMatchObject({ status: 422 })
    await expect(record(id, { outcome: 'missed', missedWhy: 'line', mood: '难过' })).rejects.toMatchObject({
      status: 422,
    })
    await expect(record(id, { outcome: 'done', mood: '说'.repeat(31) })).rejects.toMatchObject({ status: 422 })
    await record(id, { outcome: 'missed', missedWhy: 'no_answer' }, at(st, '2026-11-26T08:00:00+08:00'))
    const seen = await inScope(st, (ctx) => readCall(ctx, id, page('/')))
    expect(seen).toMatchObject({ state: 'missed', missedWhy: '家长没有接听', recordedLate: true })
  })

  it('D4 edge 5: video without the guardian’s consent is refused with the lawful alternative; services go on', async () => {
    const child = await newChild({ consents: ['call'] })
    const refusal = await book(child, { way: 'video' }).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ status: 422, fieldErrors: { way: [expect.stringMatching(/改约电话.*服务照常/)] } })
    await book(child)
    const without = await newChild({ consents: [] })
    await expect(book(without)).rejects.toMatchObject({
      status: 422,
      fieldErrors: { way: [expect.stringMatching(/写信/)] },
    })
    expect(await calls(without)).toEqual([])
    const consent = await consentTo(without, ['call'])
    const id = await book(without)
    await asSuperuser(`UPDATE consent SET withdrawn_on = '2026-11-23' WHERE id = $1`, [consent])
    expect((await inScope(st, (ctx) => readCall(ctx, id, page('/')))).bar).toMatch(/还没有监护人/)
    await cancel(id)
    await expect(book(without)).rejects.toMatchObject({ status: 422 })
  })

  it('is no booking for a day without the slot, one that is past or too far, nobody to talk to, a way the slot has not', async () => {
    const child = await newChild()
    for (const bad of [
      { day: '2026-11-26' },
      { day: '2026-11-18' },
      { day: '2027-02-24' },
      { day: '2026-02-30' },
      { parties: 'sibling' },
      { parties: 'teacher' },
      { way: 'letter' },
      { slot: child },
      { slot: 'x' },
    ] as Record<string, string>[])
      await expect(book(child, bad), JSON.stringify(bad)).rejects.toMatchObject({ status: 422 })
    const phoneOnly = await newSlot({ weekday: '2', ways: 'phone' })
    await expect(book(child, { slot: phoneOnly, day: '2026-11-24', way: 'video' })).rejects.toMatchObject({
      status: 422,
    })
    expect(await calls(child)).toEqual([])
  })

  it('gets the last place once: two teachers press at the same moment', async () => {
    await asSuperuser('UPDATE call_slot SET places = 1')
    const [one, two] = [await newChild(), await newChild({ classCode: `${SCHOOL}-2023-2` })]
    const both = await Promise.allSettled([book(one), book(two, {}, teacher(`${SCHOOL}-2023-2`))])
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find((each) => each.status === 'rejected')).toMatchObject({ reason: { status: 409 } })
    expect(await asSuperuser('SELECT place FROM call')).toEqual([{ place: 1 }])
  })

  it('puts a child in one place at a time, also when two hands book it at once', async () => {
    const child = await newChild()
    const both = await Promise.allSettled([book(child), book(child, {}, sp)])
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find((each) => each.status === 'rejected')).toMatchObject({ reason: { status: 422 } })
    expect(await calls(child)).toHaveLength(1)
  })

  it('recorded and cancelled at once is one of the two', async () => {
    const id = await book(await newChild())
    const both = await Promise.allSettled([record(id, { outcome: 'done' }), cancel(id, at(sp, THEN))])
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('ends with the care of the child, and with it what was booked', async () => {
    const child = await newChild()
    await book(child)
    const cd = director()
    await inScope(cd, async ({ db }) =>
      endContact(
        { db, file: await loadCase(db, 'child', child), hand: { postId: cd.postId }, at: cd.now, today: cd.today },
        { calls: true },
      ),
    )
    expect(await calls(child)).toMatchObject([{ state: 'cancelled', reminder: 'none' }])
  })
})

describe('a reminder', () => {
  it('goes to the parent’s number the day before, once, with nothing but time and school', async () => {
    const child = await newChild({ phones: { mother: '13800000002', father: '0562-2812345' } })
    const id = await book(child)
    expect(await remind('2026-11-23T18:00:00+08:00')).toBe(0)
    expect(await remind('2026-11-24T03:00:00+08:00')).toBe(0)
    const at8 = '2026-11-24T08:20:00+08:00'
    expect((await Promise.all([remind(at8), remind(at8)])).reduce((n, one) => n + one)).toBe(1)
    expect(await remind('2026-11-24T09:00:00+08:00')).toBe(0)
    const [message, ...more] = await outbox()
    expect(more).toEqual([])
    expect(message).toMatchObject({ state: 'waiting', key: `call:${id}:mother` })
    expect(message!.data).toEqual({ unit: `单位${SCHOOL}`, at: '11月25日 17:30' })
    expect(decrypt(message!.to_enc, `outbox:${message!.id}`)).toBe('13800000002')
    expect(await calls(child)).toMatchObject([{ reminder: 'sent' }])
  })

  it('is taken back with the call: before it is queued, and while it waits', async () => {
    const [one, two] = [await newChild(), await newChild()]
    const first = await book(one)
    await cancel(first)
    const second = await book(two)
    await remind('2026-11-24T08:20:00+08:00')
    await cancel(second)
    expect((await outbox()).map(({ key, state }) => [key, state])).toEqual([[`call:${second}:mother`, 'cancelled']])
    expect(await remind('2026-11-24T09:00:00+08:00')).toBe(0)
  })

  it('is not for a family that declined it; the call goes on, and they may change their mind', async () => {
    const child = await newChild()
    await inScope(st, (ctx) => chooseReminders(ctx, child, false, formOf({ saidOn: '2026-11-22' })))
    const id = await book(child)
    expect(await remind('2026-11-24T08:20:00+08:00')).toBe(0)
    expect(await outbox()).toEqual([])
    expect((await inScope(st, (ctx) => readCall(ctx, id, page('/')))).reminder).toContain('不要提醒')
    await record(id, { outcome: 'done' })
    await inScope(st, (ctx) => chooseReminders(ctx, child, true, new FormData()))
    await book(child, { day: '2026-12-02' }, at(st, THEN))
    expect(await remind('2026-12-01T08:20:00+08:00')).toBe(1)
    await expect(
      inScope(st, (ctx) => chooseReminders(ctx, child, false, formOf({ saidOn: '2026-12-24' }))),
    ).rejects.toMatchObject({ status: 422 })
  })

  it('is never read by the school: the number stays with the village and the worker', async () => {
    const child = await newChild()
    for (const actor of [st, sp])
      expect(await inScope(actor, ({ db }) => db.childParent.findMany({ where: { caseId: child } }))).toEqual([])
    const id = await book(child)
    const told = JSON.stringify([
      await inScope(st, (ctx) => readCall(ctx, id, page('/'))),
      await inScope(st, (ctx) => readWeek(ctx, page('/children/calls'))),
      await inScope(st, (ctx) => readBooking(ctx, page(`/children/calls/book?slot=${slot}&day=${DAY}`))),
      await inScope(st, (ctx) => readContactPart(ctx, child)),
    ])
    expect(told).not.toMatch(/13800000002|138\*/)
  })
})

describe('本周未联系', () => {
  it('lists whoever has not spoken this week, for class, school, village and town; a done call takes a child off', async () => {
    const child = await newChild({ name: '甲一一' })
    const names = async (actor = st) =>
      (await inScope(actor, (ctx) => readUncontacted(ctx, page('/')))).rows.map((row) => row.id)
    for (const actor of [st, sp, director(), supervisor()]) expect(await names(actor), actor.role).toContain(child)
    for (const actor of [teacher(`${SCHOOL}-2024-9`), officer('340705002-SC1'), director('340705001002-VC1')])
      expect(await names(actor), actor.role).not.toContain(child)
    const id = await book(child)
    expect(await names()).toContain(child)
    await record(id, { outcome: 'done' })
    expect(await names(at(st, THEN))).not.toContain(child)
    expect(await names(at(st, '2026-11-30T08:00:00+08:00'))).toContain(child)
  })
})

describe('who sees a call', () => {
  it('its class, its school, village and town; nobody else, whatever he tries', async () => {
    const child = await newChild()
    const id = await book(child)
    for (const actor of [st, sp, director(), supervisor()])
      expect((await inScope(actor, (ctx) => readCall(ctx, id, page('/')))).id, actor.role).toBe(id)
    const strangers = [
      teacher(`${SCHOOL}-2024-2`),
      teacher('340705002-SC1-2024-1'),
      officer('340705002-SC1'),
      director('340705001002-VC1'),
      supervisor('340705002-CW1'),
      { ...st, authorisedUntil: '2026-11-22' },
      { ...st, authorisedUntil: null },
    ]
    for (const actor of strangers) {
      await expect(inScope(actor, (ctx) => readCall(ctx, id, page('/')))).rejects.toMatchObject({ status: 404 })
      await expect(book(child, { day: '2026-12-02' }, actor)).rejects.toMatchObject({
        status: actor.role === 'CD' || actor.role === 'CS' ? 403 : 404,
      })
      if (actor.role !== 'CD' && actor.role !== 'CS')
        await expect(cancel(id, actor)).rejects.toMatchObject({ status: 404 })
    }
    expect(await calls(child)).toMatchObject([{ state: 'booked' }])
    // Another class sees that a place is taken, never by whom.
    const week = await inScope(teacher(`${SCHOOL}-2024-2`), (ctx) => readWeek(ctx, page('/children/calls')))
    expect(week.days[2]!.slots[0]).toMatchObject({ free: 1, others: 1, calls: [] })
    expect(JSON.stringify(week)).not.toContain('欧阳小洋')
  })

  it('of all other roles none reads a row, at any unit', async () => {
    const child = await newChild()
    await book(child)
    const others = (Object.keys(roles) as Role[]).filter((role) => !['CD', 'CS', 'SP', 'ST'].includes(role))
    expect(others.length).toBeGreaterThan(15)
    for (const role of others)
      for (const unit of ['340705', '340705001', '340705001001'])
        await inScope(actorOf(role, `${unit}-XX1`), async ({ db }) => {
          expect(await db.call.count(), role).toBe(0)
          expect(await db.callSlot.count(), role).toBe(0)
          expect(await db.$queryRaw`SELECT * FROM call_places('2026-11-01', '2026-12-31')`, role).toEqual([])
        })
    // Nor does whoever is named on the child for something else.
    await asSuperuser(
      `INSERT INTO case_party (id, case_id, kind, scope_key, holder, part, view, from_at, basis) SELECT gen_random_uuid(), id, kind, scope_key, '340705-EB1', 'one_off', 'full', '2026-01-01', 'x' FROM case_file WHERE id = $1`,
      [child],
    )
    for (const role of ['LV', 'PH', 'EC'] as Role[])
      await inScope(actorOf(role, '340705-EB1'), async ({ db }) => expect(await db.call.count(), role).toBe(0))
  })

  it('is not written by a director, who looks on', async () => {
    const child = await newChild()
    const id = await book(child)
    await expect(record(id, { outcome: 'done' }, at(director(), THEN))).rejects.toMatchObject({ status: 403 })
    await expect(book(child, { day: '2026-12-02' }, director())).rejects.toMatchObject({ status: 403 })
  })
})
