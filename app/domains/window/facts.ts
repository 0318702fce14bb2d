/** What the rules of this room look at. Pure. */
import type { BaseFacts } from '~/casefile/kind'
import type { LegalDay } from '~/lib/dates'

export type IntakeFacts = BaseFacts & {
  scopeKey: string
  matter: string
  urgency: string
  clockOn: LegalDay
  /** Papers complete, or reopened: the last day on which it came back to the window; else the day it was received. */
  backOn: LegalDay
  supplementOn: LegalDay | null
  supplementDueOn: LegalDay | null
  supplementedOn: LegalDay | null
  routedOn: LegalDay | null
  returns: number
  rejectedOn: LegalDay | null
  toldOn: LegalDay | null
  replyDueOn: LegalDay
  /** The day to reply by is another than the rule's from the clock's day: papers were awaited, or it was put off. */
  moved: boolean
  repliedOn: LegalDay | null
}

export type HouseholdFacts = BaseFacts & {
  hardship: readonly string[]
  lastVisitOn: LegalDay | null
  visitsMade: number
}
