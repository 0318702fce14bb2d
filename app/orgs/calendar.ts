/**
 * The working-day calendar (工作日历): rest days and make-up days as the State Council's yearly notices name them, and
 * the weekend rule for the days they do not name. A year without a loaded notice is "provisional" (暂定).
 */
import { addDays, weekdayIndex, type LegalDay } from '~/lib/dates'

export type DayKind = 'rest' | 'work'

export type Calendar = {
  /** Days named in a notice: holidays and weekends inside them ('rest'), make-up days ('work'). */
  days: ReadonlyMap<LegalDay, DayKind>
  /** The years whose notice is loaded. */
  years: ReadonlySet<number>
  /** Name of the holiday a named day belongs to. */
  names?: ReadonlyMap<LegalDay, string>
}

export type CalendarRow = { day: LegalDay; kind: DayKind; name?: string | null }

export type DayStatus = { working: boolean; provisional: boolean; name?: string }

/** A day found by counting; provisional when a year without notice was looked at on the way. */
export type FoundDay = { day: LegalDay; provisional: boolean }

/** Calendar from stored rows; the years are those of the rows. */
export function makeCalendar(rows: readonly CalendarRow[]): Calendar {
  const names = new Map<LegalDay, string>()
  for (const { day, name } of rows) if (name) names.set(day, name)
  return {
    days: new Map(rows.map(({ day, kind }) => [day, kind])),
    years: new Set(rows.map(({ day }) => yearOf(day))),
    names,
  }
}

function yearOf(day: LegalDay): number {
  return Number(day.slice(0, 4))
}

/** Whether people work on the day, and whether that is certain. Days of an unannounced year ignore stray rows. */
export function isWorkingDay(cal: Calendar, day: LegalDay): DayStatus {
  const announced = cal.years.has(yearOf(day))
  const kind = announced ? cal.days.get(day) : undefined
  if (kind) return { working: kind === 'work', provisional: false, name: cal.names?.get(day) }
  const index = weekdayIndex(day)
  return { working: index !== 0 && index !== 6, provisional: !announced }
}

function seek(cal: Calendar, start: LegalDay, step: 1 | -1, count: number): FoundDay {
  let day = start
  let provisional = false
  for (let left = count; ; day = addDays(day, step)) {
    const status = isWorkingDay(cal, day)
    provisional ||= status.provisional
    if (status.working) left -= 1
    if (left <= 0) return { day, provisional }
  }
}

/**
 * The n-th working day after `day` (day 1 = the day after); before it when n is negative; the day itself for 0.
 * Throws RangeError when n is no whole number.
 */
export function addWorkingDays(cal: Calendar, day: LegalDay, n: number): FoundDay {
  if (!Number.isInteger(n)) throw new RangeError(`not a number of working days: ${n}`)
  if (n === 0) return { day, provisional: isWorkingDay(cal, day).provisional }
  const step = n > 0 ? 1 : -1
  return seek(cal, addDays(day, step), step, Math.abs(n))
}

/** The first working day on or after `day`. */
export function nextWorkingDay(cal: Calendar, day: LegalDay): FoundDay {
  return seek(cal, day, 1, 1)
}

/** The last working day on or before `day`. */
export function previousWorkingDay(cal: Calendar, day: LegalDay): FoundDay {
  return seek(cal, day, -1, 1)
}
