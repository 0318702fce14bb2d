/**
 * A result file against the batch it answers: every line once, with the amount and account that went out, and a result that
 * can be understood. One row that does not fit refuses the whole file, and every such row is named. Pure.
 */
import { parseFen, formatFen } from '~/lib/text'
import { plain, type Cell } from '~/sheets/cell'
import { lineOfRef } from '../line-ref'

export type SentLine = { no: number; amountFen: number; account: string }
export type ResultRow = { rowNo: number; cells: Record<string, Cell> }
export type Outcome = { no: number; fen: number; state: 'paid' | 'failed' | 'returned'; reason: string | null }
/** `no`: number of the line in the batch; `row`: of the row in the file. Neither name nor account stands in it. */
export type Fault = { no: number | null; row: number | null; text: string }

const UNSAID = '银行没有说明原因'
const MOST_REASON = 100

function stateOf(text: string): Outcome['state'] | null {
  const said = text.replace(/\s/g, '')
  if (/^(交易|发放|支付|入账|处理|转账|代发)?(成功|已入账|已到账)$/.test(said)) return 'paid'
  if (/^(已)?(退回|退票|退汇|冲正)/.test(said)) return 'returned'
  if (/^(交易|发放|支付|入账|处理|转账|代发)?(失败|未成功|不成功|未入账)/.test(said)) return 'failed'
  return null
}

export function judgeResult(
  caseNo: string,
  lines: readonly SentLine[],
  rows: readonly ResultRow[],
): { outcomes: Outcome[]; faults: Fault[] } {
  const sent = new Map(lines.map((line) => [line.no, line]))
  const seen = new Map<number, number>()
  const outcomes: Outcome[] = []
  const faults: Fault[] = []
  for (const { rowNo, cells } of rows) {
    const ref = plain(cells.ref).replace(/^'/, '')
    const no = lineOfRef(caseNo, ref)
    const line = no === null ? undefined : sent.get(no)
    const wrong = (text: string) => faults.push({ no: line?.no ?? null, row: rowNo, text })
    if (!line) {
      wrong(ref ? '多出的一行：明细编号不在这个批次送出的名单里' : '没有明细编号，不知道是哪一笔')
      continue
    }
    const before = seen.get(line.no)
    if (before !== undefined) {
      wrong(`重复的一行：与第 ${before} 行是同一笔`)
      continue
    }
    seen.set(line.no, rowNo)
    const fen = parseFen(plain(cells.amount))
    if (fen === null) wrong('金额看不懂')
    else if (fen !== line.amountFen) wrong(`金额被改动：送出 ${formatFen(line.amountFen)}，文件里是 ${formatFen(fen)}`)
    if (otherAccount(cells.account, line.account)) wrong('账号与送出的不一致')
    const state = stateOf(plain(cells.result))
    if (!state) wrong('看不懂结果，请写“成功”“失败”或“退回”')
    else
      outcomes.push({
        no: line.no,
        fen: line.amountFen,
        state,
        reason: state === 'paid' ? null : plain(cells.reason).slice(0, MOST_REASON) || UNSAID,
      })
  }
  for (const { no } of lines) if (!seen.has(no)) faults.push({ no, row: null, text: '缺少这一笔' })
  return { outcomes: faults.length ? [] : outcomes, faults }
}

/** An account in the file that is another one. Numbers of spreadsheets lose their last digits and masks say little: those do not count. */
function otherAccount(cell: Cell | undefined, account: string): boolean {
  if (!cell || cell.kind !== 'text') return false
  const given = plain(cell).replace(/[\s'-]/g, '')
  return /^\d{10,30}$/.test(given) && given !== account
}
