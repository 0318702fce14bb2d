/** The bank's file (银行代发文件): what went out of a batch, with the accounts in clear; by request and approval like every export. */
import type { ExportColumn, ExportContext, ExportSource } from '~/casefile/exports/source'
import { loadCase } from '~/casefile/load-case.server'
import { conflict } from '~/lib/errors'
import { formatFen } from '~/lib/text'
import { everyLine, LIVE } from './lines.server'
import { lineRef } from './line-ref'
import { accountOf, nameOf } from './open-line.server'
import { partWord, programmeWord } from './terms'

const columns: readonly ExportColumn[] = [
  { label: '明细编号', type: 'code', width: 28 },
  { label: '户名', type: 'text', width: 20 },
  { label: '账号', type: 'code', width: 26 },
  { label: '开户行', type: 'text', width: 24 },
  { label: '金额', type: 'number', width: 12 },
  { label: '项目', type: 'text', width: 16 },
  { label: '期次', type: 'text', width: 14 },
  { label: '预算科目', type: 'code', width: 18 },
]

/** The batch that the address names, sent out. Throws 404 for another office's, 409 while it may still change. */
async function batchOf({ db }: ExportContext, query: URLSearchParams) {
  const file = await loadCase(db, 'payment_batch', query.get('batch') ?? undefined)
  if (!['sent', 'settled', 'closed'].includes(file.state)) throw conflict('批次还没有核对送银行，不能导出。')
  const row = await db.paymentBatch.findUniqueOrThrow({ where: { caseId: file.id } })
  return { file, row }
}

const bankFile = (format: 'xlsx' | 'csv'): ExportSource => ({
  name: `payment.bank.${format}`,
  label: `银行代发文件（${format}）`,
  kind: null,
  roles: ['FN'],
  second: ['CA'],
  format,
  holdsNames: true,
  unit: '笔',
  async about(ctx, query) {
    const { file, row } = await batchOf(ctx, query)
    return {
      about: `批次 ${file.caseNo}，${programmeWord(row.programme)}，合计 ${formatFen(Number(row.totalFen))} 元；含收款账号`,
      period: file.name.slice(0, 7),
    }
  },
  async count(ctx, query) {
    const { file } = await batchOf(ctx, query)
    return ctx.db.paymentLine.count({ where: { caseId: file.id, state: { in: [...LIVE] } } })
  },
  async sheets(ctx, query) {
    const { file, row } = await batchOf(ctx, query)
    const rows = async function* () {
      for await (const line of everyLine(ctx.db, file.id))
        yield [
          lineRef(file.caseNo, line.no),
          nameOf(line),
          accountOf(line),
          line.bank,
          line.amountFen / 100,
          programmeWord(row.programme),
          partWord(line.part),
          line.budgetCode,
        ]
    }
    return [{ name: '代发明细', title: file.caseNo, columns, rows: rows(), bare: true }]
  },
  backHref: (query) => `/relief/payments/${query.get('batch') ?? ''}`,
})

export const bankFiles: readonly ExportSource[] = [bankFile('xlsx'), bankFile('csv')]
