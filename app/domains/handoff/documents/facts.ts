/** What the documents of this room are drawn up from: words and days, read once. Null = not known (yet): a blank. */
import type { Approval } from '~/casefile/documents/declare'
import type { LegalDay } from '~/lib/dates'

export type UnitFacts = { name: string; phone: string | null }
export type Taken = { on: LegalDay; by: string | null; input: Record<string, unknown> }
/** A step with a second hand: what was asked, and whether it was approved. */
export type Decision = { id: string; input: Record<string, unknown>; approved: Approval | null }
export type VisitFacts = {
  id: string
  type: string
  label: string
  on: LegalDay
  reached: boolean
  place: string | null
  present: string[]
  tags: string[]
  note: string | null
  nextOn: LegalDay | null
  by: string
}

/** Of any kind's file: who it is about, and who answers for it. */
export type PersonFacts = {
  today: LegalDay
  caseNo: string
  openedOn: LegalDay
  name: string
  sex: string
  birthOn: LegalDay | null
  idType: string | null
  idNo: string | null
  noIdReason: string | null
  huji: string | null
  residence: string | null
  address: string | null
  phone: string | null
  relatives: { relation: string | null; name: string | null; phone: string | null }[]
  /** The unit that owns the file, the person there who does its work, and the county's bureau. */
  office: UnitFacts
  owner: string | null
  county: UnitFacts
  visits: VisitFacts[]
  /** Step → when it was last taken, and what was filled in. */
  steps: Record<string, Taken | undefined>
  decisions: Record<string, Decision | undefined>
  /** A rule parameter in words: '5 个工作日'. */
  period: (rule: string) => string
  unitName: (code: unknown) => string | null
}

export type HandoffPaper = PersonFacts & {
  source: string
  fromPrison: boolean
  prison: string | null
  noticeOn: LegalDay | null
  releaseDueOn: LegalDay | null
  releasedOn: LegalDay | null
  releaseCertNo: string | null
  keyCategory: string[]
  mustPickup: boolean
  verifyResult: string | null
  verifyCode: string | null
  needs: string[]
  pickupMode: string | null
  pickupAt: string | null
  pickupPeople: { name: string; phone?: string }[]
  transport: string | null
  cost: string | null
  tonight: string | null
  handedOverAt: string | null
  handoverPlace: string | null
  atGate: boolean
  prisonSignedBy: string | null
  prisonSignedOn: LegalDay | null
  firstTalkOn: LegalDay | null
  guidanceOwner: string | null
  contactOwner: string | null
  supportOwner: string | null
  plan: string | null
  level: string | null
  helper: string | null
  agreementOn: LegalDay | null
  helpStartOn: LegalDay | null
  helpEndOn: LegalDay | null
  placement: string | null
  placedOn: LegalDay | null
  insurance: string[]
  awayTo: string | null
  awayUntil: LegalDay | null
  offence: string | null
  sentence: string | null
  group: { name: string; from: string; sex: string }[]
  placements: { type: string; placedOn: LegalDay; endedOn: LegalDay | null; evidence: string | null }[]
  measures: { type: string; on: LegalDay; result: string | null; resultOn: LegalDay | null }[]
}

export type NoticePaper = PersonFacts & {
  noticeOn: LegalDay
  releaseDueOn: LegalDay
  releaseCertNo: string | null
  to: string
  offence: string | null
  sentence: string | null
  keyCategory: string[]
}

export type SupportPaper = PersonFacts & {
  needs: string[]
  plan: string | null
  startedOn: LegalDay | null
}
