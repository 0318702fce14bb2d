/** What the documents of relief are drawn up from: words and days, read once. Null = not known (yet): a blank. */
import type { LegalDay } from '~/lib/dates'
import type { NoticeText } from '../rules'

export type ReliefPaper = {
  today: LegalDay
  caseNo: string
  name: string
  sex: string
  idNo: string | null
  phone: string | null
  address: string | null
  village: string | null
  benefit: string
  route: string | null
  cause: string | null
  need: string | null
  category: string | null
  stage: string | null
  trade: string | null
  level: string | null
  provedOn: LegalDay | null
  persons: number
  appliedOn: LegalDay
  acceptedOn: LegalDay
  agent: string | null
  office: { name: string; phone: string | null }
  county: string
  list: string | null
  household: { name: string; relation: string; ability: string; income: string; counted: string }[]
  survey: { id: string; on: LegalDay; by: string[]; type: string; result: string; findings: string | null } | null
  notice: { id: string; text: NoticeText; from: LegalDay; to: LegalDay; no: string; type: string } | null
  emergency: { no: string | null; at: string; amount: string; staff: string[] } | null
  granted: boolean | null
  decidedOn: LegalDay | null
  decisionNo: string | null
  amount: string | null
  period: string | null
  payFrom: LegalDay | null
  formula: string | null
  reason: string | null
  reasonText: string | null
  endedOn: LegalDay | null
  adjusted: boolean
  /** The last answer to an objection. */
  answer: { id: string; text: string | null; on: LegalDay } | null
  /** 60 日, 6 个月. */
  reconsider: string
}
