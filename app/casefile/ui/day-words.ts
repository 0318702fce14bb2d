/** Days as busy people read them. */
import { addDays, daysBetween, formatDay, NO_DUE, shortDay, type LegalDay } from '~/lib/dates'
import type { Tone } from '~/ui/page'

export type DayWords = { text: string; tone: Tone }

/** '11月27日' in this year, '2027-01-03' in another. */
export const plainDay = (day: LegalDay, today: LegalDay): string =>
  day.slice(0, 4) === today.slice(0, 4) ? shortDay(day) : day

/** A due day in words: 逾期 3 天, 今天, 明天, 11月27日. Nothing due is a dash. */
export function dueWords(day: LegalDay, today: LegalDay): DayWords {
  if (day === NO_DUE) return { text: '—', tone: 'plain' }
  if (day < today) return { text: `逾期 ${daysBetween(day, today)} 天`, tone: 'late' }
  if (day === today) return { text: '今天', tone: 'due' }
  if (day === addDays(today, 1)) return { text: '明天', tone: 'due' }
  return { text: plainDay(day, today), tone: 'plain' }
}

type Timed = { dueOn: LegalDay; dueTime?: string | null; over?: boolean }

/** The same of a duty, with the time of one that runs in hours: 今天 14:30 前, 已过 14:30. */
export function dutyWords({ dueOn, dueTime, over }: Timed, today: LegalDay): DayWords {
  const words = dueWords(dueOn, today)
  if (!dueTime) return words
  if (over) return { text: dueOn === today ? `已过 ${dueTime}` : words.text, tone: 'late' }
  return { text: `${words.text} ${dueTime} 前`, tone: 'due' }
}

export const sexWord = (sex: string): string => ({ M: '男', F: '女' })[sex] ?? '性别未填'

/** 'YYYY-MM-DD' as people read it, or nothing. */
export const shown = (day: LegalDay | null | undefined): string | undefined => (day ? formatDay(day) : undefined)
