/** What a change of a rule parameter or of the calendar does to the dates of open duties. Pure. */
import { makeCalendar, type CalendarRow } from '~/orgs/calendar'
import type { LegalDay } from '~/lib/dates'
import { computeDue, type Due } from '../deadlines/compute'
import { makeRuleBook, type RuleBook } from '../deadlines/rule-book'
import type { Kind } from '../kind'
import type { StoredRules } from '../rules.server'

/** The share of a period after which its warning starts: it stands behind every rule. */
export const WARN_RULE = 'X.warn_percent'

/** A rule's new version from a day, a year of the calendar as a whole, or nothing (the rules as they are). */
export type RuleChange =
  | { cause: 'rule'; ruleId: string; value: number; effectiveFrom: LegalDay; source: string }
  | { cause: 'calendar'; year: number; days: readonly CalendarRow[] }
  | { cause: 'check' }

/** The rules as they will be. Throws RangeError for a rule that has no version yet or has one from that very day. */
export function changedBook({ rules, days }: StoredRules, change: RuleChange): RuleBook {
  if (change.cause === 'rule') {
    const known = rules.find((row) => row.id === change.ruleId)
    if (!known) throw new RangeError(`unknown rule: ${change.ruleId}`)
    const { ruleId: id, value, effectiveFrom, source } = change
    return makeRuleBook([...rules, { id, value, unit: known.unit, source, effectiveFrom }], makeCalendar(days))
  }
  if (change.cause === 'check') return makeRuleBook(rules, makeCalendar(days))
  const others = days.filter(({ day }) => Number(day.slice(0, 4)) !== change.year)
  return makeRuleBook(rules, makeCalendar([...others, ...change.days]))
}

/** What an open duty stores of its clock. */
export type DutyClock = { kind: string; code: string; ruleId: string; triggerOn: LegalDay }

/**
 * A function that gives the date of an open duty by the book, from what its row stores and its kind declares; undefined
 * for a duty that no kind declares (its date follows no rule) and for one in hours (over before a change is decided). Like
 * clocks are computed once.
 */
export function clockBy(kinds: Record<string, Kind>, book: RuleBook): (duty: DutyClock) => Due | undefined {
  const known = new Map<string, Due>()
  return (duty) => {
    const decl = kinds[duty.kind]?.duties[duty.code]
    if (!decl || decl.at) return undefined
    const key = `${duty.kind} ${duty.code} ${duty.ruleId} ${duty.triggerOn}`
    const found = known.get(key)
    if (found) return found
    const { roll, before = false, because } = decl
    const due = computeDue({ book, rule: duty.ruleId, from: duty.triggerOn, roll, before, because })
    known.set(key, due)
    return due
  }
}

/** The dates of a duty as stored. */
export type StoredDates = { dueOn: LegalDay; warnOn: LegalDay; provisional: boolean }

/** Do stored dates and computed ones differ: the day itself, the warning, or how certain they are? */
export const differs = (stored: StoredDates, due: StoredDates): boolean =>
  stored.dueOn !== due.dueOn || stored.warnOn !== due.warnOn || stored.provisional !== due.provisional
