/** What the rules and duties of a child's file and of a guardianship look at. Days are legal days; null = not there (yet). */
import type { BaseFacts } from '~/casefile/kind'
import type { LegalDay } from '~/lib/dates'

export type ParentFact = { who: string; away: boolean; capacity: string | null }

export type ChildFacts = BaseFacts & {
  scopeKey: string
  category: string
  /** As far as the reader may see them: a school sees none. */
  parents: readonly ParentFact[]
  away: string
  living: string
  livingAlone: boolean
  unattended: boolean
  /** When it was found that the child is alone or unattended, while nobody has been there since. */
  alarmOn: LegalDay | null
  schoolCode: string | null
  classCode: string | null
  enrolledOn: LegalDay | null
  dropoutOn: LegalDay | null
  guardianshipLevel: string | null
  levelOn: LegalDay | null
  confirmedOn: LegalDay | null
  agreementTo: LegalDay | null
  inCareOn: LegalDay | null
  lastVisitOn: LegalDay | null
  visitsMade: number
  teacherVisitOn: LegalDay | null
  teacherVisits: number
  aidScreenedOn: LegalDay | null
  dangerOn: LegalDay | null
  /** The instant of it, ISO. */
  dangerAt: string | null
  /** The day on which the supervisor was told that no report is logged. */
  reportLateOn: LegalDay | null
  reported: boolean
  parentBackOn: LegalDay | null
  /** The day on which the register is left for age. */
  exitDueOn: LegalDay | null
}

/** Facts of a file on its first day: what is given, and nothing else. */
export const freshFacts = (
  given: Partial<ChildFacts> & Pick<ChildFacts, 'state' | 'openedOn' | 'sex' | 'birthOn' | 'category'>,
): ChildFacts => ({
  scopeKey: '',
  parents: [],
  away: 'none',
  living: 'grandparents',
  livingAlone: false,
  unattended: false,
  alarmOn: null,
  schoolCode: null,
  classCode: null,
  enrolledOn: null,
  dropoutOn: null,
  guardianshipLevel: null,
  levelOn: null,
  confirmedOn: null,
  agreementTo: null,
  inCareOn: null,
  lastVisitOn: null,
  visitsMade: 0,
  teacherVisitOn: null,
  teacherVisits: 0,
  aidScreenedOn: null,
  dangerOn: null,
  dangerAt: null,
  reportLateOn: null,
  reported: false,
  parentBackOn: null,
  exitDueOn: null,
  ...given,
})

export type GuardianshipFacts = BaseFacts & {
  scopeKey: string
  proposedOn: LegalDay
  proposedUser: string
  form: string | null
  fromOn: LegalDay | null
  untilOn: LegalDay | null
  reviewedOn: LegalDay | null
}
