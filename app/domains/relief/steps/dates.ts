import type { Complaint } from '~/casefile/kind'
import { addDays, type LegalDay } from '~/lib/dates'

/** A complaint on the field when its day lies ahead. */
export const notAhead = (field: string, day: string | undefined, today: LegalDay): Complaint =>
  day && day > today ? { fields: { [field]: ['日期不能晚于今天'] } } : undefined

/** A complaint when the day lies before the one it follows. */
export const notBefore = (field: string, day: string, earliest: LegalDay | null, words: string): Complaint =>
  earliest && day < earliest ? { fields: { [field]: [`日期不能早于${words}（${earliest}）`] } } : undefined

/** A moment typed on a form lies neither ahead nor more than a month back. */
export function momentComplaint(field: string, typed: string, today: LegalDay): Complaint {
  const day = typed.slice(0, 10)
  if (day > today) return { fields: { [field]: ['时间不能晚于今天'] } }
  return day < addDays(today, -31) ? { fields: { [field]: ['时间距今超过一个月，请核对'] } } : undefined
}
