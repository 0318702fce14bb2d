/** A journey from the notice on, in the usual time. */
import { addDays, type LegalDay } from '~/lib/dates'
import { register, startHelp } from './handoff-help'
import { handOver, prepare, verify, type Journey } from './handoff-road'
import { workday } from './workdays'

/** The steps up to `to`, in the usual time; gives the day of the last one. Days after today are not reached. */
export function travel(j: Journey, to: 'verified' | 'prepared' | 'handed_over' | 'registered' | 'in_help'): LegalDay {
  const { world, rng } = j
  const day = (from: LegalDay, n: number) => workday(world, addDays(from, n))
  let on = day(j.noticeOn, 3 + rng.below(7))
  verify(j, on)
  if (to === 'verified') return on
  on = day(on, 3 + rng.below(5))
  prepare(j, on)
  if (to === 'prepared') return on
  on = j.releaseDueOn
  handOver(j, on)
  if (to === 'handed_over') return on
  on = day(on, 2 + rng.below(2))
  register(j, on)
  if (to === 'registered') return on
  on = day(on, 4 + rng.below(6))
  startHelp(j, on)
  return on
}
