/** When something must have begun so that its duty is late, due today, or due this week: for desks that show each. */
import { computeDue } from '~/casefile/deadlines/compute'
import { endOfWeek } from '~/casefile/tasks/desk.server'
import { addDays, type LegalDay } from '~/lib/dates'
import type { World } from './story'

export type Timing = 'late' | 'today' | 'week'
export const TIMINGS: readonly Timing[] = ['late', 'today', 'week']

const SEARCHED = 60

/** The trigger day nearest to today whose duty falls as wanted; where no day does (a Sunday's week), the next later one. */
export function triggerFor(world: World, rule: string, timing: Timing, before = false): LegalDay {
  const { today, book } = world
  const week = endOfWeek(today)
  const wanted = (due: LegalDay) =>
    timing === 'late'
      ? due < today && due >= addDays(today, -6)
      : timing === 'today'
        ? due === today
        : due > today && due <= week
  const days = Array.from({ length: 2 * SEARCHED + 1 }, (_, i) => addDays(today, i % 2 ? (i + 1) / 2 : -i / 2))
  const dueOn = (from: LegalDay) => computeDue({ book, rule, from, roll: 'agency', before }).dueOn
  return days.find((day) => wanted(dueOn(day))) ?? days.filter((day) => dueOn(day) >= today).sort()[0]!
}
