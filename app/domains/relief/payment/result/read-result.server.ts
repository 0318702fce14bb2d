/** The job that reads a result file: applied whole, or refused with the rows named; then the batch is as it was. */
import { z } from 'zod'
import { asPost } from '~/access/as-post.server'
import { applyStep } from '~/casefile/apply-step.server'
import type { Ctx } from '~/casefile/act.server'
import { handOf, type CaseRow } from '~/casefile/domain'
import { dropFile, withFile } from '~/casefile/import/keep-file.server'
import { readTables } from '~/casefile/import/tables.server'
import { lockCase } from '~/casefile/load-case.server'
import { logAccess } from '~/audit/log.server'
import { dbToDay } from '~/lib/dates'
import { isUserError, UserError } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { enqueue } from '~/lib/jobs.server'
import { log } from '~/lib/log.server'
import { readSheets } from '~/sheets/sheet.server'
import { paymentBatch } from '../domain.server'
import { accountOf } from '../open-line.server'
import { resultColumns } from './columns'
import { judgeResult, type Fault, type ResultRow } from './judge'

const payload = z.object({ resultId: z.uuid(), postId: z.uuid(), userId: z.string() })

const LONG = 5 * 60_000
/** Faults that are kept and shown; how many there are in all is told. */
const MOST_FAULTS = 200
const NO_TABLE = '没有找到表头：前 15 行里须有“明细编号”“金额”“结果”三列。请用银行原文件，或按导出文件的列加上“结果”。'
const BROKEN = '读取时系统出错，没有登记任何结果。请重新上传；如再次出错，请联系系统管理员。'

type Refusal = { message: string; rows?: number; faults?: Fault[] }

export async function readPaymentResult(given: unknown): Promise<void> {
  const { resultId, ...who } = payload.parse(given)
  const as = { ...who, jobId: uuidv7() }
  try {
    await asPost(as, (ctx) => settle(ctx, resultId), LONG)
  } catch (error) {
    if (!isUserError(error)) log.error({ err: error, result: resultId }, 'payment result not read')
    const message = isUserError(error) ? error.message : BROKEN
    await asPost(as, (ctx) => refuse(ctx, resultId, { message }))
  }
  await dropFile(resultId)
}

async function settle(ctx: Ctx, resultId: string): Promise<void> {
  const { actor, db } = ctx
  const result = await db.paymentResult.findFirst({ where: { id: resultId, state: 'waiting' } })
  if (!result) return
  const batch = await lockCase(db, 'payment_batch', result.caseId)
  if (batch.state !== 'sent') throw new UserError(409, '批次已经回盘，没有再登记。')
  const rows = await withFile(result, (path) => rowsOf(path, result.fileName))
  const lines = await db.paymentLine.findMany({
    where: { caseId: batch.id, state: 'listed' },
    orderBy: { no: 'asc' },
    select: { no: true, amountFen: true, awardId: true, reserveUnit: true, nameEnc: true, accountEnc: true },
  })
  const sent = lines.map((line) => ({ no: line.no, amountFen: line.amountFen, account: accountOf(line) }))
  const { outcomes, faults } = judgeResult(batch.caseNo, sent, rows)
  if (faults.length) return refuse(ctx, resultId, { message: faultWords(faults.length), rows: rows.length, faults })
  const on = dbToDay(result.resultOn)
  await db.$executeRaw`SELECT settle_payments(${batch.id}::uuid, ${JSON.stringify(outcomes)}::jsonb, ${on}::date)`
  await moveOn(ctx, batch, resultId)
  const done = { state: 'applied', rows: rows.length, fileKeyEnc: null, doneAt: actor.now }
  await db.paymentResult.update({ where: { id: resultId }, data: done })
  await logAccess(db, actor, { event: 'import', data: { variant: 'payment.result', rows: rows.length, created: 0 } })
  await enqueue(db, 'relief_payments', {})
}

const moveOn = ({ actor, db }: Ctx, file: CaseRow, resultId: string) =>
  applyStep(db, paymentBatch, { file, step: 'read_back', input: { resultId }, hand: handOf(actor), at: actor.now })

const faultWords = (n: number) => `有 ${n} 处与送出的名单对不上，没有登记任何结果。请与银行核对后重新上传。`

async function refuse({ actor, db }: Ctx, id: string, { message, rows = 0, faults = [] }: Refusal): Promise<void> {
  await db.paymentResult.updateMany({
    where: { id, state: 'waiting' },
    data: {
      state: 'refused',
      message,
      rows,
      faults: faults.slice(0, MOST_FAULTS),
      fileKeyEnc: null,
      doneAt: actor.now,
    },
  })
}

/** The data rows of every table of the file. Throws 400 when there is none. */
async function rowsOf(path: string, fileName: string): Promise<ResultRow[]> {
  const rows: ResultRow[] = []
  let tables = 0
  for await (const part of readTables(readSheets(path, fileName), resultColumns)) {
    if (part.part === 'header') {
      tables += 1
      if (['ref', 'amount', 'result'].some((key) => part.mapping[key] === null)) throw new UserError(400, NO_TABLE)
    }
    if (part.part === 'row') rows.push({ rowNo: part.rowNo, cells: part.cells })
  }
  if (!tables) throw new UserError(400, NO_TABLE)
  return rows
}
