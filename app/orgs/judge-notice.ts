/** Is a year's list of days off plausible? What cannot be so is refused, what is unusual has to be looked at. Pure. */
import { daysBetween, formatDay, weekday, weekdayIndex, type LegalDay } from '~/lib/dates'
import type { Notice, NoticeDay } from './holiday-notice'

/** Days that are days off in every year (全国年节及纪念日放假办法); the others follow the moon and the sun. */
const FIXED = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']
const NAMES = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节']
/** A run of days off and the way from a make-up day to the days off it makes up for: longer ones have not been. */
const LONGEST_RUN = 10
const FARTHEST = 21

const isWeekend = (day: LegalDay) => [0, 6].includes(weekdayIndex(day))

export type NoticeVerdict = { days: NoticeDay[]; errors: string[]; warnings: string[] }

/** `statutory`: the number of statutory days off of the year (rule X.public_holidays). Days come back sorted, each once. */
export function judgeNotice(notice: Notice, year: number, statutory: number): NoticeVerdict {
  const errors: string[] = []
  const warnings: string[] = []
  if (notice.unread.length)
    errors.push(`第 ${notice.unread.join('、')} 行有日期但看不懂，请按通知原文粘贴，或改成“2027-02-06 休 春节”的样子`)
  const byDay = new Map<LegalDay, NoticeDay>()
  for (const one of notice.days) {
    const known = byDay.get(one.day)
    if (known && known.kind !== one.kind) errors.push(`${formatDay(one.day)}既是放假又是上班`)
    byDay.set(one.day, one)
  }
  const days = [...byDay.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
  const outside = days.filter(({ day }) => Number(day.slice(0, 4)) !== year)
  if (outside.length)
    errors.push(`有 ${outside.length} 天不在 ${year} 年（如 ${formatDay(outside[0]!.day)}），请核对年份`)
  for (const { day, said } of notice.claims.flatMap((claim) => claim.weekdays))
    if (weekday(day) !== `星期${said}`)
      errors.push(`${formatDay(day)}是${weekday(day)}，通知里写的是周${said}，可能粘贴了别的年份`)
  for (const { line, count, days: named } of notice.claims)
    if (count !== undefined && count !== named.length)
      errors.push(`第 ${line} 行写共 ${count} 天，日期是 ${named.length} 天`)
  if (days.length === 0) return { days, errors: errors.length ? errors : ['没有读到放假和上班的日期'], warnings }

  const rest = days.filter(({ kind }) => kind === 'rest').map(({ day }) => day)
  const work = days.filter(({ kind }) => kind === 'work').map(({ day }) => day)
  for (const day of work) {
    if (!isWeekend(day)) errors.push(`${formatDay(day)}是${weekday(day)}，本来就上班，不会是调休上班日`)
    else if (!rest.some((off) => Math.abs(daysBetween(off, day)) <= FARTHEST))
      warnings.push(`${formatDay(day)}调休上班，前后 ${FARTHEST} 天内没有放假`)
  }
  const missing = FIXED.filter((day) => !rest.includes(`${year}-${day}`))
  if (missing.length)
    errors.push(`缺少法定放假日 ${missing.map((day) => formatDay(`${year}-${day}`).slice(5)).join('、')}`)
  const unnamed = NAMES.filter((name) => !days.some((one) => one.kind === 'rest' && one.name.includes(name)))
  if (unnamed.length) errors.push(`缺少 ${unnamed.join('、')}`)
  const long = runs(rest).find((run) => run.length > LONGEST_RUN)
  if (long) warnings.push(`${formatDay(long[0]!)}起连续放假 ${long.length} 天`)
  const net = rest.filter((day) => !isWeekend(day)).length - work.length
  if (net !== statutory) warnings.push(`工作日放假减去调休上班应为 ${statutory} 天（法定节假日天数），这里是 ${net} 天`)
  return { days, errors, warnings }
}

function runs(days: readonly LegalDay[]): LegalDay[][] {
  const all: LegalDay[][] = []
  for (const day of days) {
    const last = all.at(-1)
    if (last && daysBetween(last.at(-1)!, day) === 1) last.push(day)
    else all.push([day])
  }
  return all
}
