/** What the rules of legal education look at. Pure. */
import type { BaseFacts } from '~/casefile/kind'
import type { LegalDay } from '~/lib/dates'

export type ServiceFacts = BaseFacts & {
  nominatedOn: LegalDay
  appointedOn: LegalDay | null
  fromOn: LegalDay | null
  untilOn: LegalDay | null
  vacantOn: LegalDay | null
  trainingHours: number | null
  term: number
  bornOn: LegalDay
  retired: boolean
  /** Other schools that the person is held at, and terms served as a retired person before. */
  elsewhere: { schools: number; retiredTerms: number }
  /** Others who serve at this school now. */
  others: number
}

export type MentoringFacts = BaseFacts & {
  proposedOn: LegalDay
  agreedOn: LegalDay | null
  untilOn: LegalDay | null
  term: number
  mentorPost: string
}
