/** Periods in hours and minutes: they run from instant to instant and never move for a rest day. */
import { addMinutes } from 'date-fns'
import { dayOf, formatInstant } from '~/lib/dates'
import { reasonText } from './reason'
import type { Rule, RuleBook } from './rule-book'

export type HoursQuestion = {
  book: RuleBook
  /** Id of a rule in h or min. Its version is the one of the trigger's day. */
  rule: string
  from: Date
  /** The trigger in words, for the reason: '最后一次联系'. */
  because?: string
}

export type HoursDue = {
  /** The last instant inside the period; later than this is 超过 (see `exceeds`). */
  dueAt: Date
  warnAt: Date
  ruleId: string
  ruleValue: number
  ruleUnit: Rule['unit']
  reason: string
}

const WARN_RULE = 'X.warn_percent'
const MINUTES: Partial<Record<Rule['unit'], number>> = { h: 60, min: 1 }

/** The end of an hour period with its warning. Throws RangeError on an unknown rule or one not in hours or minutes. */
export function computeHours({ book, rule: id, from, because }: HoursQuestion): HoursDue {
  const day = dayOf(from)
  const rule = book.rule(id, day)
  const unit = MINUTES[rule.unit]
  if (!unit) throw new RangeError(`rule ${id} is not in hours or minutes: ${rule.unit}`)
  const length = rule.value * unit
  const dueAt = addMinutes(from, length)
  const warnAt = addMinutes(from, Math.floor((length * book.rule(WARN_RULE, day).value) / 100))
  const parts = { rule, from: formatInstant(from), because, counted: '起算', notes: [], result: formatInstant(dueAt) }
  return { dueAt, warnAt, ruleId: id, ruleValue: rule.value, ruleUnit: rule.unit, reason: reasonText(parts) }
}
