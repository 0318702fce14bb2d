/** Limits in the words of the law (民法典 1259). */
import type { LegalDay } from '~/lib/dates'

/** 以内、以下、届满、不超过: the number itself is inside. Numbers or instants. */
export function within(value: number | Date, limit: number | Date): boolean {
  return value.valueOf() <= limit.valueOf()
}

/** 超过: the number itself is not over. Numbers or instants. */
export function exceeds(value: number | Date, limit: number | Date): boolean {
  return value.valueOf() > limit.valueOf()
}

/** 不满: the number itself is not below. Numbers or instants. */
export function fallsShort(value: number | Date, limit: number | Date): boolean {
  return value.valueOf() < limit.valueOf()
}

/** Overdue (逾期) from the day after the due day, which runs to 24:00 (民法典 203). Derived, never stored. */
export function isOverdue(dueOn: LegalDay, today: LegalDay): boolean {
  return dueOn < today
}
