/** What happens to a told life beside its own steps: another unit's word, a visit. */
import { encrypt } from '~/lib/crypto.server'
import { dayOf, type LegalDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import type { BaseFacts } from '~/casefile/kind'
import type { Seat } from './accounts'
import { add, append, handOf, instant, type Life, type World } from './story'
import { keepOpen } from './story-tasks'

type Row = Record<string, unknown>

/** What the step of another unit's file writes on this one (signal_case). */
export function told<F extends BaseFacts>(
  world: World,
  life: Life<F>,
  signal: {
    step: string
    state?: string
    own?: Row
    input?: unknown
    seat: Seat
    at: Date
    due?: readonly string[]
    done?: readonly string[]
  },
): void {
  const at = signal.at > life.lastAt ? signal.at : new Date(life.lastAt.getTime() + 1)
  const from = life.file.state
  const state = signal.state ?? from
  const on = dayOf(at)
  Object.assign(life.own, signal.own)
  append(life, {
    step: signal.step,
    fromState: from,
    toState: state,
    input: signal.input ?? {},
    eventOn: on,
    at,
    hand: handOf(signal.seat),
  })
  Object.assign(life.file, { state, version: life.file.version + 1, ...(state === 'closed' && { closed_on: on }) })
  life.facts = life.read(world, life)
  keepOpen(world, life, { due: signal.due ?? [], settled: signal.done ?? [], hand: handOf(signal.seat), at })
}

type Visiting = {
  type: string
  seat: Seat
  on: LegalDay
  reached?: boolean
  note?: string
  place?: string
  present?: string[]
  tags?: string[]
  /** What the kind writes on its own row (its visit effect). */ own?: Row
}

/** Records a visit or contact (recordVisit). */
export function visit<F extends BaseFacts>(world: World, life: Life<F>, given: Visiting): void {
  const { type, seat, on, reached = true } = given
  if (!(type in life.kind.records)) throw new Error(`${life.kind.name} records no ${type}`)
  const at = instant(world, life, on, 10)
  const secret = (text: string) => encrypt(text, `visit:${life.id}`)
  add(life, 'visit', {
    id: uuidv7(),
    type,
    on_day: on,
    reached,
    place: given.place ?? null,
    present: given.present ?? [],
    tags: given.tags ?? [],
    note_enc: given.note ? secret(given.note) : null,
    next_on: null,
    by_post_id: seat.postId,
    by_name: seat.userName,
    created_at: at.toISOString(),
  })
  Object.assign(life.own, given.own)
  append(life, {
    step: `visit.${type}`,
    fromState: life.file.state,
    toState: life.file.state,
    input: { onDay: on, reached: reached ? 'yes' : 'no' },
    eventOn: on,
    at,
    hand: handOf(seat),
  })
  life.facts = life.read(world, life)
  const settled = Object.entries(life.kind.duties).filter(
    ([, duty]) => reached && (duty.record ?? '').split(' ').includes(type),
  )
  keepOpen(world, life, { due: [], settled: settled.map(([code]) => code), hand: handOf(seat), at })
}
