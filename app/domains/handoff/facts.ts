/** What the rules and duties of a released person's file look at. Days are legal days; null = not there (yet). */
import type { BaseFacts } from '~/casefile/kind'
import type { LegalDay } from '~/lib/dates'
import type { keyCategories, measureTypes, placementTypes, sourceTypes, supportLevels } from './terms'

export type SourceType = keyof typeof sourceTypes
export type KeyCategory = keyof typeof keyCategories
export type SupportLevel = keyof typeof supportLevels
export type PlacementType = keyof typeof placementTypes
export type MeasureType = keyof typeof measureTypes

export type HandoffFacts = BaseFacts & {
  sourceType: SourceType
  scopeKey: string
  noticeOn: LegalDay | null
  releaseDueOn: LegalDay | null
  /** The day on which the present release day became known here: delivery, or the court paper that changed it. */
  releaseKnownOn: LegalDay | null
  /** Known so late that the usual lead time is past: urgent, not overdue (D1-edge-02). */
  releaseUrgent: boolean
  releasedOn: LegalDay | null
  releaseCertNo: string | null
  keyCategory: readonly string[]
  mustPickup: boolean
  /** When the file came (back) to be verified. */
  verifyFrom: LegalDay | null
  returnedOn: LegalDay | null
  noShowOn: LegalDay | null
  /** Called, visited since then, whether or not somebody was reached. */
  noShowCalled: boolean
  noShowVisited: boolean
  handedOverOn: LegalDay | null
  registeredOn: LegalDay | null
  firstTalkOn: LegalDay | null
  helpStartedOn: LegalDay | null
  helpStartOn: LegalDay | null
  helpEndOn: LegalDay | null
  supportLevel: SupportLevel | null
  levelOn: LegalDay | null
  pairHelperPostId: string | null
  agreementStatus: string | null
  placementType: PlacementType
  placedOn: LegalDay | null
  placementCheckedOn: LegalDay | null
  screenedOn: LegalDay | null
  lastContactOn: LegalDay | null
  contactsMade: number
  /** Contact is monthly until this day, quarterly from it on. */
  monthlyUntil: LegalDay | null
  /** …because of level A, not of the first months. */
  monthlyByLevel: boolean
  lastMeetingOn: LegalDay | null
  /** Days of attempts that reached nobody, since the person was last reached; oldest first. */
  attempts: readonly LegalDay[]
  awayUntil: LegalDay | null
  pausedOn: LegalDay | null
  /** Help or service was taken up again: contact is counted from here at the earliest. */
  resumedOn: LegalDay | null
  unreachableOn: LegalDay | null
  lastRecheckOn: LegalDay | null
  declinedOn: LegalDay | null
  transferredOn: LegalDay | null
  disputedOn: LegalDay | null
  endReviewedOn: LegalDay | null
  /** The oldest support measure without a result. */
  openMeasureOn: LegalDay | null
}

/** Facts of a file on its first day: what is given, and nothing else. */
export function freshFacts(
  given: Partial<HandoffFacts> & Pick<HandoffFacts, 'state' | 'openedOn' | 'sex' | 'birthOn' | 'sourceType'>,
): HandoffFacts {
  return {
    scopeKey: '',
    noticeOn: null,
    releaseDueOn: null,
    releaseKnownOn: given.openedOn,
    releaseUrgent: false,
    releasedOn: null,
    releaseCertNo: null,
    keyCategory: [],
    mustPickup: false,
    verifyFrom: given.openedOn,
    returnedOn: null,
    noShowOn: null,
    noShowCalled: false,
    noShowVisited: false,
    handedOverOn: null,
    registeredOn: null,
    firstTalkOn: null,
    helpStartedOn: null,
    helpStartOn: null,
    helpEndOn: null,
    supportLevel: null,
    levelOn: null,
    pairHelperPostId: null,
    agreementStatus: null,
    placementType: 'unplaced',
    placedOn: null,
    placementCheckedOn: null,
    screenedOn: null,
    lastContactOn: null,
    contactsMade: 0,
    monthlyUntil: null,
    monthlyByLevel: false,
    lastMeetingOn: null,
    attempts: [],
    awayUntil: null,
    pausedOn: null,
    resumedOn: null,
    unreachableOn: null,
    lastRecheckOn: null,
    declinedOn: null,
    transferredOn: null,
    disputedOn: null,
    endReviewedOn: null,
    openMeasureOn: null,
    ...given,
  }
}
