/** Days on which offices work, as the told lives use them. */
import { addDays, weekdayIndex, type LegalDay } from '~/lib/dates'
import type { World } from './story'

/** A working-week day on or after the given one (Saturday and Sunday move to Monday), not after today. */
export function workday(world: World, day: LegalDay): LegalDay {
  const index = weekdayIndex(day)
  const next = index === 6 ? addDays(day, 2) : index === 0 ? addDays(day, 1) : day
  return next > world.today ? world.today : next
}
