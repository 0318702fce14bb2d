/** What the steps of relief ask for. */
import { z } from 'zod'
import { legalDay, optionalDay, optionalText, requiredText } from '~/lib/text'
import { personFields, phone } from '~/people/person-input'
import { choice, moment, mustTick, paper, postId, regionCode, tick } from '~/ui/form-inputs'
import {
  abilities,
  agentBases,
  authorisationCapacities,
  causes,
  childCategories,
  checkedRoutes,
  checkResults,
  compensations,
  endCauses,
  familyClasses,
  kinRelations,
  notCountedReasons,
  objectionResults,
  objectionSources,
  payeeRelations,
  periods,
  recheckClasses,
  recheckResults,
  refusalReasons,
  relationTerms,
  schoolStages,
  surveyResults,
  surveyTypes,
  trades,
  trainingLevels,
  yesNo,
} from '../terms'
import { accountNo, fen, list, optionalFen } from './fields'

const note = () => optionalText(500, { lines: true })

export const memberInput = z.object({
  name: requiredText(50),
  idNo: optionalText(30),
  relation: choice(relationTerms),
  birthOn: optionalDay(),
  income: optionalFen(),
  ability: choice(abilities),
  notCounted: choice(notCountedReasons).optional(),
})
export const members = () => z.array(memberInput).max(20, '最多 20 人').default([])

const payee = {
  payeeRelation: choice(payeeRelations).default('self'),
  payeeName: optionalText(50),
  payeeAccount: accountNo(),
  payeeBank: optionalText(50),
}

const agent = { agentName: optionalText(50), agentBasis: choice(agentBases).optional(), agentPaper: optionalText(100) }
const kin = { kinPostId: postId().optional(), kinRelation: choice(kinRelations).optional() }

/** 受理: what every application says. */
export const accept = z.object({
  ...personFields,
  villageCode: regionCode(),
  appliedOn: legalDay(),
  cause: choice(causes),
  familyClass: choice(familyClasses).default('none'),
  need: requiredText(500, { lines: true }),
  ownIncome: optionalFen(),
  members: members(),
  livesHere: tick(),
  protectedPerson: tick(),
  complex: tick(),
  ...agent,
  ...kin,
  ...payee,
})
export type AcceptInput = z.infer<typeof accept>

/** 教育救助: the pupil, the guardian as contact, the category and the stage; no means of the family. */
export const acceptSchool = z.object({
  ...personFields,
  appliedOn: legalDay(),
  category: choice(childCategories),
  stage: choice(schoolStages),
  need: requiredText(500, { lines: true }),
  ...kin,
  ...payee,
})
export const proposeSchool = z.object({ category: choice(childCategories), basis: requiredText(300, { lines: true }) })

/** 培训补贴 and 创业担保贷款: whoever asks, and for what. */
export const acceptTraining = z.object({
  ...personFields,
  appliedOn: legalDay(),
  trade: choice(trades),
  need: requiredText(500, { lines: true }),
  ...kin,
  ...payee,
})
export const proposeTraining = z.object({
  level: choice(trainingLevels),
  provedOn: legalDay(),
  basis: requiredText(300, { lines: true }),
})
export const decideAid = z.object({ budgetCode: requiredText(40), checked: mustTick('请核对清单后勾选') })
export const acceptLoan = z.object({ ...personFields, appliedOn: legalDay(), need: requiredText(500, { lines: true }) })
export const checkEligible = z.object({ eligible: mustTick('属于扶持对象的勾选；不属于的，办结') })
export const sendBank = z.object({ onDay: legalDay(), bank: requiredText(100) })
export const bankAnswer = z.object({ onDay: legalDay(), note: note() })

/** A household on 低保 before the system: what the opening ledger says. */
export const legacy = z.object({ decidedOn: legalDay(), amount: fen(), persons: z.number().int().min(1) })

export const askSupplement = z.object({ items: list() })
export const supplemented = z.object({ onDay: legalDay(), note: note() })
export const closeSupplement = z.object({ reason: requiredText(300, { lines: true }) })

export const quickGrant = z.object({
  amount: fen(),
  object: requiredText(100),
  basis: requiredText(300, { lines: true }),
  askedAt: moment(),
})
export const payFirst = z.object({ ...quickGrant.shape, secondPostId: postId() })
export const afterwards = z.object({ onDay: legalDay(), explanation: requiredText(500, { lines: true }) })
export const closeQuick = z.object({ onDay: legalDay(), note: note() })

export const startCheck = z.object({
  route: choice(checkedRoutes),
  signedOn: legalDay(),
  keptAt: requiredText(100),
})
export const startDibaoCheck = startCheck.omit({ route: true })
/** Each relative outside the household agrees for himself (社会救助法 41). */
export const authorise = z.object({
  capacity: choice(authorisationCapacities),
  signer: requiredText(50),
  signedOn: legalDay(),
  keptAt: requiredText(100),
})

export const survey = z.object({
  onDay: legalDay(),
  type: choice(surveyTypes),
  firstPostId: postId(),
  secondPostId: postId(),
  result: choice(surveyResults),
  findings: requiredText(1000, { lines: true }),
})

export const checkMeans = z.object({
  income: fen(),
  assets: fen(),
  rigid: optionalFen(),
  compensation: optionalFen(),
  compensationCode: z.enum(Object.keys(compensations) as [keyof typeof compensations]).optional(),
  incomeStable: choice(yesNo),
  result: choice(checkResults),
  report: requiredText(1000, { lines: true }),
})

export const proposeTemp = z.object({
  factor: z.number().min(0.1).max(99).multipleOf(0.1),
  period: z.enum(['once', 'staged']),
  stages: z.number().int().min(2).max(12).optional(),
  minutesOn: optionalDay(),
  minutesMembers: z.number().int().min(1).max(50).optional(),
  exemptReason: optionalText(300),
})
export const proposeDibao = z.object({ recheckClass: choice(recheckClasses), exemptReason: optionalText(300) })

export const returnList = z.object({ items: list() })
export const decideGrant = z.object({
  repeatReason: optionalText(300, { lines: true }),
  budgetCode: requiredText(40),
  checked: mustTick('请核对清单后勾选'),
})
/** A household of the opening ledger: another hand than the importing clerk's looks at it before anything is paid. */
export const confirmLedger = z.object({ budgetCode: requiredText(40), checked: mustTick('请核对原审批材料后勾选') })
export const refuse = z.object({ code: choice(refusalReasons), reason: requiredText(1000, { lines: true }) })
export const tell = z.object({ onDay: legalDay(), how: requiredText(100) })

export const object = z.object({
  source: choice(objectionSources),
  receivedAt: moment(),
  signer: optionalText(50),
  phone: phone().optional(),
  claim: requiredText(1000, { lines: true }),
})
/** By the system: the objection that came by the public page. */
export const posted = z.object({ objection: z.uuid() })
export const answerObjection = z.object({
  result: choice(objectionResults),
  answer: requiredText(1000, { lines: true }),
})
export const backToCheck = z.object({ reason: requiredText(500, { lines: true }) })
export const review = z.object({ answer: requiredText(1000, { lines: true }) })
export const reviewGrant = z.object({ ...review.shape, budgetCode: requiredText(40) })

export const hear = z.object({ onDay: legalDay(), said: requiredText(1000, { lines: true }) })
export const adjust = z.object({ from: legalDay(), reason: requiredText(500, { lines: true }) })
export const resume = z.object({ servedOn: legalDay(), note: note() })
export const end = z.object({
  cause: choice(endCauses),
  reportedOn: optionalDay(),
  from: legalDay(),
  reason: requiredText(500, { lines: true }),
})
export const close = z.object({ onDay: legalDay(), note: note() })
/** `from`, `to`: any day of the first and the last month obtained. */
export const recovered = z.object({
  from: legalDay(),
  to: legalDay(),
  onDay: legalDay(),
  amount: fen(),
  note: note(),
})

export const recoverPaid = z.object({ onDay: legalDay(), amount: fen(), paper: paper(), note: note() })
export const writeOff = z.object({ reason: requiredText(500, { lines: true }), paper: paper() })

export const changeHousehold = z.object({
  from: legalDay(),
  ownIncome: optionalFen(),
  members: members(),
  reason: requiredText(300, { lines: true }),
})
export const recheck = z.object({
  onDay: legalDay(),
  result: choice(recheckResults),
  income: fen(),
  recheckClass: choice(recheckClasses),
  note: requiredText(500, { lines: true }),
})
export const declareKin = z.object({ kinPostId: postId(), kinRelation: choice(kinRelations) })
export const setPayee = z.object({
  payeeRelation: choice(payeeRelations),
  payeeName: requiredText(50),
  payeeAccount: accountNo().refine(Boolean, '请填写账号'),
  payeeBank: requiredText(50),
})
/** By the system: a payment is under way, everything is paid, a new standard. */
export const bySystem = z.object({ note: optionalText(200) })
export const newStandard = z.object({ standard: fen(), amount: fen(), from: legalDay() })

export const periodWords = periods
