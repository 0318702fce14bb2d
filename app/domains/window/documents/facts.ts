/** What the papers of the one window are drawn up from: words and days, read once. Null = not known (yet): a blank. */
import type { LegalDay } from '~/lib/dates'

export type IntakePaper = {
  caseNo: string
  name: string
  phone: string | null
  matter: string
  petition: boolean
  channel: string
  replyChannel: string
  urgency: string
  summary: string | null
  agent: { what: string; name: string | null; on: LegalDay | null } | null
  receivedOn: LegalDay
  replyDueOn: LegalDay
  window: { name: string; phone: string | null }
  supplement: { on: LegalDay; dueOn: LegalDay; items: { what: string; why?: string }[] } | null
  papers: string[]
  told: { on: LegalDay } | null
  main: string | null
  reply: { on: LegalDay; text: string | null; by: string } | null
  round: number
  reopenDays: number
}
