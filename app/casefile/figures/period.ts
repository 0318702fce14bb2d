/**
 * Periods of figures (时段): the last 36 months, a year, a quarter, a month, or from day to day; as codes in addresses and
 * in figure_cell. Pure.
 */
import { addDays, addMonths, compareDays, formatDay, isLegalDay, type LegalDay } from '~/lib/dates'

export const LAST_36 = 'm36'
/** Whenever it was before the cut-off day: of a stock. */
const EVER = 'stock'

export type Period = {
  /** 'm36', '2026', '2026-Q3', '2026-09', 'custom'; 'stock': no period at all. */
  code: string
  label: string
  from: LegalDay
  /** The last day inside. */
  to: LegalDay
  /** What its course is told in. */
  bucket: 'month' | 'quarter' | 'year'
}

const QUARTERS = ['一', '二', '三', '四']

/** The period of a code as seen from a day; undefined for what is no period. */
export function periodOf(code: string, today: LegalDay): Period | undefined {
  if (code === LAST_36) {
    return { code, label: '近 36 个月', from: addDays(addMonths(today, -36), 1), to: today, bucket: 'quarter' }
  }
  const [, year, quarter, month] = /^((?:19|20)\d\d)(?:-Q([1-4])|-(0[1-9]|1[0-2]))?$/.exec(code) ?? []
  if (!year) return undefined
  if (month) {
    const from = `${year}-${month}-01`
    return { code, label: `${year}年${Number(month)}月`, from, to: addDays(addMonths(from, 1), -1), bucket: 'month' }
  }
  if (quarter) {
    const from = `${year}-${String(Number(quarter) * 3 - 2).padStart(2, '0')}-01`
    const label = `${year}年第${QUARTERS[Number(quarter) - 1]}季度`
    return { code, label, from, to: addDays(addMonths(from, 3), -1), bucket: 'month' }
  }
  return { code, label: `${year}年`, from: `${year}-01-01`, to: `${year}-12-31`, bucket: 'month' }
}

/** From day to day, both inside. */
export const customPeriod = (from: LegalDay, to: LegalDay): Period => ({
  code: 'custom',
  label: `${formatDay(from)}至${formatDay(to)}`,
  from,
  to,
  bucket: addMonths(from, 24) > to ? 'month' : addMonths(from, 72) > to ? 'quarter' : 'year',
})

const yearOf = (day: LegalDay) => Number(day.slice(0, 4))
const monthOf = (day: LegalDay) => day.slice(0, 7)
const quarterOf = (day: LegalDay) => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`

/** Codes of the last periods of each sort up to the day, newest first. */
export function recentPeriods(today: LegalDay, { years = 4, quarters = 8, months = 13 } = {}): string[] {
  const back = (n: number, step: number) =>
    Array.from({ length: n }, (_, i) => addMonths(`${monthOf(today)}-01`, -i * step))
  return [
    LAST_36,
    ...Array.from({ length: years }, (_, i) => String(yearOf(today) - i)),
    ...back(quarters, 3).map(quarterOf),
    ...back(months, 1).map(monthOf),
  ]
}

export type Choice = {
  period: Period
  /** Facts count as they stood at the end of this day. */
  cutOff: LegalDay
  /** Something in the address that could not be followed, in words. */
  problem?: string
}

/** Days of an address that are some, and whether they can be followed. */
const forged = (days: readonly string[]): boolean =>
  days.some((day) => day !== '' && (!isLegalDay(day) || day < '1900-01-01' || day > '2199-12-31'))

/** The cut-off day that was asked for: today at the latest. */
const cutOffOf = (cut: string, today: LegalDay): Pick<Choice, 'cutOff' | 'problem'> => ({
  cutOff: cut !== '' && compareDays(cut, today) < 0 ? cut : today,
  problem: cut > today ? '截止日不能晚于今天，已按今天统计。' : undefined,
})

/** Everybody who came on the cut-off day or before, whichever day that was. */
export const stockOn = (cutOff: LegalDay): Choice => ({
  period: { code: EVER, label: '在册', from: '1900-01-01', to: cutOff, bucket: 'year' },
  cutOff,
})

/** The choice of a stock: its cut-off day alone (`cutoff`), today when none is given. Undefined for a day that does not exist. */
export function choiceOfDay(query: URLSearchParams, today: LegalDay): Choice | undefined {
  const cut = query.get('cutoff')?.trim() ?? ''
  if (forged([cut])) return undefined
  const { cutOff, problem } = cutOffOf(cut, today)
  return { ...stockOn(cutOff), problem }
}

/**
 * Period and cut-off day of an address (`period`, `from`, `to`, `cutoff`). The cut-off is today unless an earlier day is
 * given. Undefined for a forged period or a day that does not exist; a half-filled choice falls back and says so.
 */
export function choicePeriod(query: URLSearchParams, today: LegalDay): Choice | undefined {
  const of = (name: string) => query.get(name)?.trim() ?? ''
  const [from, to, cut] = [of('from'), of('to'), of('cutoff')]
  if (forged([from, to, cut])) return undefined
  const { cutOff, problem } = cutOffOf(cut, today)
  const code = of('period') || today.slice(0, 4)
  if (code === 'custom' || (from && to && !query.has('period'))) {
    if (from && to && from <= to) return { period: customPeriod(from, to), cutOff, problem }
    const why = from && to ? '开始日期晚于结束日期' : '自定义时段要填开始日期和结束日期'
    return { period: periodOf(LAST_36, cutOff)!, cutOff, problem: `${why}，先按近 36 个月统计。` }
  }
  const period = periodOf(code, cutOff)
  return period && { period, cutOff, problem }
}

/** The parameters of a choice, for links; only what differs from the page's first look. */
export function choiceQuery({ period, cutOff }: Choice, today: LegalDay): Record<string, string> {
  return {
    ...(period.code !== EVER && { period: period.code }),
    ...(period.code === 'custom' && { from: period.from, to: period.to }),
    ...(cutOff !== today && { cutoff: cutOff }),
  }
}

/** '2026年（2026-01-01至2026-12-31） · 截止 2026-11-23'; of a stock '截止 2026-11-23 在册'. */
export const spanText = ({ period: { code, label, from, to }, cutOff }: Choice): string =>
  code === EVER
    ? `截止 ${formatDay(cutOff)} ${label}`
    : `${label}（${formatDay(from)}至${formatDay(to)}） · 截止 ${formatDay(cutOff)}`

/** Label of a bucket key as the database groups it: '2026-09' | '2026-Q3' | '2026'. */
export const bucketLabel = (key: string): string => periodOf(key, '2000-01-01')?.label ?? key
