/** What is asked while help runs (帮教期间). */
import { z } from 'zod'
import { legalDay, optionalDay, optionalText, requiredText } from '~/lib/text'
import { choice, choices, mustTick, paper, postId, optionalPaper } from '~/ui/form-inputs'
import { sexes } from '~/people/person-terms'
import {
  askers,
  declineWays,
  insuranceStates,
  measureTypes,
  memberKinds,
  needs,
  placementTypes,
  supportLevels,
  yesNo,
} from '../terms'

const member = z.object({
  name: requiredText(50),
  kind: choice(memberKinds),
  sex: choice(sexes),
  postId: postId().optional(),
})
const groupFields = {
  group: z.array(member).max(12).default([]),
  guidanceOwner: requiredText(50),
  contactOwner: requiredText(50),
  supportOwner: requiredText(50),
}
const placementFields = {
  placementType: choice(placementTypes),
  placedOn: optionalDay(),
  placementEvidence: optionalText(200),
  placementDetail: optionalText(300, { lines: true }),
}
const note = () => optionalText(500, { lines: true })

/** Group, three responsibilities (三包), level, pair helper, agreement, plan and placement: all of it (SR-02). */
export const startHelp = z.object({
  ...groupFields,
  supportLevel: choice(supportLevels),
  levelReason: requiredText(300, { lines: true }),
  pairHelperPostId: postId(),
  pairDeclaredOn: legalDay(),
  agreementOn: legalDay(),
  agreement: paper(),
  plan: requiredText(2000, { lines: true }),
  ...placementFields,
})

export const decline = z.object({
  way: choice(declineWays),
  declinedOn: legalDay(),
  witness1: optionalText(50),
  witness2: optionalText(50),
  leaflet: mustTick('请先把权利告知书交给本人'),
  paper: optionalPaper(),
  note: note(),
})

export const resume = z.object({ onDay: legalDay(), note: note() })

export const entrust = z.object({
  awayTo: requiredText(100),
  awayUnit: requiredText(100),
  awayUntil: legalDay(),
  consentOn: legalDay(),
  paper: paper(),
  note: note(),
})

export const reviewLevel = z.object({
  supportLevel: choice(supportLevels),
  onDay: legalDay(),
  reason: requiredText(300, { lines: true }),
})

export const place = z.object(placementFields)

export const recheckPlacement = z.object({
  onDay: legalDay(),
  stands: choice(yesNo),
  how: requiredText(300, { lines: true }),
})

export const screenBenefits = z.object({
  onDay: legalDay(),
  needs: choices(needs),
  insuranceStatus: choices(insuranceStates),
  note: note(),
})

export const changePairHelper = z.object({
  pairHelperPostId: postId(),
  pairDeclaredOn: legalDay(),
  askedBy: choice(askers),
  reason: optionalText(300, { lines: true }),
})

export const changeGroup = z.object({ ...groupFields, reason: requiredText(300, { lines: true }) })

/** Detained on suspicion: neutral in the record, no trace in rates. */
export const pauseService = z.object({ onDay: legalDay(), toldBy: requiredText(100), paper: optionalPaper() })
export const resumeService = z.object({ onDay: legalDay(), note: note() })

export const addMeasure = z.object({ type: choice(measureTypes), referredOn: legalDay(), note: optionalText(300) })
export const closeMeasure = z.object({
  measureId: z.uuid('请从列表中选择'),
  result: requiredText(300, { lines: true }),
  resultOn: legalDay(),
})

export const loseContact = z.object({ onDay: legalDay(), note: requiredText(500, { lines: true }) })
