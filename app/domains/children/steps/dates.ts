/** Days on forms: what may not lie ahead. */
import type { Complaint } from '~/casefile/kind'
import type { LegalDay } from '~/lib/dates'

/** Only the fields that have something to complain about. */
export function fields(given: Record<string, string[] | undefined>): Complaint {
  const wrong = Object.entries(given).filter((entry): entry is [string, string[]] => Boolean(entry[1]?.length))
  return wrong.length ? { fields: Object.fromEntries(wrong) } : undefined
}
export const late = (day: LegalDay | undefined, today: LegalDay): string[] | undefined =>
  day !== undefined && day > today ? ['日期不能晚于今天'] : undefined
export const onToday = ({ input, today }: { input: { onDay: string }; today: LegalDay }): Complaint =>
  fields({ onDay: late(input.onDay, today) })
