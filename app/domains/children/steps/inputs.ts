/** What the forms of a child's file and of a guardianship ask for. */
import { z } from 'zod'
import { legalDay, optionalDay, optionalText, requiredText } from '~/lib/text'
import { personFields, phone } from '~/people/person-input'
import { choice, choices, moment, mustTick, optionalPaper, paper, postId, tick, unitCode } from '~/ui/form-inputs'
import * as terms from '../terms'

const note = () => optionalText(500, { lines: true })
const grade = () => z.coerce.number().int().min(0).max(12).optional()
/** 'YYYY-n': year of entry and number, as the school says it. */
const classNo = () =>
  optionalText(10).refine((text) => !text || /^20\d{2}-\d{1,2}$/.test(text), '请按“入学年份-班号”填写，如 2024-1')

/** One parent, as the forms ask of father and mother alike. */
const parent = z.object({
  away: tick(),
  name: optionalText(50),
  phone: phone().optional(),
  reason: choice(terms.awayReasons).optional(),
  sinceOn: optionalDay(),
  province: optionalText(10),
  returnPlan: optionalText(100),
  capacity: choice(terms.capacities).optional(),
})
const none = { away: false }
const familyFields = {
  father: parent.default(none),
  mother: parent.default(none),
  living: choice(terms.livings),
  livingAlone: tick(),
  unattended: tick(),
}
const schoolFields = {
  schooling: choice(terms.schoolings),
  schoolCode: unitCode().optional(),
  classNo: classNo(),
  grade: grade(),
}

/** 登记: a child found by the census or by somebody who met it. */
export const newChild = z.object({
  ...personFields,
  category: choice(terms.categories),
  ...familyFields,
  carerName: optionalText(50),
  carerRelation: choice(terms.carerRelations).optional(),
  carerBirthOn: optionalDay(),
  carerPhone: phone().optional(),
  ...schoolFields,
})
export type NewChild = z.infer<typeof newChild>
export type ParentInput = z.infer<typeof parent>

export const confirm = z.object({ onDay: legalDay(), note: note() })
export const notEligible = z.object({
  reason: choice(terms.refusals),
  onDay: legalDay(),
  offer: choice(terms.offers).optional(),
  note: note(),
})

export const enrol = z.object({ ...schoolFields, onDay: legalDay() })
export const dropout = z.object({ onDay: legalDay(), note: note() })

export const changeFamily = z.object({ ...familyFields, parentBackOn: optionalDay(), note: note() })
export const changeCarer = z.object({
  carerName: requiredText(50),
  carerRelation: choice(terms.carerRelations),
  carerBirthOn: optionalDay(),
  carerPhone: phone().optional(),
  onDay: legalDay(),
})

/** 委托照护协议: the carer, the four bars, the child's own view, the two notices (未成年人保护法 22, 23). */
export const agree = z.object({
  carerName: requiredText(50),
  carerRelation: choice(terms.carerRelations),
  carerBirthOn: legalDay(),
  carerPhone: phone().optional(),
  capable: mustTick('请先确认受托人有照护能力'),
  barsChecked: mustTick('请先逐项核对法律规定的四种情形'),
  barred: tick(),
  signers: choices(terms.parents),
  signedOn: legalDay(),
  fromOn: legalDay(),
  toOn: legalDay(),
  viewHow: choice(terms.viewHows),
  view: optionalText(500, { lines: true }),
  notifiedSchoolOn: optionalDay(),
  notifiedVillageOn: legalDay(),
  paper: paper(),
})
/** A carer who cannot be chosen: what was told and offered, and nothing about him. */
export const declineCarer = z.object({ onDay: legalDay(), alternatives: choices(terms.alternatives), note: note() })

export const startCare = z.object({
  onDay: legalDay(),
  level: choice(terms.levels),
  levelReason: requiredText(300, { lines: true }),
  plan: requiredText(1000, { lines: true }),
  need: optionalText(100),
  callSchedule: optionalText(100),
})
export const assess = z.object({
  onDay: legalDay(),
  level: choice(terms.levels),
  reason: requiredText(300, { lines: true }),
})
export const screenAid = z.object({ onDay: legalDay(), needed: z.enum(['yes', 'no']), note: note() })
export const health = z.object({
  consentOn: legalDay(),
  consentBy: requiredText(50),
  keptAt: requiredText(100),
  text: requiredText(500, { lines: true }),
})

export const danger = z.object({
  foundAt: moment(),
  sign: choice(terms.signs),
  facts: requiredText(1000, { lines: true }),
})
export const logReport = z.object({
  reportedAt: moment(),
  to: choices(terms.reportedTo).refine((to) => to.length > 0, '请选择向谁报告'),
  receiptNo: optionalText(50),
  note: note(),
})
export const outOfDanger = z.object({
  onDay: legalDay(),
  level: z.enum(['good', 'weak']),
  result: requiredText(500, { lines: true }),
})

export const linkSibling = z.object({ sibling: z.string().min(1).max(40), onDay: legalDay() })

/** 单次授权: until a day, with the guardian's consent. */
export const grantView = z.object({
  postId: postId(),
  untilOn: legalDay(),
  consentBy: requiredText(50),
  consentOn: legalDay(),
  keptAt: requiredText(100),
  reason: requiredText(200),
})
export const endView = z.object({ postId: postId() })

export const exit = z.object({
  cause: choice(terms.exitsByHand),
  onDay: legalDay(),
  paper: optionalPaper(),
  note: note(),
})
export const archive = z.object({ onDay: legalDay(), keptAt: requiredText(100) })

export const propose = z.object({
  ground: choice(terms.grounds),
  onDay: legalDay(),
  facts: requiredText(1000, { lines: true }),
  paper: optionalPaper(),
})
export const decideLong = z.object({
  place: choice(terms.guardianshipPlaces),
  ground: choice(terms.grounds),
  decisionNo: requiredText(50),
  fromOn: legalDay(),
  reason: requiredText(500, { lines: true }),
})
export const decideTemporary = decideLong.extend({ untilOn: legalDay() })
export const refuseGuardianship = z.object({ reason: requiredText(500, { lines: true }), onDay: legalDay() })
export const reviewGuardianship = z.object({ onDay: legalDay(), result: requiredText(500, { lines: true }) })
export const endGuardianship = z.object({ cause: choice(terms.guardianshipEnds), onDay: legalDay(), note: note() })
/** What the worker gives on the day. */
export const byAge = z.object({ onDay: legalDay() })
