import chineseDays from 'chinese-days'
import { addDays, type LegalDay } from '~/lib/dates'

/** Years whose holidays the State Council (国务院办公厅) had announced; 2027 is not, whatever the library says. */
export const ANNOUNCED_YEARS: readonly number[] = [2023, 2024, 2025, 2026]

export type CalendarSeedRow = { day: LegalDay; kind: 'rest' | 'work'; name: string }

/** '中秋' → '中秋节'; 元旦 and full names stay. */
function fullName(name: string | undefined): string | undefined {
  return name && name !== '元旦' && !name.endsWith('节') ? `${name}节` : name
}

/**
 * The days named in the notice for a year: holidays ('rest') and make-up working days ('work'). Weekends that no notice
 * names have no row. Empty for a year that is not announced.
 */
export function calendarRows(year: number): CalendarSeedRow[] {
  if (!ANNOUNCED_YEARS.includes(year)) return []
  const rows: CalendarSeedRow[] = []
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
    // a named day reads 'National Day,国庆节,3', any other 'Saturday'
    const { work, name } = chineseDays.getDayDetail(day)
    const holiday = fullName(name.split(',')[1])
    if (holiday) rows.push(work ? { day, kind: 'work', name: `${holiday}调休` } : { day, kind: 'rest', name: holiday })
  }
  return rows
}
