/** Help as it goes on: the open duties of a file are done one after the other, a few days before they are due. */
import { addDays, type LegalDay } from '~/lib/dates'
import type { Journey } from './handoff-road'
import { CALLS, MEETINGS, RECHECKS, TALKS, VISITS } from './handoff-texts'
import { handoffTwins } from './handoff-twins'
import { visited } from './twins-help'
import { take } from './story-steps'
import { visit } from './story-events'
import { workday } from './workdays'

type Doing = (j: Journey, on: LegalDay) => void

const record = (
  j: Journey,
  type: string,
  on: LegalDay,
  note: string,
  more: { reached?: boolean; place?: string; tags?: string[] } = {},
) =>
  visit(j.world, j.life, {
    type,
    seat: j.cast.tj,
    on,
    note,
    ...more,
    own: more.reached === false ? {} : visited(j.life, type, on),
  })

/** A contact of one of the usual ways, by turns. */
export const contact: Doing = (j, on) => {
  const way = j.life.facts.contactsMade % 3
  if (way === 0)
    record(j, 'visit', on, j.rng.pick(VISITS), {
      place: `${j.cast.town.name}住处`,
      tags: j.rng.pick([['service'], ['warmth'], ['law'], ['service', 'safety']]),
    })
  else if (way === 1) record(j, 'call', on, j.rng.pick(CALLS))
  else record(j, 'talk', on, j.rng.pick(TALKS), { place: `${j.cast.town.name}司法所` })
}

/** An attempt that reached nobody. */
export const attempt = (j: Journey, on: LegalDay, type = 'call'): void =>
  record(j, type, on, '电话无人接听，已托村干部转告。', { reached: false })

const recheck: Doing = (j, on) =>
  take(
    j.world,
    j.life,
    handoffTwins,
    'recheck_placement',
    { onDay: on, stands: 'yes', how: j.rng.pick(RECHECKS) },
    { seat: j.cast.tj, on },
  )
const review: Doing = (j, on) => {
  const level =
    j.life.facts.supportLevel === 'A'
      ? 'B'
      : j.life.facts.supportLevel === 'B' && j.rng.chance(40)
        ? 'C'
        : j.life.facts.supportLevel
  take(
    j.world,
    j.life,
    handoffTwins,
    'review_level',
    { supportLevel: level, onDay: on, reason: '半年复评，生活和就业稳定。' },
    { seat: j.cast.tj, on },
  )
}
const screen: Doing = (j, on) =>
  take(
    j.world,
    j.life,
    handoffTwins,
    'screen_benefits',
    {
      onDay: on,
      needs: j.needs,
      insuranceStatus: j.rng.pick([
        ['medical_resident', 'pension_resident'],
        ['medical_resident'],
        ['medical_city', 'pension_city'],
      ]),
    },
    { seat: j.cast.tj, on },
  )
const closeMeasure: Doing = (j, on) => {
  const measure = (j.life.rows.handoff_measure ?? [])
    .filter((row) => row.result_on === null)
    .sort((a, b) => ((a.referred_on as string) < (b.referred_on as string) ? -1 : 1))[0]!
  take(
    j.world,
    j.life,
    handoffTwins,
    'close_measure',
    { measureId: measure.id, result: '已办结，本人知晓。', resultOn: on },
    { seat: j.cast.tj, on },
  )
}

const WORK: Record<string, Doing> = {
  contact,
  placement_recheck: recheck,
  level_review: review,
  benefit_screen: screen,
  measure_result: closeMeasure,
  group_meeting: (j, on) =>
    record(j, 'group_meeting', on, j.rng.pick(MEETINGS), { place: `${j.cast.town.name}司法所` }),
  unreachable_recheck: (j, on) => record(j, 'recheck', on, '再次电话和上门，仍未联系上。', { reached: false }),
}

/** The duties that periodic work fulfils. */
export const PERIODIC = Object.keys(WORK)

/**
 * Does what falls due, each duty up to `lead` days before its day, until the day `until` (exclusive). Duties named in
 * `leave` are left open from the day `leaveFrom` on: they become due, and late.
 */
export function keepUp(
  j: Journey,
  until: LegalDay,
  options: { lead?: number; leave?: readonly string[]; leaveFrom?: LegalDay } = {},
): void {
  const { lead = 6, leave = [], leaveFrom = '0000-00-00' } = options
  for (let turns = 0; turns < 400; turns++) {
    const { life, world, rng } = j
    const next = life.tasks
      .filter(
        (task) =>
          task.done_at === null && task.code in WORK && !(leave.includes(task.code) && task.due_on >= leaveFrom),
      )
      .sort((a, b) => (a.due_on < b.due_on ? -1 : a.due_on > b.due_on ? 1 : 0))[0]
    if (!next) return
    const planned = addDays(next.due_on, -rng.below(lead + 1))
    const begun = addDays(next.trigger_on, 1)
    const last = life.rows.case_event!.at(-1)!.event_on as LegalDay
    let on = workday(world, planned < begun ? begun : planned)
    if (on > next.due_on) on = next.due_on
    if (on < last) on = last
    if (on >= until) return
    WORK[next.code]!(j, on)
  }
}
