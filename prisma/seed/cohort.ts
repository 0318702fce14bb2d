/** SR-01: one county, three years, 162 people received; 159 placed and helped, none convicted again. */
import { addDays, addMonths, daysBetween } from '~/lib/dates'
import { attempt, keepUp } from './handoff-work'
import { decline } from './handoff-help'
import { travel } from './travel'
import { handoffTwins } from './handoff-twins'
import { makeRng } from './people'
import { COHORT_COUNTY, TOWNS } from './places'
import { type World } from './story'
import { take } from './story-steps'
import { begin, makeTeller, type Teller } from './teller'
import { workday } from './workdays'

export const COHORT_SIZE = 162
export const COHORT_MONTHS = 36
/** Which of them, oldest first: refused help; helped without a placement so far; out of touch. */
const DECLINED = 47
const UNPLACED = 120
const LOST = 25

/** The last reception lies so far back that its help has begun. */
const SETTLED_DAYS = 32

/** The cohort, oldest reception first. The same seed and day give the same people. */
export function generateCohort(world: World, seed = 162): Teller {
  const rng = makeRng(seed)
  const teller = makeTeller(world, rng, 1000)
  const towns = TOWNS.filter((town) => town.code.startsWith(COHORT_COUNTY))
  const first = addDays(addMonths(world.today, -COHORT_MONTHS), 2)
  const span = daysBetween(first, addDays(world.today, -SETTLED_DAYS))
  for (let i = 0; i < COHORT_SIZE; i++) {
    const releaseDueOn = addDays(first, Math.floor((span * i) / (COHORT_SIZE - 1)))
    const j = begin(teller, {
      town: towns[(i * 7) % towns.length]!,
      noticeOn: addDays(releaseDueOn, -(38 + rng.below(25))),
      releaseDueOn,
      ...(i === UNPLACED ? { placement: 'unplaced' as const } : {}),
    })
    if (i === DECLINED) {
      decline(j, workday(world, addDays(travel(j, 'registered'), 5)))
      continue
    }
    travel(j, 'in_help')
    if (i === LOST) {
      keepUp(j, addDays(world.today, -330))
      for (const ago of [270, 255, 235]) attempt(j, addDays(world.today, -ago))
      take(
        world,
        j.life,
        handoffTwins,
        'unreachable',
        { onDay: addDays(world.today, -230), note: '三次电话和一次上门均未联系上，家属也不知去向。' },
        { seat: j.cast.tj, on: addDays(world.today, -230) },
      )
      continue
    }
    // Contacts and placements are kept up; now and then a meeting or a review is late.
    const leave = i % 9 === 0 ? ['group_meeting', 'level_review'] : []
    keepUp(j, world.today, { leave, leaveFrom: addDays(world.today, -20) })
  }
  return teller
}
