/** 《发放清册》: the lines of a batch as they went out, in volumes; accounts are masked on paper. */
import type { DocumentDecl, DocumentSource } from '~/casefile/documents/declare'
import { body, cell, rows } from '~/casefile/documents/paper'
import type { Ctx } from '~/casefile/act.server'
import type { CaseRow } from '~/casefile/domain'
import { dbToDay, formatDay, type LegalDay } from '~/lib/dates'
import { formatFen } from '~/lib/text'
import { paymentBatch } from './domain.server'
import type { PaymentFacts } from './facts'
import { everyLine } from './lines.server'
import { accountOf, maskAccount, nameOf, type Sealed } from './open-line.server'
import { lineStates, partWord, programmeWord, reasonWord, type LineState } from './terms'

/** Lines of one volume: what prints on a dozen sheets. */
const VOLUME = 300

type Line = Sealed & {
  no: number
  part: string
  bank: string | null
  amountFen: number
  state: string
  reason: string | null
}
type PaymentPaper = {
  caseNo: string
  programme: string
  month: string
  lines: number
  totalFen: number
  sentOn: LegalDay | null
  settledOn: LegalDay | null
  sealed: readonly Line[]
}

async function readPaper({ db }: Ctx, file: CaseRow, clear: boolean): Promise<PaymentPaper> {
  const row = await db.paymentBatch.findUniqueOrThrow({ where: { caseId: file.id } })
  const sealed: Line[] = []
  if (clear) for await (const line of everyLine(db, file.id)) sealed.push(line)
  return {
    caseNo: file.caseNo,
    programme: programmeWord(row.programme),
    month: dbToDay(row.month).slice(0, 7),
    lines: row.lines,
    totalFen: Number(row.totalFen),
    sentOn: row.sentOn && dbToDay(row.sentOn),
    settledOn: row.settledOn && dbToDay(row.settledOn),
    sealed,
  }
}

/** '1', '2' …: one volume when there are few lines. */
const volumesOf = (lines: number) => Array.from({ length: Math.ceil(lines / VOLUME) }, (_, i) => String(i + 1))

const roster: DocumentDecl<PaymentPaper> = {
  code: 'payment_roster',
  title: '发放清册',
  headline: '社会救助资金发放清册',
  word: '救发',
  layout: 'wide',
  inNameOf: 'owner',
  roles: ['FN'],
  from: ['sent', 'settled', 'closed'],
  after: ['send', 'read_back'],
  approval: { by: 'none' },
  check: 'signed_in',
  view: 'full',
  shows: ['outline', 'help'],
  occasions: (read) =>
    volumesOf(read.lines).map((volume, _, all) => ({
      about: volume,
      ...(all.length > 1 && { label: `第 ${volume} 册，共 ${all.length} 册` }),
    })),
  blocks: (read, about) => {
    const volume = Math.max(1, Number(about) || 1)
    const part = read.sealed.slice((volume - 1) * VOLUME, volume * VOLUME)
    const sum = part.reduce((total, line) => total + line.amountFen, 0)
    return [
      rows(
        [cell('批次', read.caseNo), cell('项目', `${read.programme}（${read.month}）`)],
        [cell('全批笔数', `${read.lines} 笔`), cell('全批金额（元）', formatFen(read.totalFen))],
        [
          cell('送银行日期', read.sentOn && formatDay(read.sentOn)),
          cell('回盘日期', read.settledOn && formatDay(read.settledOn)),
        ],
      ),
      {
        type: 'table',
        columns: [
          { label: '序号', share: 0.5 },
          { label: '户名' },
          { label: '开户行', share: 1.4 },
          { label: '账号', share: 1.4 },
          { label: '期次' },
          { label: '金额（元）' },
          { label: '结果', share: 1.4 },
        ],
        rows: part.map((line) => [
          String(line.no),
          nameOf(line),
          line.bank ?? '',
          maskAccount(accountOf(line)),
          partWord(line.part),
          formatFen(line.amountFen),
          [lineStates[line.state as LineState].label, reasonWord(line.reason)].filter(Boolean).join('：'),
        ]),
      },
      body(`本册 ${part.length} 笔，合计 ${formatFen(sum)} 元。`),
      {
        type: 'signatures',
        columns: ['制表', '复核', '负责人'].map((title) => ({ title, lines: [cell('签名', ''), cell('日期', '')] })),
      },
    ]
  },
}

export const paymentPapers: DocumentSource<PaymentFacts, PaymentPaper> = {
  domain: paymentBatch,
  documents: [roster],
  read: readPaper,
}
