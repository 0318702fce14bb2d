/** What the rules and duties of a batch look at. */
import type { BaseFacts } from '~/casefile/kind'
import type { LegalDay } from '~/lib/dates'

export type PaymentFacts = BaseFacts & {
  madeOn: LegalDay
  sentOn: LegalDay | null
  settledOn: LegalDay | null
  /** Lines that go out or went out. */
  lines: number
  paidLines: number
  /** A result file that nobody has read yet. */
  reading: boolean
}
