/**
 * The periods that returns are made of (DOMAIN 4.15): a month, a quarter, half a year, a year; what their returns and duties are called,
 * and the rule that says when they are due. Pure.
 */
import { addDays, addMonths, type LegalDay } from '~/lib/dates'

export type Every = 'month' | 'quarter' | 'half' | 'year'

type EveryWords = {
  months: number
  /** 月报 */
  label: string
  /** What is chosen on the page: 月份. */
  word: string
  /** Code of the duty to file it. */
  duty: string
  /** Begins its number. */
  letters: string
  /** The rule that gives the day of the month after by which it must have been sent up. */
  rule: string
}

export const everies: Readonly<Record<Every, EveryWords>> = {
  month: { months: 1, label: '月报', word: '月份', duty: 'monthly_return', letters: 'YB', rule: 'X.report_day' },
  quarter: {
    months: 3,
    label: '季报',
    word: '季度',
    duty: 'quarterly_return',
    letters: 'JB',
    rule: 'X.report_day_quarter',
  },
  half: { months: 6, label: '半年报', word: '半年', duty: 'half_return', letters: 'BN', rule: 'X.report_day_half' },
  year: { months: 12, label: '年报', word: '年度', duty: 'yearly_return', letters: 'NB', rule: 'X.report_day_year' },
}

/** What a return is about: both days inside. */
export type ReportPeriod = {
  /** '2026-10' | '2026-Q3' | '2026-H1' | '2026' */
  period: string
  every: Every
  label: string
  from: LegalDay
  to: LegalDay
}

const QUARTERS = ['一', '二', '三', '四']

/** The period of a code; undefined for what is none. */
export function reportPeriod(code: string | null | undefined): ReportPeriod | undefined {
  const [, year, month, quarter, half] = /^(20\d\d)(?:-(0[1-9]|1[0-2])|-Q([1-4])|-H([12]))?$/.exec(code ?? '') ?? []
  if (!year) return undefined
  const span = (every: Every, label: string, first: number): ReportPeriod => {
    const from = `${year}-${String(first).padStart(2, '0')}-01`
    return { period: code!, every, label: year + label, from, to: addDays(addMonths(from, everies[every].months), -1) }
  }
  if (month) return span('month', `年${Number(month)}月`, Number(month))
  if (quarter) return span('quarter', `年第${QUARTERS[Number(quarter) - 1]}季度`, Number(quarter) * 3 - 2)
  if (half) return span('half', `年${half === '1' ? '上' : '下'}半年`, Number(half) * 6 - 5)
  return span('year', '年', 1)
}

/** The period that a day lies in. */
export function periodAt(every: Every, day: LegalDay): ReportPeriod {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))]
  const part = {
    month: day.slice(4, 7),
    quarter: `-Q${Math.ceil(month / 3)}`,
    half: `-H${month <= 6 ? 1 : 2}`,
    year: '',
  }
  return reportPeriod(year + part[every])!
}

/** The last period that is over: what is due now. */
export const lastPeriod = (every: Every, today: LegalDay): ReportPeriod =>
  periodAt(every, addDays(periodAt(every, today).from, -1))

/** The running period and those before it, newest first. */
export function recentPeriods(every: Every, today: LegalDay, count: number): ReportPeriod[] {
  const { from } = periodAt(every, today)
  return Array.from({ length: count }, (_, back) => periodAt(every, addMonths(from, -back * everies[every].months)))
}

/** The day by which it must have been sent up: the given day of the month after it (DOMAIN 4.15). */
export const dueDay = ({ to }: Pick<ReportPeriod, 'to'>, reportDay: number): LegalDay => addDays(to, reportDay)

/** Is this the month after the period, in which its returns are made ready? */
export const isDueMonth = ({ to }: Pick<ReportPeriod, 'to'>, today: LegalDay): boolean =>
  addDays(to, 1).slice(0, 7) === today.slice(0, 7)
