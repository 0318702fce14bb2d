/** The rules of legal education (DOMAIN 8.2, 15.2; 中小学法治副校长聘任与管理办法, 教育部令第 52 号). Pure. */
import { addDays, addMonths, addYears, type LegalDay } from '~/lib/dates'
import { civilAge } from '~/people/ages'

/** The states in which a vice-principal serves: a school has a valid one. */
export const serving = ['active', 'expiring', 'renewed'] as const
/** The states that take one of a person's places at schools. */
export const holding = ['nominated', 'appointed', ...serving] as const
export const serves = (state: string): boolean => (serving as readonly string[]).includes(state)

/** The last day of a term of so many years that begins on a day. */
export const termEnd = (fromOn: LegalDay, years: number): LegalDay => addDays(addYears(fromOn, years), -1)

/** Class-hours given in a calendar year, of one school. They are never added up across schools (D4-edge-07). */
export const hoursIn = (year: string, lessons: readonly { onDay: LegalDay; hours: number; state: string }[]): number =>
  lessons.reduce((sum, one) => sum + (one.state === 'done' && one.onDay.startsWith(year) ? one.hours : 0), 0)

export type Coverage = { schools: number; covered: number; pairs: number; met: number }

/**
 * Coverage = schools with a valid vice-principal of all schools; duty = pairs of a school and a serving person with
 * enough hours of all such pairs (DOMAIN 8, statistics). `least`: class-hours per school and year.
 */
export function coverageOf(
  schools: readonly string[],
  pairs: readonly { school: string; state: string; hours: number }[],
  least: number,
): Coverage {
  const valid = pairs.filter((pair) => serves(pair.state))
  return {
    schools: schools.length,
    covered: schools.filter((code) => valid.some((pair) => pair.school === code)).length,
    pairs: valid.length,
    met: valid.filter((pair) => pair.hours >= least).length,
  }
}

type Officer = { bornOn: LegalDay; retired: boolean }
type Limits = { schools: number; age: number }

/** Why somebody cannot be nominated for one more school, or serve from a day on; nothing when he can. */
export function officerBar(
  officer: Officer,
  elsewhere: { schools: number; retiredTerms: number },
  on: LegalDay,
  limits: Limits,
): string | undefined {
  if (elsewhere.schools >= limits.schools)
    return `这位同志已在 ${elsewhere.schools} 所学校担任法治副校长，一人最多 ${limits.schools} 所，请另选人选`
  if (officer.retired && civilAge(officer.bornOn, on) > limits.age)
    return `退休人员担任法治副校长不超过 ${limits.age} 周岁，请另选人选`
  if (officer.retired && elsewhere.retiredTerms > 0) return '退休人员只能聘任一个任期，请另选人选'
  return undefined
}

/** When a mentor's next talk should be: as agreed, else the rule's months after the last. */
export const talkDue = (
  row: { nextOn: LegalDay | null; lastTalkOn: LegalDay | null; activeOn: LegalDay | null },
  months: number,
  today: LegalDay,
): LegalDay => row.nextOn ?? addMonths(row.lastTalkOn ?? row.activeOn ?? today, months)
