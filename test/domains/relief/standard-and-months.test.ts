/** A new standard as one reviewed batch, the month's allowances, and a referral that becomes a file. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyStandard } from '~/domains/relief/jobs/apply-standard.server'
import { followPayments } from '~/domains/relief/jobs/follow-payments.server'
import { planMonths } from '~/domains/relief/jobs/plan-months.server'
import { applyStep } from '~/casefile/apply-step.server'
import { SYSTEM } from '~/casefile/domain'
import { lockCase } from '~/casefile/load-case.server'
import { reliefDibao } from '~/domains/relief/domain.server'
import * as deskRoute from '~/routes/relief.desk'
import * as listRoute from '~/routes/relief.list'
import * as newRoute from '~/routes/relief.new'
import * as standardsRoute from '~/routes/relief.standards'
import { sendReferral } from '~/casefile/referrals/send-referral.server'
import * as referralRoute from '~/routes/referrals.one'
import { decrypt } from '~/lib/crypto.server'
import { setClock } from '~/lib/dates'
import { actorOf, asWorker, at, brokenChains, inScope, openAt, rowOf } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { asInDemo, newcomer } from '../../support/people'
import { application, awards, BUDGET, own, seedTown, state, take, toProposed, type Town } from './town'

type Person = Awaited<ReturnType<typeof newcomer>>
let town: Town
let ck: Person
let ca: Person
let cc: Person
let id = ''

beforeAll(async () => {
  asInDemo()
  await testDatabase()
  // One instant for every request: a session ends when it is left alone.
  setClock('2026-12-04T09:00:00+08:00')
  town = await seedTown()
  ck = await newcomer('CK', '340705-CA1')
  ca = await newcomer('CA', '340705-CA1')
  cc = await newcomer('CC', '340705001-CW1')
  id = await toProposed(town, 'relief_dibao')
  await take(at(town.CA, '2026-12-01T09:00:00+08:00'), id, 'decide', { budgetCode: BUDGET, checked: 'on' })
  await asWorker(async (db) => {
    const file = await lockCase(db, 'relief_dibao', id)
    await applyStep(db, reliefDibao, {
      file,
      step: 'start_paying',
      input: {},
      hand: SYSTEM,
      at: new Date('2026-12-02T09:00:00+08:00'),
    })
  })
}, 120_000)
afterAll(() => setClock(null))

describe('the approver’s desk', () => {
  it('opens to the approver alone, with formula, checklist and budget', async () => {
    await toProposed(town, 'relief_temp')
    const page = (await ca.get(deskRoute.loader, '/relief/desk')).data as {
      data: { queue: { rows: unknown[] }; budgets: unknown[] }
    }
    expect(page.data.queue.rows).toMatchObject([
      {
        formula: '310.00 × 2.0 × 1 = 620.00',
        amount: '620.00 元',
        got: '0.00',
        bar: null,
        checklist: [{ done: true }, { done: true }, { done: true }, { done: true }],
      },
    ])
    expect(page.data.budgets).toMatchObject([{ code: BUDGET, total: '1,000,000.00' }])
    for (const other of [cc, ck]) expect((await other.get(deskRoute.loader, '/relief/desk')).status).toBe(403)
  })

  it('approves several rechecks at once, each with its own event, and none of one’s own', async () => {
    const recheck = { onDay: '2026-11-23', result: 'stop', income: '310.00', recheckClass: 'yearly', note: '有工作了' }
    await take(at(town.CK, '2026-12-03T09:00:00+08:00'), id, 'recheck', { ...recheck, onDay: '2026-12-03' })
    const [waiting] = await asSuperuser<{ id: string }>(
      `SELECT id FROM proposal WHERE state = 'waiting' AND step = 'recheck'`,
    )
    const answer = await ca.post(deskRoute.action, '/relief/desk', { proposal: waiting!.id })
    expect(answer.location).toBe('/relief/desk?kind=relief_dibao&approved=1')
    expect(await own(id)).toMatchObject({ recheck_result: 'stop', rechecked_on: '2026-12-03' })
    expect((await ca.post(deskRoute.action, '/relief/desk', { proposal: waiting!.id })).status).toBe(409)
    expect((await ca.post(deskRoute.action, '/relief/desk', {})).status).toBe(422)
  })
})

describe('a new standard', () => {
  it('is proposed by CK, put in force by CA from its day on, and reaches each household with an event', async () => {
    const given = { _intent: 'propose', amount: '350.00', effectiveFrom: '2026-12-20', basis: '新文件' }
    expect((await ca.post(standardsRoute.action, '/relief/standards', given)).status).toBe(403)
    expect((await ck.post(standardsRoute.action, '/relief/standards', given)).location).toBe('/relief/standards?done=1')
    const waiting = async () =>
      (await asSuperuser<{ id: string }>(`SELECT id FROM relief_standard WHERE state = 'proposed'`))[0]!.id
    const early = { _intent: 'approve', id: await waiting() }
    expect((await ca.post(standardsRoute.action, '/relief/standards', early)).status).toBe(409)
    expect((await ck.post(standardsRoute.action, '/relief/standards', early)).status).toBe(403)
    await ca.post(standardsRoute.action, '/relief/standards', { ...early, _intent: 'reject' })
    await ck.post(standardsRoute.action, '/relief/standards', { ...given, effectiveFrom: '2026-12-01' })
    const row = { id: await waiting() }
    const approve = { _intent: 'approve', id: row.id }
    await asSuperuser(`UPDATE relief_means SET income_fen = 10000 WHERE case_id = $1`, [id])
    const page = (await ca.get(standardsRoute.loader, '/relief/standards')).data as { data: { waiting: unknown } }
    expect(page.data.waiting).toMatchObject({ households: 1, after: '250.00', rows: [{ after: '250.00' }] })
    expect((await ca.post(standardsRoute.action, '/relief/standards', approve)).location).toBe(
      '/relief/standards?done=1',
    )
    const run = asWorker as never
    expect(await applyStandard(run, { id: row.id }, new Date('2026-12-04T10:00:00+08:00'))).toBe(1)
    expect(await applyStandard(run, { id: row.id }, new Date('2026-12-04T10:00:00+08:00'))).toBe(0)
    expect(await own(id)).toMatchObject({ standard_fen: 35_000, decided_fen: 25_000 })
  })
})

describe('the month’s allowance', () => {
  it('is due once, however often the job runs', async () => {
    const month = new Date('2027-02-01T02:15:00+08:00')
    expect(await asWorker((db) => planMonths(db, month))).toBe(1)
    expect(await asWorker((db) => planMonths(db, month))).toBe(0)
    expect((await awards(id)).find((one) => one.part === '2027-02')).toEqual({
      part: '2027-02',
      amount_fen: 25_000,
      state: 'unpaid',
      due_on: '2027-02-10',
    })
  })
  it('and what finance does moves the file', async () => {
    const one = await toProposed(town, 'relief_temp')
    await take(at(town.CA, '2026-11-27T09:00:00+08:00'), one, 'decide', { budgetCode: BUDGET, checked: 'on' })
    const set = (to: string) => asSuperuser(`UPDATE relief_award SET state = $2 WHERE case_id = $1`, [one, to])
    await set('in_batch')
    await asWorker((db) => followPayments(db, new Date('2026-11-28T09:00:00+08:00')))
    expect(await state(one)).toBe('paying')
    await set('paid')
    await asWorker((db) => followPayments(db, new Date('2026-12-04T09:00:00+08:00')))
    expect(await state(one), 'still published, so that anybody may object').toBe('paying')
    await asWorker((db) => followPayments(db, new Date('2026-12-05T09:00:00+08:00')))
    expect(await state(one)).toBe('closed')
    expect(await brokenChains()).toEqual([])
  })
})

describe('a referral', () => {
  it('becomes a file of the receiver’s own, once, with other hardship as its cause and nothing of where it came from', async () => {
    const [from] = await openAt('support', '340705001-JO1')
    const consentId = '0190a000-0000-7000-8000-0000000000c1'
    await asSuperuser(
      `INSERT INTO consent (id, case_id, kind, scope_key, signer, capacity, scope, recipients, text_version, text_hash, method, signed_on) VALUES ($2, $1, 'support', '340705001-JO1', '本人', 'self', '{}', '{}', '1', '', 'paper', '2026-11-20')`,
      [from!.id, consentId],
    )
    const sent = { name: '孙小转', phone: '13800000007', need: '没有生活来源', household: '1 人' }
    const TJ = actorOf('TJ', '340705001-JO1')
    const send = (fields: Record<string, string>, toKey = '340705001-CW1') =>
      inScope(TJ, async (ctx) =>
        sendReferral(ctx, await lockCase(ctx.db, 'support', from!.id), {
          type: 'temp_relief',
          toKey,
          fields,
          consentId,
        }),
      )
    await expect(send({ ...sent, offence: '盗窃' })).rejects.toMatchObject({ status: 422 })
    await expect(send(sent, '340705-CA1')).rejects.toMatchObject({ status: 422 })
    const { id: referral } = await send(sent)
    const [stored] = await asSuperuser<{ fields_enc: string }>('SELECT fields_enc FROM referral WHERE id = $1', [
      referral,
    ])
    const payload = decrypt(stored!.fields_enc, `referral:${referral}`)
    expect(Object.keys((JSON.parse(payload) as { fields: object }).fields).sort()).toEqual([
      'household',
      'name',
      'need',
      'phone',
    ])
    expect(payload).not.toMatch(/handoff|support|JO1|司法|释放|刑|矫正|offence|judgment|level/)
    const shown = (await cc.get(referralRoute.loader, `/referrals/${referral}`, { id: referral })).data as object
    expect(JSON.stringify({ ...shown, shell: undefined })).not.toMatch(/JO1|司法/)
    const path = `/relief/new?kind=relief_temp&referral=${referral}`
    const page = (await cc.get(newRoute.loader, path)).data as { data: { defaults: Record<string, unknown> } }
    expect(page.data.defaults).toMatchObject({ name: '孙小转', cause: 'other', need: '没有生活来源；1 人' })
    const { members: _members, ...form } = application({ name: '孙小转', need: '没有生活来源', cause: 'other' })
    const fields = Object.fromEntries(
      Object.entries(form).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    )
    const answer = await cc.post(newRoute.action, path, fields)
    const opened = /\/relief\/([0-9a-f-]{36})\?done=accept/.exec(answer.location ?? '')?.[1]
    expect(opened, JSON.stringify(answer.data)).toBeTruthy()
    expect(await own(opened!)).toMatchObject({ referral_id: referral })
    expect((await rowOf(opened!)).scope_key).toBe('340705001-CW1')
    expect((await cc.post(newRoute.action, path, { ...fields, noIdReason: '又一次' })).status).toBe(409)
    const stranger = await newcomer('CC', '340705002-CW1')
    expect((await stranger.get(newRoute.loader, path)).status).toBe(404)
  })
  it('is listed beside the others, for the window alone', async () => {
    const list = (await cc.get(listRoute.loader, '/relief?kind=relief_temp')).data as {
      data: { rows: { name: string }[] }
    }
    expect(list.data.rows.map((row) => row.name)).toContain('孙*转')
  })
})
