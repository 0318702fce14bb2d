/** What every installation begins with: rule parameters and the working-day calendar. */
import { today } from '~/lib/dates'
import { ANNOUNCED_YEARS, calendarRows } from './calendar'
import { addRows, type Runner } from './owner'
import { ruleRows } from './rules'

/** Notices of the General Office of the State Council (国务院办公厅) on holidays; the year is in the title. */
const noticeOf = (year: number) => `国务院办公厅关于${year}年部分节假日安排的通知`

/**
 * Adds the rule parameters and the calendar of the announced years (2023–2026). Repeatable: what is there already, also
 * when it was changed since, stays. `db` writes as the owner or with INSERT on the three tables.
 */
export async function seedBase(db: Runner): Promise<void> {
  await addRows(
    db,
    'rule_param',
    ruleRows.map(({ id, value, unit, label, source, effectiveFrom }) => ({
      rule_id: id,
      effective_from: effectiveFrom,
      effective_to: null,
      value,
      unit,
      label,
      source,
    })),
  )
  await addRows(
    db,
    'workday_calendar',
    ANNOUNCED_YEARS.flatMap((year) => calendarRows(year)),
  )
  await addRows(
    db,
    'workday_year',
    ANNOUNCED_YEARS.map((year) => ({ year, source: noticeOf(year), loaded_on: today() })),
  )
}
