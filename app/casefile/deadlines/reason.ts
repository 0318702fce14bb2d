/** The sentence that explains a due date to the clerk. */
import { addDays, type LegalDay } from '~/lib/dates'
import { isWorkingDay, type Calendar } from '~/orgs/calendar'
import type { Rule } from './rule-book'

const UNITS: Record<Rule['unit'], string> = {
  d: '日',
  wd: '个工作日',
  m: '个月',
  y: '年',
  h: '小时',
  min: '分钟',
  count: '',
  percent: '%',
  mb: 'MB',
}

/** '10 日', '5 个工作日', '1 个月', '48 小时'; '当日' for none. */
export function periodText({ value, unit }: Pick<Rule, 'value' | 'unit'>): string {
  if (value === 0 && (unit === 'd' || unit === 'wd')) return '当日'
  return `${value} ${UNITS[unit]}`.trim()
}

/**
 * The rest days among first…last, weekends counted, holidays by name: '周末 2 天、国庆节 2026-10-01 至 2026-10-07'.
 * Empty when there are none.
 */
export function restDaysText(cal: Calendar, first: LegalDay, last: LegalDay): string {
  let weekends = 0
  const holidays: { name: string; first: LegalDay; last: LegalDay }[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const { working, name } = isWorkingDay(cal, day)
    if (working) continue
    const run = holidays[holidays.length - 1]
    if (!name) weekends += 1
    else if (run?.name === name && addDays(run.last, 1) === day) run.last = day
    else holidays.push({ name, first: day, last: day })
  }
  const named = holidays.map((h) => (h.first === h.last ? `${h.name} ${h.first}` : `${h.name} ${h.first} 至 ${h.last}`))
  return [...(weekends > 0 ? [`周末 ${weekends} 天`] : []), ...named].join('、')
}

export type ReasonParts = {
  rule: Rule
  /** Start day or instant, as text. */
  from: string
  because?: string
  /** How it is counted: '次日起算', '起算', '前一日起倒数'. */
  counted: string
  /** Clauses between start and result. */
  notes: readonly string[]
  /** The due day or instant as text; none while the clock stands still. */
  result?: string
  provisional?: boolean
}

/** '10 日，自 2026-09-21 次日起算，遇节假日顺延 → 2026-10-08，依据 社区矫正法 21'. */
export function reasonText(parts: ReasonParts): string {
  const start = parts.because ? `${parts.from}（${parts.because}）` : `${parts.from} `
  const clauses = [periodText(parts.rule), `自 ${start}${parts.counted}`, ...parts.notes].join('，')
  const result = parts.result ? ` → ${parts.result}` : ''
  const open = parts.provisional ? '（暂定，当年放假安排尚未公布）' : ''
  return `${clauses}${result}${open}，依据 ${parts.rule.source}`
}
