/** Finance of a county with something to pay: granted files, their accounts, a batch, and a bank that answers. */
import Excel from 'exceljs'
import type { Actor } from '~/access/actor'
import { act } from '~/casefile/act.server'
import { paymentBatch } from '~/domains/relief/payment/domain.server'
import { makeBatch } from '~/domains/relief/payment/make-batch.server'
import { receiveResult } from '~/domains/relief/payment/result/receive-result.server'
import { readPaymentResult } from '~/domains/relief/payment/result/read-result.server'
import type { Programme } from '~/domains/relief/payment/terms'
import { actorOf, at, formOf, inScope, rowOf } from '../../support/cases'
import { asSuperuser } from '../../support/database'
import { makePost } from '../../support/people'
import { BUDGET, take, toProposed, type Town } from './town'

export const PAY_DAY = '2026-11-27T09:00:00+08:00'

/** A payer in office at a finance office. */
export async function payer(unit = '340705-FN1', name = '财务甲', userId?: string): Promise<Actor> {
  const made = await makePost({ role: 'FN', unit, name, ...(userId && { userId }) })
  return at(actorOf('FN', unit, { postId: made.id, userId: made.userId, userName: name }), PAY_DAY)
}

let n = 0
/** A one-off grant that is due: gives the file. */
export async function granted(town: Town, given: Record<string, unknown> = {}): Promise<string> {
  const payee = {
    payeeName: '赵小困',
    payeeAccount: `62170000000000${String(++n).padStart(5, '0')}`,
    payeeBank: '试验银行',
  }
  const id = await toProposed(town, 'relief_temp', { ...payee, ...given })
  await take(at(town.CA, PAY_DAY), id, 'decide', { budgetCode: BUDGET, checked: 'on' })
  return id
}

export const make = (who: Actor, programme: Programme = 'temp_relief', month = '2026-11'): Promise<string> =>
  inScope(who, (ctx) => makeBatch(ctx, { programme, month }))

export async function step(
  who: Actor,
  id: string,
  name: string,
  fields: Record<string, string> = name === 'send' ? { checked: 'on' } : {},
): Promise<void> {
  const { version } = await rowOf(id)
  await inScope(who, (ctx) => act(paymentBatch, ctx, { caseId: id, step: name, version, form: formOf(fields) }))
}

export type Line = { no: number; amount_fen: number; state: string; award_id: string; reason: string | null }
export const lines = (id: string) =>
  asSuperuser<Line>('SELECT no, amount_fen, state, award_id, reason FROM payment_line WHERE case_id = $1 ORDER BY no', [
    id,
  ])
export const batchRow = async (id: string) =>
  (
    await asSuperuser<{ row: Record<string, unknown> }>(
      'SELECT to_jsonb(b) AS row FROM payment_batch b WHERE case_id = $1',
      [id],
    )
  )[0]!.row
export const awardOf = async (caseId: string) =>
  (
    await asSuperuser<{ id: string; state: string; paid_on: string | null; payer_user: string | null }>(
      `SELECT id, state, paid_on::text, payer_user FROM relief_award WHERE case_id = $1 AND state <> 'stopped'`,
      [caseId],
    )
  )[0]!

/** What the bank's file says: a line for each row, as the bank writes it. */
export const csv = (rows: string[][]): string =>
  [['明细编号', '金额', '处理结果', '失败原因'], ...rows].map((row) => row.join(',')).join('\r\n')

/** The same as a workbook: amounts are numbers there. */
export async function xlsx(rows: string[][]): Promise<ArrayBuffer> {
  const book = new Excel.Workbook()
  const sheet = book.addWorksheet('回盘')
  sheet.addRow(['代发业务回单'])
  sheet.addRow(['明细编号', '金额', '处理结果', '失败原因'])
  for (const [ref, amount, ...rest] of rows) sheet.addRow([ref, Number(amount), ...rest])
  return (await book.xlsx.writeBuffer()) as ArrayBuffer
}

/** Hands a result file in and lets the worker read it; gives what became of it. */
export async function answer(who: Actor, id: string, content: string | ArrayBuffer, fileName = '回盘.csv') {
  const form = new FormData()
  form.set('file', new File([content], fileName))
  form.set('onDay', '2026-11-27')
  await inScope(who, (ctx) => receiveResult(ctx, id, form))
  const [waiting] = await asSuperuser<{ id: string }>(
    `SELECT id FROM payment_result WHERE case_id = $1 AND state = 'waiting'`,
    [id],
  )
  await readPaymentResult({ resultId: waiting!.id, postId: who.postId, userId: who.userId })
  const [done] = await asSuperuser<{
    state: string
    message: string | null
    faults: { text: string; no: number | null }[] | null
  }>('SELECT state, message, faults FROM payment_result WHERE id = $1', [waiting!.id])
  return done!
}

/** The whole batch answered: by number of the line, else paid. */
export async function answerAll(who: Actor, id: string, results: Record<number, [string, string]> = {}) {
  const { case_no } = await rowOf(id)
  const rows = (await lines(id))
    .filter((line) => line.state === 'listed')
    .map((line) => [
      `${String(case_no)}-${String(line.no).padStart(5, '0')}`,
      (line.amount_fen / 100).toFixed(2),
      ...(results[line.no] ?? ['成功', '']),
    ])
  return { rows, done: await answer(who, id, csv(rows)) }
}
