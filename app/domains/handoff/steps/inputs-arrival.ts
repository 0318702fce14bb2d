/** What is asked from the notice to the registration (衔接、接回、交接、建档). */
import { z } from 'zod'
import { legalDay, optionalDay, optionalText, requiredText } from '~/lib/text'
import {
  choice,
  choices,
  money,
  moment,
  optionalPaper,
  paper,
  postId,
  regionCode,
  tick,
  unitCode,
} from '~/ui/form-inputs'
import { phone } from '~/people/person-input'
import {
  acceptedResults,
  fundSources,
  keyCategories,
  needs,
  pickupModes,
  releaseBases,
  returnedResults,
} from '../terms'

/** 信息核查: the county answers the prison and names the responsible town (residence first). */
export const verify = z.object({
  verifyResult: choice(acceptedResults),
  townUnit: unitCode(),
  residenceCode: regionCode().optional(),
  keyCategory: choices(keyCategories),
  needs: choices(needs),
  note: optionalText(500, { lines: true }),
})

export const returnNotice = z.object({
  verifyResult: choice(returnedResults),
  returnReason: requiredText(300, { lines: true }),
})

/** The prison answered on paper or by telephone. */
export const readdress = z.object({
  onDay: legalDay(),
  answer: requiredText(300, { lines: true }),
  releaseDueOn: optionalDay(),
})

export const changeRelease = z.object({ releaseDueOn: legalDay(), basis: choice(releaseBases), paper: paper() })

const pickupPerson = z.object({ name: requiredText(50), phone: phone().optional() })
export const planPickup = z.object({
  pickupMode: choice(pickupModes),
  pickupAt: moment(),
  people: z.array(pickupPerson).max(6).default([]),
  transport: optionalText(100),
  tonight: optionalText(200),
  guardianTold: tick(),
  pickupCost: money().optional(),
  fundSource: choice(fundSources).optional(),
  note: optionalText(500, { lines: true }),
})

export const awaitRelease = z.object({
  familyToldOn: legalDay(),
  familyTold: requiredText(50),
  note: optionalText(500, { lines: true }),
})

/** 《必接必送交接单》: the prison signs on its own notice, or its paper is recorded here. */
export const handOver = z.object({
  releasedOn: legalDay(),
  handedOverAt: moment(),
  handoverPlace: requiredText(100),
  atGate: tick(),
  personSigned: tick(),
  releaseDiffReason: optionalText(300),
  releaseCertNo: optionalText(50),
  prisonSignedBy: optionalText(50),
  prisonSignedOn: optionalDay(),
  paper: optionalPaper(),
  pickupCost: money().optional(),
  fundSource: choice(fundSources).optional(),
  schoolRecords: tick(),
  note: optionalText(500, { lines: true }),
})

export const noShow = z.object({ onDay: legalDay(), note: optionalText(500, { lines: true }) })

export const prisonPapers = z.object({
  releaseCertNo: optionalText(50),
  prisonSignedBy: optionalText(50),
  prisonSignedOn: optionalDay(),
  paper: paper(),
})

export const register = z.object({
  residenceCode: regionCode(),
  address: optionalText(200),
  phone: phone().optional(),
  firstTalkOn: legalDay(),
  firstTalkNote: requiredText(2000, { lines: true }),
  releaseCertNo: optionalText(50),
  helpStartOn: optionalDay(),
  helpEndOn: optionalDay(),
  helpEndBasis: optionalText(200),
  needs: choices(needs),
})

export const assign = z.object({ ownerPostId: postId() })

/** Which place is responsible is in dispute (户籍地、居住地均不接收): the common upper unit decides. */
export const dispute = z.object({ otherUnit: requiredText(100), reason: requiredText(500, { lines: true }) })
export const decideDispute = z.object({
  decision: z.enum(['here', 'there']),
  decidedBy: requiredText(100),
  onDay: legalDay(),
  paper: paper(),
})
