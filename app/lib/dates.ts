/**
 * The one clock and every date sum.
 *
 * A legal day is a calendar date in China, kept as text 'YYYY-MM-DD' and never as an instant. Sums run on a local Date
 * at noon, which no daylight-saving change of the machine's own zone can move to another day.
 */
import { TZDate } from '@date-fns/tz'
import * as fns from 'date-fns'

/** A calendar date, 'YYYY-MM-DD'. */
export type LegalDay = string

/** "No due date" as a sortable NOT NULL key. */
export const NO_DUE: LegalDay = '9999-12-31'

const ZONE = 'Asia/Shanghai'
const WEEKDAYS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六']

let fixed: Date | null = null

function instant(iso: string): Date {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) throw new RangeError(`CLOCK is not an ISO instant: ${iso}`)
  return date
}

/** Stops the clock at an ISO instant (tests); null lets it run again. Throws RangeError on anything else. */
export function setClock(iso: string | null): void {
  fixed = iso === null ? null : instant(iso)
}

/** The current instant: the one of setClock, else of the setting CLOCK (stands still), else the machine's. */
export function now(): Date {
  if (fixed) return new Date(fixed)
  const setting = typeof process === 'undefined' ? undefined : process.env.CLOCK
  return setting ? instant(setting) : new Date()
}

/** The current legal day in Asia/Shanghai. */
export function today(): LegalDay {
  return dayOf(now())
}

/** The legal day of an instant in Asia/Shanghai. */
export function dayOf(date: Date): LegalDay {
  return fns.lightFormat(new TZDate(date, ZONE), 'yyyy-MM-dd')
}

/** True for 'YYYY-MM-DD' naming a day that exists. */
export function isLegalDay(value: unknown): value is LegalDay {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const [month, day] = [Number(value.slice(5, 7)), Number(value.slice(8))]
  if (day <= 28) return day >= 1 && month >= 1 && month <= 12
  // a day past the month's end would be moved on by Date: 02-30 → 03-02
  return new Date(`${value}T12:00:00`).getDate() === day
}

function noon(day: LegalDay): Date {
  if (!isLegalDay(day)) throw new RangeError(`not a legal day: ${day}`)
  return new Date(`${day}T12:00:00`)
}

function text(date: Date): LegalDay {
  return fns.lightFormat(date, 'yyyy-MM-dd')
}

/** n calendar days later (earlier when negative). */
export function addDays(day: LegalDay, n: number): LegalDay {
  return text(fns.addDays(noon(day), n))
}

/** The corresponding day n months later, or that month's last day when it has none (民法典 202). */
export function addMonths(day: LegalDay, n: number): LegalDay {
  return text(fns.addMonths(noon(day), n))
}

/** The corresponding day n years later; 29 February becomes 28 February in other years (民法典 202). */
export function addYears(day: LegalDay, n: number): LegalDay {
  return text(fns.addYears(noon(day), n))
}

/** The day of a year that a month and day name: 1101 is 1 November. */
export function onMonthDay(year: number, monthDay: number): LegalDay {
  const text = String(monthDay).padStart(4, '0')
  return `${year}-${text.slice(0, 2)}-${text.slice(2)}`
}

/** Calendar days from a to b; negative when b is earlier. */
export function daysBetween(a: LegalDay, b: LegalDay): number {
  return fns.differenceInCalendarDays(noon(b), noon(a))
}

/** -1, 0 or 1, for sorting. */
export function compareDays(a: LegalDay, b: LegalDay): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Full years on the day `on`, counted on the birthday itself; -1 before birth. */
export function age(birth: LegalDay, on: LegalDay): number {
  if (on < birth) return -1
  const years = fns.getYear(noon(on)) - fns.getYear(noon(birth))
  return addYears(birth, years) <= on ? years : years - 1
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayIndex(day: LegalDay): number {
  return fns.getDay(noon(day))
}

/** '星期一' … '星期日'. */
export function weekday(day: LegalDay): string {
  return WEEKDAYS[weekdayIndex(day)]!
}

/** '2026年11月23日'. */
export function formatDay(day: LegalDay): string {
  return fns.lightFormat(noon(day), 'yyyy年M月d日')
}

/** '11月23日'. */
export function shortDay(day: LegalDay): string {
  return fns.lightFormat(noon(day), 'M月d日')
}

/** '2026-11-23 08:31' in Asia/Shanghai. */
export function formatInstant(date: Date): string {
  return fns.lightFormat(new TZDate(date, ZONE), 'yyyy-MM-dd HH:mm')
}

/** '2026-11-23 08:31:05' in Asia/Shanghai, for what is compared to the second. */
export function formatSecond(date: Date): string {
  return fns.lightFormat(new TZDate(date, ZONE), 'yyyy-MM-dd HH:mm:ss')
}

/** A legal day as Prisma wants it for @db.Date: UTC midnight. */
export function dayToDb(day: LegalDay): Date {
  noon(day)
  return new Date(`${day}T00:00:00.000Z`)
}

/** A @db.Date value (UTC midnight) as a legal day. */
export function dbToDay(date: Date): LegalDay {
  return date.toISOString().slice(0, 10)
}
