/** What a justice office of the demo has on its list: every state it meets, duties late, due today and this week. */
import { addDays } from '~/lib/dates'
import { lifted, walkIn } from './handoff-ends'
import { decline, entrust, register, startHelp } from './handoff-help'
import { noShow, type Journey } from './handoff-road'
import { travel } from './travel'
import { handoffTwins } from './handoff-twins'
import { attempt, keepUp } from './handoff-work'
import { back, helped } from './helped'
import type { Place } from './places'
import { refer, type ReferralState } from './referrals'
import { take } from './story-steps'
import { begin, type Teller } from './teller'
import { TIMINGS, triggerFor, type Timing } from './triggers'
import { workday } from './workdays'

type Plot = (teller: Teller, town: Place, timing: Timing) => void

/** Duties of the town, one plot each; by turns late, today, this week. */
const townPlots: Plot[] = [
  (t, town, timing) =>
    travel(
      begin(t, { town, noticeOn: back(t, 35), releaseDueOn: triggerFor(t.world, 'D1.pickup_plan', timing, true) }),
      'verified',
    ),
  (t, town, timing) =>
    travel(
      begin(t, {
        town,
        prison: true,
        noticeOn: back(t, 45),
        releaseDueOn: triggerFor(t.world, 'D1.release_day', timing),
        keyCategory: ['no_kin'],
      }),
      'prepared',
    ),
  (t, town, timing) => {
    const on = triggerFor(t.world, 'D1.register', timing)
    travel(begin(t, { town, prison: true, noticeOn: addDays(on, -50), releaseDueOn: on }), 'handed_over')
  },
  (t, town, timing) => {
    const on = triggerFor(t.world, 'D1.agreement', timing)
    const j = begin(t, { town, noticeOn: addDays(on, -55), releaseDueOn: addDays(on, -3) })
    travel(j, 'handed_over')
    register(j, on)
  },
  (t, town, timing) => {
    const on = triggerFor(t.world, 'D1.contact_first', timing)
    const j = begin(t, { town, noticeOn: addDays(on, -70), releaseDueOn: addDays(on, -14), level: 'B' })
    travel(j, 'handed_over')
    register(j, addDays(on, -11))
    startHelp(j, on)
    keepUp(j, t.world.today, { leave: ['contact'] })
  },
]

/** One office: every state that a town sees, proposals for its head, referrals. */
export function officePlots(teller: Teller, town: Place, index: number): void {
  const { world } = teller
  townPlots.forEach((plot, i) => plot(teller, town, TIMINGS[(index + i) % TIMINGS.length]!))
  const yesterday = addDays(world.today, -1)
  const missing = begin(teller, {
    town,
    prison: true,
    noticeOn: back(teller, 50),
    releaseDueOn: yesterday,
    keyCategory: [],
  })
  travel(missing, 'prepared')
  noShow(missing, yesterday)
  const waiting = begin(teller, {
    town,
    noticeOn: back(teller, 25),
    releaseDueOn: addDays(world.today, 18),
    keyCategory: [],
  })
  travel(waiting, 'prepared')
  const files = [26, 15, 9, 5].map((months, i) =>
    helped(teller, town, months, { leave: i === 1 ? ['contact', 'placement_recheck'] : [] }),
  )
  refuse(teller, town)
  const [first, second, third] = files as [Journey, Journey, Journey]
  entrust(first, back(teller, 2), 'waiting')
  referrals(teller, [third, files[3]!, second], index)
  if (index % 3 === 0) entrust(helped(teller, town, 12), back(teller, 20), back(teller, 18))
  if (index % 3 === 1) lose(teller, town)
  if (index % 3 === 2)
    entrust(helped(teller, town, 11), back(teller, 15), { on: back(teller, 14), returned: '请补充外出地居住证明。' })
  // Came from the county, given to the worker by the head.
  const given = begin(teller, {
    town,
    prison: true,
    noticeOn: back(teller, 12),
    releaseDueOn: addDays(world.today, 40),
  })
  travel(given, 'verified')
  take(
    world,
    given.life,
    handoffTwins,
    'assign',
    { ownerPostId: given.cast.tj.postId },
    { seat: given.cast.th, on: back(teller, 1) },
  )
  walkIn(teller, { town }, back(teller, 3))
  lifted(teller, { town }, back(teller, 6))
}

function refuse(teller: Teller, town: Place): void {
  const releaseDueOn = addDays(teller.world.today, -140)
  const j = begin(teller, { town, noticeOn: addDays(releaseDueOn, -40), releaseDueOn })
  decline(j, workday(teller.world, addDays(travel(j, 'registered'), 4)))
}

function lose(teller: Teller, town: Place): void {
  const { world } = teller
  const j = begin(teller, { town, noticeOn: back(teller, 520), releaseDueOn: back(teller, 470) })
  travel(j, 'in_help')
  keepUp(j, back(teller, 180))
  for (const days of [120, 100, 80]) attempt(j, back(teller, days))
  take(
    world,
    j.life,
    handoffTwins,
    'unreachable',
    { onDay: back(teller, 75), note: '三次联系未果，家属称外出务工，号码已停机。' },
    { seat: j.cast.tj, on: back(teller, 75) },
  )
}

const STATES: ReferralState[] = ['sent', 'accepted', 'returned', 'answered']

/** Each office sends to the labour bureau, its civil window and the halfway house; late, waiting and answered. */
function referrals(teller: Teller, files: Journey[], index: number): void {
  const { world } = teller
  const [a, b, c] = files as [Journey, Journey, Journey]
  const { county, town } = a.cast
  const seat = (role: 'HR' | 'CC' | 'HM', unit: string) =>
    world.seats.find((one) => one.role === role && one.unit === unit)
  const state = (i: number) => STATES[(index + i) % STATES.length]!
  const more = (by: ReturnType<typeof seat>, ago: number) => ({ ...(by && { by }), answeredOn: back(teller, ago) })
  refer(teller, a, {
    type: 'job',
    toKey: `${county}-HR1`,
    on: back(teller, 25),
    state: state(1),
    ...more(seat('HR', `${county}-HR1`), 15),
  })
  refer(teller, b, {
    type: 'training',
    toKey: `${county}-HR1`,
    on: back(teller, 8),
    state: state(2),
    ...more(seat('HR', `${county}-HR1`), 5),
  })
  refer(teller, c, {
    type: 'temp_relief',
    toKey: `${town.code}-CW1`,
    on: back(teller, 7),
    state: state(0),
    ...more(seat('CC', `${town.code}-CW1`), 4),
  })
  refer(teller, b, {
    type: 'halfway_bed',
    toKey: '3407-HH1',
    on: back(teller, 3),
    state: state(3),
    ...more(seat('HM', '3407-HH1'), 2),
  })
  if (index % 3 === 0)
    refer(teller, a, { type: 'legal_aid', toKey: `${county}-JB1`, on: back(teller, 2), state: 'sent' })
}
