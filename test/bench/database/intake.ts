/** Matters at the windows (一口受理) of one county: a quarter of the bench's files, half of them at one window. */
import { encrypt } from '~/lib/crypto.server'
import type { LegalDay } from '~/lib/dates'
import { matters } from '~/domains/window/terms'
import { TOWNS } from '../../../prisma/seed/places'
import { makeRng } from '../../../prisma/seed/people'
import { columns } from './copy'
import { COUNTY } from './plots'
import type { Rows } from './rows'
import { SPINE_TABLES, makeDays, spineMaker, type Due } from './spine'

export const COUNTY_TOWNS = TOWNS.map(({ code }) => code).filter((code) => code.startsWith(COUNTY))
/** The largest window, and the dispatchers of the county. */
export const WINDOW = `${COUNTY_TOWNS[0]}-CW1`
export const PLATFORM = `${COUNTY}-GO1`
const SHARE = 0.25
const WINDOW_PERCENT = 52

export const INTAKE_TABLES: Record<string, readonly string[]> = {
  ...SPINE_TABLES,
  intake_file: columns(`
    case_id kind scope_key channel matter urgency summary_enc reply_channel received_on clock_on reply_due_on routed_on
    state main_unit accepted_on replied_on reply_enc replied_unit close_due_on satisfaction feedback_on`),
}

const ROAD = [
  ['receive', 'received'],
  ['route', 'routed'],
  ['unit_accept', 'accepted'],
  ['unit_reply', 'replied'],
  ['close', 'closed'],
] as const
const reply = { code: 'reply', role: 'DP', rule: 'X.intake_reply', days: [-2, 20] } as const
/** How far along the road, of 100; the rest is closed. */
const STAGES: readonly { done: number; percent: number; due: Due }[] = [
  { done: 1, percent: 2, due: { code: 'dispatch', role: 'DP', rule: 'X.intake_dispatch', days: [-1, 2] } },
  { done: 2, percent: 2, due: reply },
  { done: 3, percent: 6, due: reply },
  { done: 4, percent: 4, due: { code: 'feedback', role: 'IC', rule: 'X.intake_reopen', days: [-1, 15] } },
]
const HANDLERS = ['CA', 'HR', 'EB', 'JB'].map((letters) => `${COUNTY}-${letters}1`)

/** What is asked for most, and what cannot wait, of which there are few: one in 500. */
const all = Object.entries(matters)
const urgent = all.filter(([, matter]) => 'immediate' in matter).map(([code]) => code)
const common = all.filter(([, matter]) => !('immediate' in matter)).map(([code]) => code)

/** The rows of each matter, of a bench of so many files. */
export function* intakeRows(files: number, today: LegalDay): Generator<Rows> {
  const rng = makeRng(44_01)
  const { day, within } = makeDays(rng, today)
  const make = spineMaker(rng, today)
  const sealed = encrypt('来电咨询办理条件和所需材料。', 'intake')
  for (let n = 1; n <= Math.round(files * SHARE); n++) {
    let roll = rng.below(100)
    const stage = STAGES.find(({ percent }) => (roll -= percent) < 0)
    const done = stage?.done ?? ROAD.length
    const opened = -(stage ? within(0, 30) : within(31, 1500))
    const town = rng.chance(WINDOW_PERCENT) ? COUNTY_TOWNS[0]! : rng.pick(COUNTY_TOWNS.slice(1))
    const cannotWait = rng.below(500) === 0
    const matter = rng.pick(cannotWait ? urgent : common)
    const unit = done > 1 ? rng.pick(HANDLERS) : null
    const after = (days: number) => day(Math.min(0, opened + days))
    const { rows, add, child } = make(n, {
      ...{ kind: 'intake', series: 'SL', unit: { code: `${town}-CW1`, town } },
      ...{ steps: ROAD.slice(0, done), opened, due: stage?.due, ended: !stage },
    })
    add('intake_file', {
      ...{
        ...child,
        state: rows.case_file![0]!.state!,
        channel: rng.pick(['window', 'phone', 'online']),
        matter,
        summary_enc: sealed,
      },
      ...{ urgency: cannotWait ? 'immediate' : 'normal', reply_channel: 'phone' },
      ...{ received_on: after(0), clock_on: after(0), reply_due_on: day(opened + 14) },
      ...{ routed_on: done > 1 ? after(1) : null, main_unit: unit, accepted_on: done > 2 ? after(2) : null },
      ...{ replied_on: done > 3 ? after(6) : null, reply_enc: done > 3 ? sealed : null },
      ...{ replied_unit: done > 3 ? unit : null, close_due_on: done > 3 ? day(opened + 21) : null },
      ...{ satisfaction: done > 4 ? 'satisfied' : null, feedback_on: done > 4 ? after(10) : null },
    })
    yield rows
  }
}
