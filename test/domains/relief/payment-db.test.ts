/** A batch from what is due to what was paid, on the real database: hands, once alone, results, death, reissue, budget. */
import { beforeAll, describe, expect, it } from 'vitest'
import { followPayments } from '~/domains/relief/jobs/follow-payments.server'
import { readPayable } from '~/domains/relief/payment/views/payable.server'
import { readBudget } from '~/domains/relief/payment/views/budget.server'
import { listLines } from '~/domains/relief/payment/lines.server'
import { bankFiles } from '~/domains/relief/payment/bank-file.server'
import { keepPayDuty } from '~/domains/relief/payment/keep-pay-duty.server'
import { setReserve } from '~/domains/relief/payment/views/reserves.server'
import { decrypt } from '~/lib/crypto.server'
import { prisma } from '~/lib/db.server'
import { actorOf, asWorker, at, brokenChains, formOf, inScope, rowOf } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { answer, answerAll, awardOf, batchRow, csv, granted, lines, make, payer, PAY_DAY, step, xlsx } from './purse'
import { confirm, open, openTasks, seedTown, state, take, type Town } from './town'
import type { Actor } from '~/access/actor'

let town: Town
let fn: Actor
beforeAll(async () => {
  await testDatabase()
  town = await seedTown()
  fn = await payer()
}, 60_000)

const payeeWith = (payeeAccount: string) => ({
  payeeRelation: 'self',
  payeeName: '赵小困',
  payeeAccount,
  payeeBank: '试验银行',
})
const follow = (iso = '2026-11-28T09:00:00+08:00') => asWorker((db) => followPayments(db, new Date(iso)))
/** The publication of a decision has run its days. */
const PUBLISHED = '2026-12-20T09:00:00+08:00'
const payable = (who: Actor) =>
  inScope(who, (ctx) => readPayable(ctx, new URL('http://x/relief/payments/new?month=2026-11')))

describe('a batch', () => {
  it('lists what is due, goes to the bank, and moves the file when everything is paid', async () => {
    const file = await granted(town)
    expect((await payable(fn)).groups).toMatchObject([{ programme: 'temp_relief', n: 1, amount: '620.00', barred: [] }])
    const id = await make(fn)
    expect(await lines(id)).toMatchObject([{ no: 1, amount_fen: 62_000, state: 'listed' }])
    expect(await awardOf(file)).toMatchObject({ state: 'in_batch', payer_user: fn.userId })
    expect(await openTasks(id)).toEqual({ send: '2026-12-01' })
    expect((await payable(fn)).groups).toEqual([])
    await follow()
    expect(await state(file)).toBe('paying')
    await step(fn, id, 'send')
    expect(await openTasks(id)).toEqual({ read_back: '2026-12-04' })
    const { done } = await answerAll(fn, id)
    expect(done).toMatchObject({ state: 'applied', faults: null })
    expect(await batchRow(id)).toMatchObject({ paid_lines: 1, paid_fen: 62_000, settled_on: '2026-11-27' })
    expect(await awardOf(file)).toMatchObject({ state: 'paid', paid_on: '2026-11-27' })
    await follow()
    expect(await state(file)).toBe('paying')
    await follow(PUBLISHED)
    expect(await state(file)).toBe('closed')
    await step(fn, id, 'close')
    expect((await rowOf(id)).state).toBe('closed')
    expect(await brokenChains()).toEqual([])
  })

  it('names finance as nobody’s way to a file: no case, no award, no person in its scope', async () => {
    await inScope(fn, async ({ db }) => {
      expect(await db.reliefAward.count()).toBe(0)
      expect(await db.caseFile.count({ where: { kind: { not: 'payment_batch' } } })).toBe(0)
      expect(await db.person.count()).toBe(0)
      expect(await db.paymentLine.count()).toBeGreaterThan(0)
    })
    const other = await payer('340706-FN1', '外县财务')
    await inScope(other, async ({ db }) => {
      expect(await db.paymentLine.count()).toBe(0)
      expect(await db.paymentBatch.count()).toBe(0)
    })
  })

  it('is changed by its own doors alone, by its own office, in its own state', async () => {
    const file = await granted(town)
    const id = await make(fn)
    const other = await payer('340706-FN1', '外县财务二')
    const tries: [Actor, string][] = [
      [fn, `UPDATE payment_line SET amount_fen = 1`],
      [fn, `INSERT INTO payment_line SELECT * FROM payment_line`],
      [fn, `UPDATE payment_batch SET paid_fen = 1`],
      [fn, `SELECT settle_payments('${id}', '[]', '2026-11-27')`],
      [other, `SELECT cancel_payments('${id}')`],
      [other, `SELECT take_payment_out('${id}', 1, 'x')`],
      [town.CA, `SELECT list_payments('${id}', 10)`],
      [town.CC, `SELECT payable_sums('2026-11-30')`],
      [town.CC, `SELECT budget_trace(2026)`],
      [town.HEAD, `SELECT budget_trace(2026)`],
    ]
    for (const [who, sql] of tries)
      await expect(
        inScope(who, ({ db }) => db.$executeRawUnsafe(sql)),
        sql,
      ).rejects.toThrow()
    await expect(
      inScope(town.CA, ({ db }) =>
        db.$executeRawUnsafe(`UPDATE relief_award SET payer_user = 'x' WHERE case_id = '${file}'`),
      ),
    ).rejects.toThrow(/finance alone/)
    await expect(step(fn, id, 'read_back', { resultId: '0190a000-0000-7000-8000-0000000000c1' })).rejects.toMatchObject(
      {
        status: 403,
      },
    )
    await step(fn, id, 'take_out', { no: '1', reason: '等核实' })
    expect(await awardOf(file)).toMatchObject({ state: 'unpaid', payer_user: null })
    await expect(step(fn, id, 'take_out', { no: '1', reason: '再来' })).rejects.toMatchObject({ status: 422 })
    await expect(step(fn, id, 'send')).rejects.toMatchObject({ status: 422 })
    await step(fn, id, 'cancel', { reason: '没有可发的' })
    expect((await rowOf(id)).state).toBe('cancelled')
    const again = await make(fn)
    await step(fn, again, 'cancel', { reason: '作废' })
    expect(await awardOf(file)).toMatchObject({ state: 'unpaid' })
    await take(at(town.CC, PAY_DAY), file, 'died', {
      diedOn: '2026-11-26',
      'paper.title': '证明',
      'paper.onDay': '2026-11-26',
      'paper.keptAt': '柜',
    })
    await confirm(at(town.CA, PAY_DAY), file, 'died')
  })
})

describe('the duty to make a batch', () => {
  it('stands while something can be listed, by the day of the first, and is over when it is', async () => {
    const keep = (iso: string) => asWorker((db) => keepPayDuty(db, new Date(iso)))
    const duties = () =>
      asSuperuser<{ unit: string; due: string }>(
        `SELECT scope_key AS unit, due_on::text AS due FROM task WHERE code = 'make_batch' AND done_at IS NULL`,
      )
    await granted(town)
    await keep(PAY_DAY)
    await keep(PAY_DAY)
    expect(await duties()).toEqual([{ unit: '340705-FN1', due: '2026-12-11' }])
    const id = await make(fn)
    await keep(PAY_DAY)
    expect(await duties()).toEqual([])
    await step(fn, id, 'send')
    await answerAll(fn, id)
  })
})

describe('four hands', () => {
  it('by person, not by post: whoever accepted, checked, surveyed or decided pays nothing of it', async () => {
    const file = await granted(town)
    for (const hand of [town.CC, town.CC2, town.CK, town.CA]) {
      const twin = await payer('340705-FN1', hand.userName, hand.userId)
      expect((await payable(twin)).groups).toMatchObject([{ n: 0, barred: [{ bar: 'hand', n: 1 }] }])
      await expect(make(twin), hand.userName).rejects.toMatchObject({ status: 409 })
    }
    await expect(
      asSuperuser(`UPDATE relief_award SET state = 'in_batch', payer_user = decided_user WHERE case_id = $1`, [file]),
    ).rejects.toThrow(/relief_award_hands/)
    const id = await make(fn)
    await step(fn, id, 'send')
    await answerAll(fn, id)
  })
})

describe('nothing is paid twice', () => {
  it('50 attempts at once list each payment once', async () => {
    const files = [await granted(town), await granted(town), await granted(town)]
    const tried = await Promise.allSettled(Array.from({ length: 50 }, () => make(fn)))
    const made = tried.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
    const refusals = tried.flatMap((one) => (one.status === 'rejected' ? [one.reason as { status?: number }] : []))
    expect(refusals.every((one) => one.status === 409)).toBe(true)
    const listed = (await Promise.all(made.map(lines))).flat()
    expect(listed).toHaveLength(3)
    expect(new Set(listed.map((one) => one.award_id)).size).toBe(3)
    const [line] = listed
    await expect(
      asSuperuser(
        `INSERT INTO payment_line SELECT case_id, kind, scope_key, no + 100, award_id, budget_code, benefit_type, part, due_on, amount_fen, name_enc, account_enc, bank, reserve_unit, 'paid', state_at FROM payment_line WHERE award_id = $1`,
        [line!.award_id],
      ),
    ).rejects.toThrow(/payment_line_once/)
    for (const id of made) {
      await step(fn, id, 'send')
      await answerAll(fn, id)
    }
    for (const file of files) expect((await awardOf(file)).state).toBe('paid')
  }, 60_000)

  it('50 sendings of one batch send it once', async () => {
    await granted(town)
    const id = await make(fn)
    const tried = await Promise.allSettled(Array.from({ length: 50 }, () => step(fn, id, 'send')))
    expect(tried.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    await answerAll(fn, id)
  }, 60_000)
})

describe('the bank’s answer', () => {
  it('with a changed amount, a missing, an extra or a doubled line is refused whole, and nothing is lost', async () => {
    const files = [await granted(town), await granted(town)]
    const id = await make(fn)
    await expect(answer(fn, id, csv([]))).rejects.toMatchObject({ status: 409 })
    await step(fn, id, 'send')
    const { case_no } = await rowOf(id)
    const ref = (no: number) => `${String(case_no)}-${String(no).padStart(5, '0')}`
    const good = [
      [ref(1), '620.00', '成功', ''],
      [ref(2), '620.00', '失败', '账号不存在'],
    ]
    const bad: [string[][], string][] = [
      [[good[0]!, [ref(2), '6200.00', '成功', '']], '金额被改动'],
      [[good[0]!], '缺少这一笔'],
      [[...good, [ref(3), '620.00', '成功', '']], '多出的一行'],
      [[...good, good[0]!], '重复的一行'],
      [[good[0]!, [ref(2), '620.00', '在途', '']], '看不懂结果'],
      [[good[0]!, ['=cmd|x', '620.00', '成功', '']], '多出的一行'],
    ]
    for (const [rows, words] of bad) {
      const done = await answer(fn, id, csv(rows))
      expect(done.state).toBe('refused')
      expect(done.faults?.map((one) => one.text).join(), words).toContain(words)
    }
    expect((await answer(fn, id, '姓名,电话,地址\n甲,1,2')).message).toContain('没有找到表头')
    expect((await lines(id)).map((one) => one.state)).toEqual(['listed', 'listed'])
    expect((await rowOf(id)).state).toBe('sent')
    for (const file of files) expect((await awardOf(file)).state).toBe('in_batch')

    expect(await answer(fn, id, csv(good))).toMatchObject({ state: 'applied' })
    expect((await lines(id)).map((one) => [one.state, one.reason])).toEqual([
      ['paid', null],
      ['failed', '账号不存在'],
    ])
    await expect(answer(fn, id, csv(good))).rejects.toMatchObject({ status: 409 })

    // The one that failed becomes the window's duty, is mended, and goes out again in another batch.
    const failed = (
      await asSuperuser<{ case_id: string }>(
        `SELECT a.case_id FROM relief_award a JOIN payment_line l ON l.award_id = a.id WHERE l.case_id = $1 AND l.state = 'failed'`,
        [id],
      )
    )[0]!.case_id
    await follow()
    expect(await state(failed)).toBe('paying')
    expect(Object.keys(await openTasks(failed))).toEqual(['mend_payment'])
    const days = await asSuperuser<{ days: number }>(
      `SELECT due_on - trigger_on AS days FROM task WHERE case_id = $1 AND code = 'mend_payment'`,
      [failed],
    )
    expect(days[0]!.days).toBe(30)
    await follow()
    const told = await asSuperuser(`SELECT 1 FROM case_event WHERE case_id = $1 AND step = 'payment_back'`, [failed])
    expect(told).toHaveLength(1)
    await take(at(town.CC, '2026-11-30T09:00:00+08:00'), failed, 'change_payee', payeeWith('6217999900000000001'))
    await confirm(at(town.CK, '2026-11-30T10:00:00+08:00'), failed, 'change_payee')
    expect(await openTasks(failed)).toEqual({})
    const next = await make(fn)
    expect(await lines(next)).toHaveLength(1)
    await step(fn, next, 'send')
    await answerAll(fn, next)
    await follow(PUBLISHED)
    expect(await state(failed)).toBe('closed')

    // It comes back after all: the closed file is open again until it has arrived.
    await step(at(fn, '2026-12-03T09:00:00+08:00'), next, 'note_return', {
      no: '1',
      reason: '账户已销',
      onDay: '2026-12-02',
    })
    await follow('2026-12-03T10:00:00+08:00')
    expect(await state(failed)).toBe('paying')
    expect(await batchRow(next)).toMatchObject({ paid_lines: 0, returned_lines: 1, paid_fen: 0 })
    await expect(
      step(fn, next, 'note_return', { no: '1', reason: '又一次', onDay: '2026-11-27' }),
    ).rejects.toMatchObject({ status: 422 })
  }, 60_000)
})

describe('a changed account (second hand)', () => {
  const accounts = async (file: string) => {
    const [row] = await asSuperuser<{ id: string; payee_account_enc: string }>(
      `SELECT id, payee_account_enc FROM relief_award WHERE case_id = $1 AND state <> 'stopped'`,
      [file],
    )
    return decrypt(row!.payee_account_enc, `relief_award:${row!.id}`)
  }
  it('is registered by one before the decision, and after it only by two: until then the old one stays and nothing goes out', async () => {
    const file = await granted(town)
    const old = await accounts(file)
    const CC = at(town.CC, '2026-11-27T10:00:00+08:00')
    await expect(take(CC, file, 'set_payee', payeeWith('6217999900000000002'))).rejects.toThrow('两人')
    await take(CC, file, 'change_payee', payeeWith('6217999900000000002'))
    expect(await accounts(file)).toBe(old)
    expect((await payable(fn)).groups).toMatchObject([{ n: 0, barred: [{ bar: 'change', n: 1 }] }])
    await expect(make(fn)).rejects.toMatchObject({ status: 409 })
    await expect(confirm(at(town.CC, '2026-11-27T10:05:00+08:00'), file, 'change_payee')).rejects.toMatchObject({
      status: 403,
    })
    await confirm(at(town.CK, '2026-11-27T11:00:00+08:00'), file, 'change_payee')
    expect(await accounts(file)).toBe('6217999900000000002')
    const id = await make(fn)
    await step(fn, id, 'send')
    await answerAll(fn, id)
    expect((await awardOf(file)).state).toBe('paid')
  })

  it('one person changes it and pays: barred, in whichever post; between listing and sending it is held', async () => {
    const file = await granted(town)
    const both = await payer('340705-FN1', '两岗一人', town.CC2.userId)
    await take(at(town.CC2, '2026-11-27T10:00:00+08:00'), file, 'change_payee', payeeWith('6217999900000000003'))
    await confirm(at(town.CK, '2026-11-27T11:00:00+08:00'), file, 'change_payee')
    expect((await payable(both)).groups).toMatchObject([{ n: 0, barred: [{ bar: 'hand', n: 1 }] }])
    await expect(make(both)).rejects.toMatchObject({ status: 409 })
    const other = await granted(town)
    const id = await make(fn)
    expect(await lines(id)).toHaveLength(2)
    await take(at(town.CC2, '2026-11-27T12:00:00+08:00'), other, 'change_payee', payeeWith('6217999900000000004'))
    await step(fn, id, 'send')
    expect((await lines(id)).map(({ state, reason }) => [state, reason]).sort()).toEqual([
      ['held', 'change'],
      ['listed', null],
    ])
    expect(await awardOf(other)).toMatchObject({ state: 'unpaid', payer_user: null })
    await answerAll(fn, id)
    await confirm(at(town.CK, '2026-11-27T13:00:00+08:00'), other, 'change_payee')
    expect((await payable(fn)).groups).toMatchObject([{ n: 1 }])
    const rest = await make(fn)
    await step(fn, rest, 'send')
    await answerAll(fn, rest)
  }, 30_000)
})

describe('whoever died (D7-edge-10)', () => {
  it('before the batch is made is not listed; between making and sending is held, and the window looks into it', async () => {
    const who = (name: string) => ({ name, birthOn: '1950-01-01' })
    const before = await granted(town, who('钱先故'))
    const died = (id: string) =>
      asSuperuser(
        `UPDATE person SET died_on = '2026-11-26' WHERE id = (SELECT person_id FROM case_file WHERE id = $1)`,
        [id],
      )
    await died(before)
    expect((await payable(fn)).groups).toMatchObject([{ n: 0, barred: [{ bar: 'dead', n: 1 }] }])
    await expect(make(fn)).rejects.toMatchObject({ status: 409 })
    const alive = await granted(town)
    const between = await granted(town, who('孙后故'))
    const id = await make(fn)
    expect(await lines(id)).toHaveLength(2)
    await died(between)
    await step(fn, id, 'send')
    expect((await lines(id)).map((one) => one.state).sort()).toEqual(['held', 'listed'])
    expect(await batchRow(id)).toMatchObject({ lines: 1, held_lines: 1 })
    expect(await awardOf(between)).toMatchObject({ state: 'unpaid', payer_user: null })
    await follow()
    expect(Object.keys(await openTasks(between))).toContain('mend_payment')
    await answerAll(fn, id)
    expect((await awardOf(alive)).state).toBe('paid')
  }, 60_000)
})

describe('urgent relief', () => {
  it('goes to the town’s reserve, which handed it over, and never to the person again', async () => {
    const id = await open(town.CC, 'relief_temp', {
      payeeName: '赵小困',
      payeeAccount: '6217000000000099999',
      payeeBank: '某银行',
    })
    await take(town.CC, id, 'quick_grant', {
      amount: '310.00',
      object: '急诊',
      basis: '没有现金',
      askedAt: '2026-11-23T09:00',
    })
    await confirm(town.HEAD, id, 'quick_grant')
    const reserve = async () => (await payable(fn)).groups.find((one) => one.programme === 'reserve')
    expect(await reserve()).toMatchObject({ n: 0, barred: [{ bar: 'account', n: 1 }] })
    const fields = { unit: '340705001-CW1', name: '一镇备用金', account: '6228000000000000001', bank: '农商行' }
    await expect(
      inScope(fn, (ctx) => setReserve(ctx, formOf({ ...fields, unit: '340706001-CW1' }))),
    ).rejects.toMatchObject({ status: 422 })
    await inScope(fn, (ctx) => setReserve(ctx, formOf(fields)))
    expect(await reserve()).toMatchObject({ n: 1, amount: '310.00' })
    const batch = await make(fn, 'reserve')
    const { case_no } = await rowOf(batch)
    const page = await inScope(fn, ({ db }) =>
      listLines({ db }, { id: batch, caseNo: String(case_no) }, new URLSearchParams()),
    )
    expect(page.rows).toMatchObject([{ name: '一镇备用金', account: '6228********0001', amount: '310.00' }])
    await step(fn, batch, 'send')
    await answerAll(fn, batch)
    expect((await awardOf(id)).state).toBe('paid')
  }, 60_000)
})

describe('list = count = export', () => {
  it('of the lines that went out, with accounts in the file alone', async () => {
    await granted(town, { payeeName: '=HYPERLINK("x")' })
    await granted(town)
    const id = await make(fn)
    const [bankFile] = bankFiles
    const query = new URLSearchParams({ batch: id })
    await expect(inScope(fn, (ctx) => bankFile!.count(ctx, query))).rejects.toMatchObject({ status: 409 })
    await step(fn, id, 'take_out', { no: '2', reason: '试' })
    await step(fn, id, 'send')
    const { case_no } = await rowOf(id)
    await inScope(fn, async (ctx) => {
      const count = await bankFile!.count(ctx, query)
      const rows = []
      for (const sheet of await bankFile!.sheets(ctx, query)) for await (const one of sheet.rows) rows.push(one)
      const listed = await listLines(ctx, { id, caseNo: String(case_no) }, new URLSearchParams({ line: 'listed' }))
      expect([count, rows.length, Number(listed.count), (await batchRow(id)).lines]).toEqual([1, 1, 1, 1])
      expect(String(rows[0]![2])).toMatch(/^62170{4,}/)
      expect(listed.rows[0]!.account).toContain('********')
      expect((await bankFile!.about(ctx, query)).about).not.toMatch(/赵|HYPERLINK|6217/)
    })
    const stranger = await payer('340706-FN1', '外县财务三')
    await expect(inScope(stranger, (ctx) => bankFile!.count(ctx, query))).rejects.toMatchObject({ status: 404 })
    const rows = [[`${String(case_no)}-00001`, '620', '成功', '']]
    expect(await answer(fn, id, await xlsx(rows), '回盘.xlsx')).toMatchObject({ state: 'applied' })
  }, 60_000)
})

describe('each fen', () => {
  it('stands somewhere between the budget and the payment', async () => {
    const read = (who: Actor) => inScope(who, (ctx) => readBudget(ctx, new URL('http://x/?year=2026')))
    const [row] = (await read(fn)).rows
    expect(row).toMatchObject({ total: '1,000,000.00', whole: true, over: false })
    expect((await read(town.CA)).rows).toEqual((await read(fn)).rows)
    const [sum] = await asSuperuser<{ decided: number; paid: number }>(
      `SELECT sum(amount_fen) FILTER (WHERE state <> 'stopped')::int AS decided, sum(amount_fen) FILTER (WHERE state = 'paid')::int AS paid FROM relief_award`,
    )
    const fen = (text: string) => Math.round(Number(text.replaceAll(',', '')) * 100)
    expect([fen(row!.decided), fen(row!.paid)]).toEqual([sum!.decided, sum!.paid])
    const [inLines] = await asSuperuser<{ fen: number }>(
      `SELECT sum(amount_fen)::int AS fen FROM payment_line WHERE state = 'paid'`,
    )
    expect(inLines!.fen).toBe(sum!.paid)
    const away = actorOf('FN', '340706-FN1')
    expect((await read(away)).rows).toEqual([])
    await expect(prisma.$queryRaw`SELECT * FROM budget_trace(2026)`).rejects.toThrow(/not of the county/)
  })
})
