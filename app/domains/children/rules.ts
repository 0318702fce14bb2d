/** The rules of a child's file (DOMAIN §8). Pure: facts, parameters and a given day. */
import { civilAge } from '~/people/ages'
import { addDays, addMonths, addYears, onMonthDay, type LegalDay } from '~/lib/dates'
import type { ChildFacts, ParentFact } from './facts'
import { alternatives, type Eligibility } from './terms'

type P = (rule: string) => number

/** Who belongs on the register (民政部 2016): its reason, and whether the family is offered the hardship check instead. */
export type Judged = { eligible: boolean; code: Eligibility; offer: boolean }

/**
 * Left behind: under 16, both parents away, or one away and the other not able to care. Other children in need: under 18.
 * `away` is what the file says of the parents; `parents` their capacity.
 */
export function judgeEligibility(
  given: { category: string; away: string; parents: readonly ParentFact[]; birthOn: LegalDay | null; on: LegalDay },
  p: P,
): Judged {
  const { category, away, parents, birthOn, on } = given
  const years = birthOn ? civilAge(birthOn, on) : 0
  const leftBehind = category === 'left_behind'
  if (years >= p(leftBehind ? 'D4.age' : 'D4.hardship_age'))
    return { eligible: false, code: 'too_old', offer: leftBehind }
  if (!leftBehind) return { eligible: true, code: 'in_need', offer: false }
  if (away === 'both') return { eligible: true, code: 'both_away', offer: false }
  if (away === 'none') return { eligible: false, code: 'none_away', offer: true }
  const other = parents.find((one) => one.who !== away)
  const able = other === undefined || (!other.away && other.capacity === 'able')
  return able
    ? { eligible: false, code: 'other_able', offer: true }
    : { eligible: true, code: 'one_away_unable', offer: false }
}

/** 0–5, 6–13, 14–15 and, for children in hardship, 16–17: the bands of the returns. */
export const ageBands = { young: '0—5 周岁', school: '6—13 周岁', teen: '14—15 周岁', older: '16—17 周岁' } as const
export type AgeBand = keyof typeof ageBands
export function ageBand(birthOn: LegalDay, on: LegalDay): AgeBand {
  const years = civilAge(birthOn, on)
  if (years <= 5) return 'young'
  if (years <= 13) return 'school'
  return years <= 15 ? 'teen' : 'older'
}

/** What needs somebody there at once (未成年人保护法 21): under 16 alone, under 8 (or in special need) unattended. */
export function immediateNeed(
  {
    birthOn,
    livingAlone,
    unattended,
    on,
  }: { birthOn: LegalDay | null; livingAlone: boolean; unattended: boolean; on: LegalDay },
  p: P,
): 'alone' | 'unattended' | null {
  const years = birthOn ? civilAge(birthOn, on) : 0
  if (livingAlone && years < p('D4.alone_age')) return 'alone'
  return unattended && years < p('D4.unattended_age') ? 'unattended' : null
}

/** How often the village's director visits, by the level of guardianship. */
export function visitRule(level: string | null): string {
  if (level === 'danger') return 'D4.visit_danger'
  return level === 'weak' ? 'D4.visit_weak' : 'D4.visit_good'
}

/**
 * A school term as the province sets it: autumn until the spring term begins, spring until the summer holidays. What falls
 * into the holidays is counted with the autumn term that comes.
 */
export function termOf(day: LegalDay, p: P): { from: LegalDay; to: LegalDay } {
  const year = Number(day.slice(0, 4))
  const [autumn, spring, summer] = (['autumn', 'spring', 'summer'] as const).map(
    (name) => (of: number) => onMonthDay(of, p(`D4.term_${name}`)),
  ) as [YearDay, YearDay, YearDay]
  const until = (next: LegalDay) => addDays(next, -1)
  if (day < spring(year)) return { from: autumn(year - 1), to: until(spring(year)) }
  if (day < summer(year)) return { from: spring(year), to: until(summer(year)) }
  return { from: autumn(year), to: until(spring(year + 1)) }
}
type YearDay = (year: number) => LegalDay

/** The last day of the school year that a day lies in: the eve of the next autumn term. */
export function schoolYearEnd(day: LegalDay, p: P): LegalDay {
  const year = Number(day.slice(0, 4))
  const begins = (of: number) => onMonthDay(of, p('D4.term_autumn'))
  return addDays(begins(day < begins(year) ? year : year + 1), -1)
}

/** From when the teacher's next visit is counted: the term of enrolment, then each term after that of the last visit. */
export function teacherVisitFrom(
  { enrolledOn, teacherVisitOn }: Pick<ChildFacts, 'enrolledOn' | 'teacherVisitOn'>,
  p: P,
): LegalDay | null {
  if (!enrolledOn) return null
  if (!teacherVisitOn || teacherVisitOn < termOf(enrolledOn, p).from) return termOf(enrolledOn, p).from
  return termOf(addDays(termOf(teacherVisitOn, p).to, 1), p).from
}

/** The day on which age ends the register: the day after the 16th birthday; a child in hardship stays until 18. */
export function exitForAge(birthOn: LegalDay | null, category: string, p: P): LegalDay | null {
  if (!birthOn) return null
  return addDays(addYears(birthOn, p(category === 'hardship' ? 'D4.hardship_age' : 'D4.age')), 1)
}

/** The days of a child's file that its birthday gives: the 16th birthday, and the day of leaving for age. */
export const daysOfAge = (birthOn: LegalDay, category: string, p: P): { sixteenOn: LegalDay; exitDueOn: LegalDay } => ({
  sixteenOn: addYears(birthOn, p('D4.age')),
  exitDueOn: exitForAge(birthOn, category, p)!,
})

/** What the school does for the child goes on to the end of the term (D4-edge-02). */
export const supportUntil = (exitOn: LegalDay, p: P): LegalDay => termOf(exitOn, p).to

/** The sentence for a carer who may not be chosen (未成年人保护法 22): general words, ways out, nothing of what is known of him. */
export const CARER_REFUSED =
  '经核实，这位拟受托人不符合法律对受托照护人的要求，不能签订协议。请改用其他办法：' +
  Object.values(alternatives).join('；') +
  '。'

/** A carer is grown up and able; none of the four bars. A complaint by field, or nothing. */
export function carerComplaints(
  carer: { birthOn?: LegalDay | undefined; capable: boolean; barred: boolean },
  on: LegalDay,
  p: P,
): Record<string, string[]> {
  if (carer.barred) return { barred: [CARER_REFUSED] }
  if (!carer.capable) return { capable: [CARER_REFUSED] }
  if (carer.birthOn && civilAge(carer.birthOn, on) < p('D4.carer_age')) return { carerBirthOn: ['受托人应当是成年人'] }
  return {}
}

/** A parent must have been back this long before the register is left. */
export function backLongEnough(parentBackOn: LegalDay | null, on: LegalDay, p: P): string | undefined {
  if (!parentBackOn) return '请先登记父母返回的日期（更新父母情况）。'
  const from = addMonths(parentBackOn, p('D4.parent_back'))
  return on < from ? `父母返回满 ${p('D4.parent_back')} 个月（${from}）后才能退出。` : undefined
}
