/** What the rules and duties of a relief file look at. Days are legal days, money is fen; null = not there (yet). */
import type { BaseFacts } from '~/casefile/kind'
import type { LegalDay } from '~/lib/dates'
import type { familyClasses, recheckClasses, routes } from './terms'

export type Route = keyof typeof routes
export type FamilyClass = keyof typeof familyClasses
export type RecheckClass = keyof typeof recheckClasses

export type ReliefFacts = BaseFacts & {
  scopeKey: string
  route: Route | null
  cause: string | null
  familyClass: FamilyClass
  complex: boolean
  /** Applicant and counted members. */
  persons: number
  ownIncomeFen: number
  membersIncomeFen: number
  incomeFen: number | null
  assetsFen: number | null
  rigidFen: number | null
  checkResult: string | null
  /** The minimum-allowance standard in force today: fen per person and month. */
  standardFen: number | null
  acceptedOn: LegalDay
  /** From when the office's clocks run: acceptance, or the day the missing papers came. */
  runsFrom: LegalDay
  supplementOn: LegalDay | null
  emergencyOn: LegalDay | null
  emergencyFen: number | null
  papersDoneOn: LegalDay | null
  surveyedOn: LegalDay | null
  authorised: boolean
  checkedOn: LegalDay | null
  proposedOn: LegalDay | null
  proposedFen: number | null
  /** Last day of the current public notice; null: none is posted. */
  noticeTo: LegalDay | null
  noticeExempt: boolean
  protectedPerson: boolean
  decidedOn: LegalDay | null
  decidedFen: number | null
  toldOn: LegalDay | null
  objectedOn: LegalDay | null
  /** Since when a payment has been back from the bank, or held because somebody may have died; null: none is. */
  backOn: LegalDay | null
  /** Day of the first objection that nobody has answered yet. */
  openObjection: LegalDay | null
  heardOn: LegalDay | null
  recheckClass: RecheckClass | null
  recheckedOn: LegalDay | null
  /** From when the next recheck is counted. */
  recheckFrom: LegalDay | null
  endedOn: LegalDay | null
  falsePapers: boolean
  /** Payments of a file ended for false papers of which nobody has said yet whether they come back. */
  unclaimed: boolean
  /** The day on which the applicant died, by a list of deaths; null: nothing is known. */
  personDiedOn: LegalDay | null
  /** The last day on which a payment went out to the recipient; urgent relief from the reserve does not count. */
  lastPaidOn: LegalDay | null
  /** Of what was paid after the recipient's death: fen that have not come back, and from when the clock runs. */
  recoverFen: number
  recoverFrom: LegalDay | null
  /** Relief granted for the same cause to the same person within the last year, on another file (D7-edge-09). */
  sameCauseGranted: boolean
  /** The same aid was granted already for this school year, or this year and trade: a sentence. */
  onceGranted: string | null
  childCategory: string | null
  schoolStage: string | null
  beforeSystem: boolean
  /** Hands, by user: one and the same person is one and the same, whatever the post. */
  acceptedUser: string | null
  checkedUser: string | null
  surveyedUsers: readonly string[]
  decidedUser: string | null
  firstDecidedUser: string | null
  /** Staff who are near relatives of the household. */
  recused: readonly string[]
}

/** Facts of a file on its first day: what is given, and nothing else. */
export function freshFacts(
  given: Partial<ReliefFacts> & Pick<ReliefFacts, 'state' | 'openedOn' | 'sex' | 'birthOn' | 'scopeKey'>,
): ReliefFacts {
  return {
    route: null,
    cause: null,
    familyClass: 'none',
    complex: false,
    persons: 1,
    ownIncomeFen: 0,
    membersIncomeFen: 0,
    incomeFen: null,
    assetsFen: null,
    rigidFen: null,
    checkResult: null,
    standardFen: null,
    acceptedOn: given.openedOn,
    runsFrom: given.openedOn,
    supplementOn: null,
    emergencyOn: null,
    emergencyFen: null,
    papersDoneOn: null,
    surveyedOn: null,
    authorised: false,
    checkedOn: null,
    proposedOn: null,
    proposedFen: null,
    noticeTo: null,
    noticeExempt: false,
    protectedPerson: false,
    decidedOn: null,
    decidedFen: null,
    toldOn: null,
    objectedOn: null,
    backOn: null,
    openObjection: null,
    heardOn: null,
    recheckClass: null,
    recheckedOn: null,
    recheckFrom: null,
    endedOn: null,
    falsePapers: false,
    unclaimed: false,
    personDiedOn: null,
    lastPaidOn: null,
    recoverFen: 0,
    recoverFrom: null,
    sameCauseGranted: false,
    onceGranted: null,
    childCategory: null,
    schoolStage: null,
    beforeSystem: false,
    acceptedUser: null,
    checkedUser: null,
    surveyedUsers: [],
    decidedUser: null,
    firstDecidedUser: null,
    recused: [],
    ...given,
  }
}
