/** Where a page of a list ended: a day and an id, as they stand in the address. */
import { isLegalDay, type LegalDay } from '~/lib/dates'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const writeCursor = (day: LegalDay, id: string): string => `${day}_${id}`

/** Undefined for none and for anything that was not written here. */
export function readCursor(text: string | null | undefined): { day: LegalDay; id: string } | undefined {
  const [day, id, more] = text?.split('_') ?? []
  return isLegalDay(day) && id && UUID.test(id) && more === undefined ? { day, id } : undefined
}
