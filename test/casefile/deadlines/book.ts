import { computeDue, type Due, type DueQuestion } from '~/casefile/deadlines/compute'
import { makeRuleBook } from '~/casefile/deadlines/rule-book'
import { makeCalendar } from '~/orgs/calendar'
import { ANNOUNCED_YEARS, calendarRows } from '../../../prisma/seed/calendar'
import { ruleRows } from '../../../prisma/seed/rules'

/** The calendar and rules as first installed. */
export const calendar = makeCalendar(ANNOUNCED_YEARS.flatMap(calendarRows))
export const book = makeRuleBook(ruleRows, calendar)

export function due(rule: string, from: string, roll: DueQuestion['roll'], more: Partial<DueQuestion> = {}): Due {
  return computeDue({ book, rule, from, roll, ...more })
}
