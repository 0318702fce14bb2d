/**
 * The rules of released-person resettlement (安置帮教; 监狱法 59–62, DOMAIN §5). Pure: facts, parameters and days in,
 * an answer or a sentence for the clerk out. Numbers are parameters: `p` gives their value.
 */
import { computeDue } from '~/casefile/deadlines/compute'
import type { RuleBook } from '~/casefile/deadlines/rule-book'
import { addDays, addMonths, addYears, daysBetween, type LegalDay } from '~/lib/dates'
import { civilAge } from '~/people/ages'
import type { HandoffFacts, SourceType } from './facts'

type P = (rule: string) => number
type Fields = Record<string, string[]>

/** 必接: whoever is in a key category (三无、未成年、老病残 …) is met at the gate (SR-03). */
export const mustPickup = (keyCategory: readonly string[]): boolean => keyCategory.length > 0

/** The notice came later than the law wants before release: a hint, never a refusal. */
export const lateNotice = (noticeOn: LegalDay, releaseDueOn: LegalDay, p: P): boolean =>
  noticeOn > addMonths(releaseDueOn, -p('D1.notice_warn'))

/** Handed over within the days that count as connected (衔接率). */
export const connected = (releasedOn: LegalDay | null, handedOverOn: LegalDay | null, p: P): boolean =>
  releasedOn !== null && handedOverOn !== null && handedOverOn <= addDays(releasedOn, p('D1.connection'))

/** The parameter that sets the length of help: five years after release; after community correction as the province says. */
export const helpRule = (source: SourceType): string =>
  source === 'cc_lifted' ? 'D1.help_period_cc' : 'D1.help_period'

/** 帮教期: start and last day, unless the paper says otherwise. */
export const helpPeriod = (source: SourceType, from: LegalDay, p: P): { startOn: LegalDay; endOn: LegalDay } => ({
  startOn: from,
  endOn: addYears(from, p(helpRule(source))),
})

/** Help is over on this day: the file may be ended (期满). */
export const endDue = (facts: Pick<HandoffFacts, 'helpEndOn'>, today: LegalDay): boolean =>
  facts.helpEndOn !== null && facts.helpEndOn <= today

/** Until when contact is monthly: the first months of help; with level A, longer. */
export function monthlyContact(
  facts: Pick<HandoffFacts, 'helpStartedOn' | 'supportLevel' | 'levelOn'>,
  p: P,
): Pick<HandoffFacts, 'monthlyUntil' | 'monthlyByLevel'> {
  const start = facts.helpStartedOn
  if (!start) return { monthlyUntil: null, monthlyByLevel: false }
  const first = addMonths(start, p('D1.contact_first_period'))
  const level = facts.supportLevel === 'A' ? addMonths(facts.levelOn ?? start, p('D1.level_a_period')) : first
  return level > first ? { monthlyUntil: level, monthlyByLevel: true } : { monthlyUntil: first, monthlyByLevel: false }
}

/** The next contact: the parameter with its interval, and the day it is counted from. None while service is paused. */
export function nextContact(facts: HandoffFacts): { rule: string; from: LegalDay } | null {
  const start = facts.helpStartedOn
  if (!start || facts.pausedOn) return null
  const from = [start, facts.lastContactOn, facts.resumedOn].reduce<LegalDay>(
    (latest, day) => (day && day > latest ? day : latest),
    start,
  )
  const monthly = facts.monthlyUntil !== null && from < facts.monthlyUntil
  return {
    from,
    rule: monthly ? (facts.monthlyByLevel ? 'D1.level_a_contact' : 'D1.contact_first') : 'D1.contact_later',
  }
}

/** 失去联系 may be noted after enough attempts over enough days that reached nobody. A sentence when not, else undefined. */
export function unreachableAllowed(attempts: readonly LegalDay[], p: P): string | undefined {
  const [least, span] = [p('D1.unreachable_attempts'), p('D1.unreachable_span')]
  const days = [...attempts].sort()
  const first = days[0]
  const last = days.at(-1)
  if (days.length < least) return `已记录 ${days.length} 次未联系上，至少要 ${least} 次。请继续联系并记录。`
  const passed = first && last ? daysBetween(first, last) : 0
  if (passed < span) return `${days.length} 次联系只跨 ${passed} 天，至少要跨 ${span} 天。请过些日子再联系一次。`
  return undefined
}

/** 帮教小组: enough members, the justice office and the village among them, a woman when the person is one. */
export function groupComplaints(group: readonly { kind: string; sex: string }[], sex: string, p: P): string[] {
  const least = p('D1.group_min')
  const has = (test: (member: { kind: string; sex: string }) => boolean) => group.some(test)
  return [
    ...(group.length < least ? [`帮教小组至少 ${least} 人，现有 ${group.length} 人`] : []),
    ...(has((member) => member.kind === 'justice_office') ? [] : ['帮教小组至少要有一名司法所人员']),
    ...(has((member) => member.kind === 'village') ? [] : ['帮教小组至少要有一名村（社区）人员']),
    ...(sex === 'F' && !has((member) => member.sex === 'F') ? ['对象为女性，帮教小组至少要有一名女性'] : []),
  ]
}

/** 安置: evidence for anything but 未安置. */
export function placementComplaints(
  given: { placementType: string; placedOn?: LegalDay; placementEvidence?: string },
  today: LegalDay,
): Fields {
  const fields: Fields = {}
  if (given.placementType === 'unplaced') return fields
  if (!given.placedOn) fields.placedOn = ['请填写安置日期']
  else if (given.placedOn > today) fields.placedOn = ['安置日期不能晚于今天']
  if (!given.placementEvidence) fields.placementEvidence = ['请写明凭据，例如劳动合同、营业执照、入学证明']
  return fields
}

type Pickup = {
  pickupMode: string
  pickupAt: string
  people: readonly { name: string; phone?: string }[]
  guardianTold: boolean
  pickupCost?: number
  fundSource?: string
}

/** 接回方案: people for the way chosen, a purse for the cost, the guardian of a minor (预防未成年人犯罪法 56). */
export function pickupComplaints(
  plan: Pickup,
  facts: Pick<HandoffFacts, 'mustPickup' | 'birthOn' | 'releaseDueOn'>,
  p: P,
): Fields {
  const fields: Fields = {}
  const { pickupMode: mode, people } = plan
  if (facts.mustPickup && mode === 'self') fields.pickupMode = ['必接对象不能自行返回，请安排人员接回']
  if (mode === 'joint' && (people.length < 2 || people.some((one) => !one.phone)))
    fields.people = ['共同接回须填写两人以上的姓名和电话']
  else if ((mode === 'family' || mode === 'justice_office') && people.length === 0) fields.people = ['请填写接回人']
  if (facts.releaseDueOn && plan.pickupAt.slice(0, 10) !== facts.releaseDueOn)
    fields.pickupAt = ['接回应在释放当日，请核对日期']
  if (plan.pickupCost && !plan.fundSource) fields.fundSource = ['有接送费用的，请选择经费来源']
  if (
    isMinor(facts.birthOn, facts.releaseDueOn, p) &&
    !plan.guardianTold &&
    mode !== 'justice_office' &&
    mode !== 'joint'
  )
    fields.guardianTold = ['未成年人应通知监护人接回；没有监护人的，由司法所派人接回']
  return fields
}

/** 未成年人 on that day. */
export const isMinor = (birthOn: LegalDay | null, on: LegalDay | null, p: P): boolean =>
  birthOn !== null && on !== null && civilAge(birthOn, on) < p('X.adult_age')

/** The release day became known after the usual lead time had begun to run out: urgent by the release day, not overdue. */
export function releaseUrgent(releaseDueOn: LegalDay | null, knownOn: LegalDay | null, book: RuleBook): boolean {
  if (!releaseDueOn || !knownOn) return false
  return computeDue({ book, rule: 'D1.pickup_plan', from: releaseDueOn, roll: 'agency', before: true }).dueOn < knownOn
}

/** 责任地: where the person lives; without that, where the household is registered. */
export const responsiblePlace = (
  residenceCode: string | null | undefined,
  hujiCode: string | null | undefined,
): string | null => residenceCode ?? hujiCode ?? null

/** The county of the household register, when it is another than the responsible one: it gets a copy. */
export function copyToHuji(responsible: string, hujiCode: string | null): string | null {
  const county = hujiCode?.slice(0, 6) ?? null
  return county && county !== responsible.slice(0, 6) ? county : null
}

/** 缓刑: told the rules, and a file only if the person asks (OP26 pt 20 names the others). */
export const liftedComplaints = (given: { liftedType: string; askedByPerson: boolean }): Fields =>
  given.liftedType === 'probation' && !given.askedByPerson
    ? { askedByPerson: ['缓刑期满人员本人要求帮教的，才登记建档'] }
    : {}

/** 再犯 for the rate: an effective conviction for an offence after release and within the help period; suspicion never counts. */
export const countsAsReoffence = (
  conviction: { offenceOn: LegalDay; effectiveOn: LegalDay },
  reception: { releasedOn: LegalDay; helpEndOn: LegalDay },
  cutOff: LegalDay,
): boolean =>
  conviction.effectiveOn <= cutOff &&
  conviction.offenceOn > reception.releasedOn &&
  conviction.offenceOn <= reception.helpEndOn

/** Two receptions of one person are one person in the rate (D1-edge-07): [reoffending persons, persons]. */
export function reoffendingRate(receptions: readonly { personId: string; reoffended: boolean }[]): [number, number] {
  const again = new Set(receptions.filter((one) => one.reoffended).map((one) => one.personId))
  return [again.size, new Set(receptions.map((one) => one.personId)).size]
}

const gate = ['pre_notice', 'returned', 'verified', 'pickup_planned', 'await_release', 'no_show']
/** States in which it still matters that somebody must be picked up (必接). */
export const beforeHandOver = (state: string): boolean => gate.includes(state)
