/**
 * The rules of relief (救助补助; 社会救助法, DOMAIN §11). Pure: facts, parameters and days in, an answer or a sentence for
 * the clerk out. Numbers are parameters: `p` gives their value. Amounts are fen.
 */
import { computeDue } from '~/casefile/deadlines/compute'
import type { RuleBook } from '~/casefile/deadlines/rule-book'
import type { Stander } from '~/casefile/kind'
import { addMonths, age, dayOf, type LegalDay } from '~/lib/dates'
import { formatFen } from '~/lib/text'
import { maskName } from '~/people/identity'
import type { RecheckClass, ReliefFacts } from './facts'
import { compensations } from './terms'

type P = (rule: string) => number
type Money = Pick<ReliefFacts, 'standardFen' | 'persons' | 'incomeFen'>

export const NO_STANDARD = '本县还没有现行的低保标准，请先由核对人员提出、审批人员批准。'

/** 低保: max(0, standard − income ÷ persons) × persons, by household and month (社会救助法 18). Whole fen. */
export const dibaoAmount = (standardFen: number, incomeFen: number, persons: number): number =>
  Math.max(0, standardFen * persons - incomeFen)

/** The formula with its numbers: '(310.00 − 600.00 ÷ 3) × 3 = 330.00'. */
export function dibaoFormula({ standardFen, persons, incomeFen }: Money): string | null {
  if (standardFen === null || incomeFen === null) return null
  const result = formatFen(dibaoAmount(standardFen, incomeFen, persons))
  return `(${formatFen(standardFen)} − ${formatFen(incomeFen)} ÷ ${persons}) × ${persons} = ${result}`
}

/** 临时救助: factor × standard × persons; the factor is in tenths of a month. */
export const tempAmount = (standardFen: number, factorTenths: number, persons: number): number =>
  Math.floor((standardFen * factorTenths * persons) / 10)

export const tempFormula = (standardFen: number, factorTenths: number, persons: number): string =>
  `${formatFen(standardFen)} × ${(factorTenths / 10).toFixed(1)} × ${persons} = ${formatFen(tempAmount(standardFen, factorTenths, persons))}`

/** The most that the ordinary route grants one household; above it the county's panel decides (一事一议). */
export const tempCap = ({ standardFen, persons }: Pick<Money, 'standardFen' | 'persons'>, p: P): number =>
  (standardFen ?? 0) * persons * p('D7.temp_cap_months')

/** 小额快救: at most so many months of the standard (TR26; D7-edge-02). */
export const quickLimit = (standardFen: number, p: P): number => standardFen * p('D7.quick_months')
export const payFirstLimit = (p: P): number => p('D7.pay_first_yuan') * 100

/** Why an amount may not be granted on this route, or nothing. */
export function overLimit(
  route: 'quick' | 'pay_first',
  amountFen: number,
  facts: Pick<ReliefFacts, 'standardFen'>,
  p: P,
): string | undefined {
  if (amountFen <= 0) return '金额应大于零'
  if (facts.standardFen === null) return NO_STANDARD
  const limit = route === 'quick' ? quickLimit(facts.standardFen, p) : payFirstLimit(p)
  if (amountFen <= limit) return undefined
  return route === 'quick'
    ? `小额快救不超过 ${formatFen(limit)} 元（${p('D7.quick_months')} 个月低保标准）。需要更多的，先救急，再走一般程序。`
    : `先行救助不超过 ${formatFen(limit)} 元（乡镇备用金限额）。需要更多的，先救急，补办手续后由县级审批。`
}

/** Whether one-off compensation counts as income is the rule table's word (D7-edge-04): spread over so many months. */
export function countedIncome(
  incomeFen: number,
  compensationFen: number | undefined,
  code: string | undefined,
  p: P,
): number {
  const rule =
    code && Object.hasOwn(compensations, code) ? compensations[code as keyof typeof compensations] : undefined
  if (!rule?.counts || !compensationFen) return incomeFen
  return incomeFen + Math.ceil(compensationFen / p('D7.compensation_months'))
}

/** Whether a proposal is posted before it is decided: always for 低保; of temporary relief the ordinary route alone. */
export const noticeNeeded = (kind: string, { route }: Pick<ReliefFacts, 'route'>): boolean =>
  kind === 'relief_dibao' || (kind === 'relief_temp' && route === 'standard')

/** Whose name stands on no notice: minors and whoever the file marks as protected; the database says it again. */
export const namelessOnNotice = (
  { protectedPerson, birthOn }: Pick<ReliefFacts, 'protectedPerson' | 'birthOn'>,
  on: LegalDay,
): boolean => protectedPerson || (birthOn !== null && age(birthOn, on) < MAJORITY)
/** 民法典 17. */
const MAJORITY = 18

export type NoticeText = {
  /** One character masked; of a protected person the neutral number instead. */
  head: string
  village: string
  type: string
  persons: number
  amountFen: number
  monthly: boolean
  phone: string
  window: string
}
/** Exactly what §11 allows to be posted, and nothing else. */
export const noticeText = (
  given: Omit<NoticeText, 'head'> & { name: string; neutralNo: string; byNumber: boolean },
): NoticeText => ({
  head: given.byNumber ? given.neutralNo : maskName(given.name),
  village: given.village,
  type: given.type,
  persons: given.persons,
  amountFen: given.amountFen,
  monthly: given.monthly,
  phone: given.phone,
  window: given.window,
})

/** The whole last day counts, until 24:00 (民法典 203; D7-edge-12). */
export const inTime = (receivedAt: Date, lastDay: LegalDay): boolean => dayOf(receivedAt) <= lastDay

/** Somebody who goes off 低保 for a job keeps it for so many months from the month after he said so (D7-edge-05). */
export const gradualUntil = (reportedOn: LegalDay, p: P): LegalDay =>
  `${addMonths(reportedOn, 1 + p('D7.gradual_exit')).slice(0, 7)}-01`

/** The first day of the month after: 低保 is paid from then. */
export const nextMonth = (day: LegalDay): LegalDay => `${addMonths(`${day.slice(0, 7)}-01`, 1).slice(0, 7)}-01`

export const recheckRule = (cycle: RecheckClass | null): string =>
  cycle === 'yearly' ? 'D7.recheck_yearly' : 'D7.recheck_half'

/** The next recheck is counted from the last one or the decision; what fell due before the system begins with the file. */
export function recheckFrom(
  facts: Pick<ReliefFacts, 'recheckedOn' | 'decidedOn' | 'recheckClass' | 'beforeSystem' | 'openedOn'>,
  book: RuleBook,
): LegalDay | null {
  const base = facts.recheckedOn ?? facts.decidedOn
  if (!base || !facts.beforeSystem) return base
  const due = computeDue({ book, rule: recheckRule(facts.recheckClass), from: base, roll: 'agency' })
  return due.dueOn < facts.openedOn ? facts.openedOn : base
}

/** Parts of what is granted: once, in stages a month apart, or the first month. */
export function partsOf(
  period: 'once' | 'staged' | 'monthly',
  given: { amountFen: number; stages: number; from: LegalDay; payDay: number },
): { part: string; amountFen: number; dueOn: LegalDay; month: LegalDay | null }[] {
  const { amountFen, from } = given
  if (period === 'monthly') {
    const month = `${from.slice(0, 7)}-01`
    return [
      {
        part: from.slice(0, 7),
        amountFen,
        dueOn: `${from.slice(0, 7)}-${String(given.payDay).padStart(2, '0')}`,
        month,
      },
    ]
  }
  if (period === 'once') return [{ part: 'once', amountFen, dueOn: from, month: null }]
  const each = Math.floor(amountFen / given.stages)
  return Array.from({ length: given.stages }, (_, i) => ({
    part: `stage-${i + 1}`,
    amountFen: i === 0 ? amountFen - each * (given.stages - 1) : each,
    dueOn: addMonths(from, i),
    month: null,
  }))
}

type Hands = Pick<ReliefFacts, 'acceptedUser' | 'checkedUser' | 'surveyedUsers' | 'firstDecidedUser' | 'recused'>
const RECUSED = '您与这户有近亲属关系，已回避，由其他人员办理。'

/** Recusal of near relatives: from every step (D7-edge-03). */
export const recusedBar = ({ facts, actor }: { facts: Pick<Hands, 'recused'>; actor: Stander }): string | undefined =>
  facts.recused.includes(actor.userId) ? RECUSED : undefined

/** Whoever accepted does not check. By person, not by post. */
export const checkerBar = ({ facts, actor }: { facts: Hands; actor: Stander }): string | undefined =>
  recusedBar({ facts, actor }) ??
  (facts.acceptedUser === actor.userId ? '这件是您受理的，核对须由另一人办理。' : undefined)

/** Whoever accepted, surveyed or checked does not decide (D7-edge-11); the county decides unless the town is entrusted. */
export const deciderBar = ({ facts, actor }: { facts: Hands; actor: Stander }): string | undefined => {
  const recused = recusedBar({ facts, actor })
  if (recused) return recused
  if (facts.surveyedUsers.includes(actor.userId)) return '您参加过这户的入户调查，不能同时审批。'
  if (facts.acceptedUser === actor.userId || facts.checkedUser === actor.userId)
    return '您已受理或核对过这件，审批须由另一人办理。'
  return undefined
}

/** The county's own decision: a town's approver grants quick relief and pays first, and no more (社会救助法 44). */
export const countyDeciderBar = (context: { facts: Hands; actor: Stander }): string | undefined =>
  context.actor.unit.regionCode.length > 6 ? '这一步由县级审批人员决定。' : deciderBar(context)

type Bar = (context: { facts: Hands; actor: Stander }) => string | undefined
/** An objection is answered by another approver than the one who decided first. */
export const reviewBy =
  (decider: Bar): Bar =>
  (context) =>
    context.facts.firstDecidedUser === context.actor.userId
      ? '原决定是您作出的，复核须由另一位审批人员办理。'
      : decider(context)
export const reviewBar: Bar = reviewBy(countyDeciderBar)

/** The parameters that say what is paid: of a school year by its stage, of a trade by the level proved; in yuan. */
export const schoolAmountRule = (stage: string): string => `D7.school_${stage}`
export const trainingAmountRule = (level: string): string => `D7.training_${level}`
/** The school year of a day, by the year it begins in: from September on. */
export const schoolYearOf = (day: LegalDay): number => Number(day.slice(0, 4)) - (day.slice(5, 7) < '09' ? 1 : 0)

/** What is missing before a proposal can be made; also the approver's checklist. */
export function missingFor(kind: string, facts: ReliefFacts): { code: string; label: string; done: boolean }[] {
  if (kind === 'relief_school')
    return [
      { code: 'category', label: '学校审核的困难类别', done: facts.proposedOn !== null },
      { code: 'once', label: '本学年没有重复', done: facts.onceGranted === null },
    ]
  if (kind === 'relief_training')
    return [
      { code: 'proof', label: '证书或就业证明', done: facts.proposedOn !== null },
      { code: 'once', label: '本年度同一工种没有重复', done: facts.onceGranted === null },
    ]
  if (kind === 'relief_loan') return []
  const certified = facts.familyClass !== 'none'
  return [
    { code: 'authorised', label: '核对授权书', done: facts.authorised },
    { code: 'survey', label: '两人入户调查', done: facts.surveyedOn !== null },
    // Certified already: their spending alone is checked (TR26).
    {
      code: 'means',
      label: certified && kind === 'relief_temp' ? '支出核对' : '收入和财产核对',
      done: certified && kind === 'relief_temp' ? facts.rigidFen !== null : facts.incomeFen !== null,
    },
    { code: 'standard', label: '现行低保标准', done: facts.standardFen !== null },
  ]
}
