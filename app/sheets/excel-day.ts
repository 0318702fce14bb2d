import { addDays } from '~/lib/dates'
import type { LegalDay } from '~/lib/dates'

/** Serial numbers that can be a day of a person's file: 1901-01-01 to 2100-12-31 in the 1900 system. */
const FIRST = 367
const LAST = 73_415
/** Days between the two date systems of Excel (workbooks made on old Macintosh programs count from 1904). */
const SHIFT_1904 = 1462

/**
 * The calendar day of an Excel serial number; the time of day is dropped. null when it cannot be a day.
 * Day 60 of the 1900 system does not exist in any calendar, so counting starts from 1899-12-30.
 */
export function dayOfSerial(serial: number, from1904 = false): LegalDay | null {
  const days = Math.floor(serial) + (from1904 ? SHIFT_1904 : 0)
  return Number.isFinite(days) && days >= FIRST && days <= LAST ? addDays('1899-12-30', days) : null
}

/** Built-in number formats that show a day; 27–36 and 50–58 are the Chinese ones. Times of day are not among them. */
export function isDayFormatId(id: number): boolean {
  return (
    (id >= 14 && id <= 17) ||
    id === 22 ||
    (id >= 27 && id <= 31) ||
    id === 36 ||
    (id >= 50 && id <= 54) ||
    id === 57 ||
    id === 58
  )
}

/** Whether a written number format shows a day: it has a year or a day part outside quotes, colours and escapes. */
export function isDayFormat(code: string): boolean {
  const first = code
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/_./g, '')
    .split(';')[0]
  return /[yd]/i.test((first ?? '').replace(/general/gi, ''))
}
