/** D7-edge-10, found out later: paid to somebody who had died before the pay day. It comes back, or is written off with a reason. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '~/access/actor'
import { lockCase } from '~/casefile/load-case.server'
import { reliefTemp } from '~/domains/relief/domain.server'
import { readOverview } from '~/domains/relief/views/overview.server'
import { followPayments } from '~/domains/relief/jobs/follow-payments.server'
import { readBudget } from '~/domains/relief/payment/views/budget.server'
import { asWorker, at, brokenChains, inScope } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { answerAll, granted, make, payer, step } from './purse'
import { confirm, open, openTasks, own, seedTown, state, take, type Town } from './town'

let town: Town
let fn: Actor
beforeAll(async () => {
  await testDatabase()
  town = await seedTown()
  fn = await payer()
}, 60_000)

const later = (actor: Actor, day = '2026-12-01') => at(actor, `${day}T09:00:00+08:00`)
const follow = (iso = '2026-12-01T08:00:00+08:00') => asWorker((db) => followPayments(db, new Date(iso)))
const certificate = { 'paper.title': '死亡证明', 'paper.onDay': '2026-12-01', 'paper.keptAt': '窗口柜' }
const slip = { 'paper.title': '缴款凭证', 'paper.onDay': '2026-12-01', 'paper.keptAt': '窗口柜' }
const back = (amount: string, onDay = '2026-12-01') => ({ onDay, amount, ...slip })
const due = (id: string) =>
  asSuperuser<{ due_fen: number; recovered_fen: number; waived_fen: number }>(
    'SELECT due_fen, recovered_fen, waived_fen FROM relief_recovery WHERE case_id = $1',
    [id],
  )

/** 620.00 yuan granted, and paid on 27 November. */
async function paidOn27(): Promise<{ id: string; batch: string }> {
  const id = await granted(town)
  const batch = await make(fn)
  await step(fn, batch, 'send')
  await answerAll(fn, batch)
  await follow('2026-11-28T09:00:00+08:00')
  return { id, batch }
}
async function died(id: string, diedOn: string) {
  await take(later(town.CC), id, 'died', { diedOn, ...certificate })
  await confirm(later(town.CA), id, 'died')
}

describe('D7-edge-10', () => {
  it('paid on the 27th to somebody who died on the 25th: a duty of the window, by its rule and day, until all is back', async () => {
    const { id } = await paidOn27()
    await died(id, '2026-11-25')
    expect(await state(id)).toBe('died')
    await follow()
    expect(await state(id)).toBe('recovering')
    expect(await openTasks(id)).toEqual({ recover_paid: '2026-12-31' })
    const [task] = await asSuperuser<{ role: string; rule_id: string }>(
      'SELECT role, rule_id FROM task WHERE case_id = $1 AND done_at IS NULL',
      [id],
    )
    expect(task).toEqual({ role: 'CC', rule_id: expect.stringContaining('D7.recover_paid') })
    for (const amount of ['620.01', '0'])
      await expect(take(later(town.CC), id, 'recover_paid', back(amount))).rejects.toMatchObject({
        fieldErrors: { amount: [expect.any(String)] },
      })
    await take(later(town.CC, '2026-12-05'), id, 'recover_paid', back('120.00', '2026-12-04'))
    expect(await due(id)).toEqual([{ due_fen: 62_000, recovered_fen: 12_000, waived_fen: 0 }])
    expect(await openTasks(id)).toEqual({ recover_paid: '2027-01-03' })
    // Found once: the worker does not ask for it again.
    await follow('2026-12-05T10:00:00+08:00')
    expect(await due(id)).toHaveLength(1)
    await take(later(town.CC, '2026-12-06'), id, 'recover_paid', back('500.00', '2026-12-06'))
    expect(await state(id)).toBe('died')
    expect(await openTasks(id)).toEqual({})
    await follow('2026-12-07T10:00:00+08:00')
    expect(await state(id)).toBe('died')
    const papers = await asSuperuser('SELECT 1 FROM case_paper WHERE case_id = $1 AND code = $2', [id, 'recovered'])
    expect(papers).toHaveLength(2)
    expect(await brokenChains()).toEqual([])
  }, 60_000)

  it('found out after the file was closed: noted by one, confirmed by another; a day that no payment followed is refused', async () => {
    const { id } = await paidOn27()
    await follow('2026-12-20T09:00:00+08:00')
    expect(await state(id)).toBe('closed')
    const CC = later(town.CC, '2026-12-21')
    await expect(take(CC, id, 'note_death', { diedOn: '2026-11-27', ...certificate })).rejects.toMatchObject({
      fieldErrors: { diedOn: [expect.stringContaining('不用追回')] },
    })
    await take(CC, id, 'note_death', { diedOn: '2026-11-26', ...certificate })
    expect(await state(id)).toBe('closed')
    await confirm(later(town.CK, '2026-12-21'), id, 'note_death')
    expect(await state(id)).toBe('recovering')
    expect(await own(id)).toMatchObject({ end_cause: 'death', ended_on: '2026-11-26' })
    expect(await openTasks(id)).toEqual({ recover_paid: '2027-01-20' })
  }, 60_000)

  it('is written off by the county’s decider alone, with reason and paper; no other way leads out, and the sums show it', async () => {
    const { id } = await paidOn27()
    await died(id, '2026-11-20')
    await follow()
    const CA = later(town.CA2)
    for (const name of ['withdrawn', 'moved_away', 'opened_in_error', 'died', 'set_payee'])
      await expect(take(later(town.CC), id, name, {})).rejects.toMatchObject({ status: 403 })
    const off = { reason: '无遗产，家属无力退还', ...slip }
    await expect(take(later(town.CC), id, 'write_off', off)).rejects.toMatchObject({ status: 403 })
    await expect(take(later(town.HEAD), id, 'write_off', off)).rejects.toMatchObject({ status: 403 })
    await expect(take(CA, id, 'write_off', { ...off, reason: '' })).rejects.toMatchObject({ status: 422 })
    await take(later(town.CC), id, 'recover_paid', back('20.00'))
    await take(CA, id, 'write_off', off)
    expect(await state(id)).toBe('died')
    expect(await due(id)).toEqual([{ due_fen: 62_000, recovered_fen: 2_000, waived_fen: 60_000 }])
    const overview = await inScope(CA, async (ctx) => {
      const file = await lockCase(ctx.db, 'relief_temp', id)
      return readOverview(ctx, file, (await reliefTemp.facts(ctx.db, [id])).get(id)!)
    })
    expect(overview.awards[0]!.why).toBe('去世后发放：已追回 20.00 元，已核销 600.00 元（无遗产，家属无力退还）')
    const read = (who: Actor) => inScope(who, (ctx) => readBudget(ctx, new URL('http://x/?year=2026')))
    const [sum] = (await read(fn)).recoveries
    expect(sum).toMatchObject({
      n: 3,
      due: '1,860.00',
      recovered: '640.00',
      waived: '600.00',
      left: '620.00',
      open: true,
    })
    expect((await read(town.CA)).recoveries).toEqual([sum])
    expect((await read(fn)).rows[0]).toMatchObject({ whole: true })
  }, 60_000)

  it('what the bank sends back counts as recovered, and is paid to nobody again', async () => {
    const { id, batch } = await paidOn27()
    await died(id, '2026-11-20')
    await follow()
    await step(later(fn), batch, 'note_return', { no: '1', reason: '销户退回', onDay: '2026-12-01' })
    await follow('2026-12-02T08:00:00+08:00')
    expect(await state(id)).toBe('died')
    expect(await due(id)).toEqual([{ due_fen: 62_000, recovered_fen: 62_000, waived_fen: 0 }])
    const rows = await asSuperuser('SELECT state FROM relief_award WHERE case_id = $1', [id])
    expect(rows).toEqual([{ state: 'stopped' }])
  }, 60_000)

  it('does not touch who was alive on the pay day, nor urgent relief that was handed over', async () => {
    const { id } = await paidOn27()
    await died(id, '2026-11-27')
    const quick = await open(town.CC, 'relief_temp')
    await take(town.CC, quick, 'quick_grant', {
      amount: '310.00',
      object: '急诊',
      basis: '没有现金',
      askedAt: '2026-11-23T09:00',
    })
    await confirm(town.HEAD, quick, 'quick_grant')
    for (const set of [`state = 'in_batch'`, `state = 'paid', paid_on = '2026-11-30'`])
      await asSuperuser(`UPDATE relief_award SET ${set} WHERE case_id = $1`, [quick])
    await died(quick, '2026-11-25')
    await follow()
    expect([await state(id), await state(quick)]).toEqual(['died', 'died'])
  }, 60_000)

  it('cannot be lowered, waived by the window, or claimed of what was not paid, by SQL either', async () => {
    const { id } = await paidOn27()
    await died(id, '2026-11-20')
    await follow()
    const sql = (who: Actor, text: string) => inScope(who, ({ db }) => db.$executeRawUnsafe(text))
    const where = `WHERE case_id = '${id}'`
    await expect(sql(town.CC, `UPDATE relief_recovery SET due_fen = 1 ${where}`)).rejects.toThrow('only grows')
    await expect(sql(town.CC, `UPDATE relief_recovery SET waived_fen = 5, waived_enc = 'x' ${where}`)).rejects.toThrow(
      'decider alone',
    )
    await expect(sql(town.CC, `UPDATE relief_recovery SET recovered_fen = 62001 ${where}`)).rejects.toThrow('amounts')
    const unpaid = await granted(town)
    await expect(
      sql(
        town.CC,
        `INSERT INTO relief_recovery (award_id, case_id, kind, scope_key, due_fen, died_on, found_on)
         SELECT id, case_id, kind, scope_key, amount_fen, '2026-11-20', '2026-12-01' FROM relief_award WHERE case_id = '${unpaid}'`,
      ),
    ).rejects.toThrow('comes back')
    expect(await inScope(fn, ({ db }) => db.reliefRecovery.count())).toBe(0)
    await expect(sql(town.CC, 'SELECT recovery_sums(2026)')).rejects.toThrow('not of the county')
  }, 60_000)
})
