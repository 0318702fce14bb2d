/** Steps of a told life: as act, propose, decide and the worker take them, without a database. */
import { digestOf } from '~/casefile/chain.server'
import { encrypt } from '~/lib/crypto.server'
import type { LegalDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import type { BaseFacts } from '~/casefile/kind'
import type { Seat } from './accounts'
import { add, append, handOf, instant, SYSTEM, type Life, type World } from './story'
import { keepOpen } from './story-tasks'

type Row = Record<string, unknown>

/** What a step does beside changing the state: the pure twin of the kind's effect. */
export type Twin = { own?: Row; scopeKey?: string; ownerPostId?: string | null; residenceCode?: string }
export type TwinContext<F extends BaseFacts, I> = {
  world: World
  life: Life<F>
  input: I
  on: LegalDay
  eventOn: LegalDay
  at: Date
  seat: Seat | null
}
/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- the inputs of one kind's steps have many shapes */
export type Twins<F extends BaseFacts> = Record<string, (context: TwinContext<F, any>) => Twin | void>

type Taking = {
  seat: Seat
  on: LegalDay
  hour?: number
  /** The second hand, and when. */ second?:
    { seat: Seat; on: LegalDay } | 'waiting' | { seat: Seat; on: LegalDay; returned: string }
}

/** Takes a step as act, propose, decide and the worker would. Throws when the kind refuses it. */
export function take<F extends BaseFacts>(
  world: World,
  life: Life<F>,
  twins: Twins<F>,
  step: string,
  raw: Row,
  by: Taking,
): void {
  const decl = life.kind.steps[step]
  if (!decl) throw new Error(`${life.kind.name} has no step ${step}`)
  const fits = decl.from === 'open' ? life.kind.states[life.file.state]!.open : decl.from.includes(life.file.state)
  if (!fits || !decl.roles.includes(by.seat.role)) throw new Error(`${step} from ${life.file.state} by ${by.seat.role}`)
  const input = decl.input.parse(raw) as unknown
  const at = instant(world, life, by.on, by.hour)
  check(world, life, step, input, by.on)
  if (!decl.second) return apply(world, life, twins, { step, input, at, on: by.on, seat: by.seat })
  const { second = 'waiting' } = by
  const id = uuidv7()
  const p = (rule: string) => world.book.rule(rule, by.on).value
  const effectiveOn = decl.effectiveOn?.({ input, facts: life.facts, today: by.on, p }) ?? null
  const proposal: Row = {
    id,
    step,
    state: 'waiting',
    inputs_enc: encrypt(JSON.stringify(input), `proposal:${id}`),
    digest: digestOf(input),
    second_roles: [...decl.second],
    proposed_by: by.seat.postId,
    proposed_user: by.seat.userId,
    proposed_name: by.seat.userName,
    proposed_at: at.toISOString(),
    effective_on: effectiveOn,
  }
  add(life, 'proposal', proposal)
  const event = { fromState: life.file.state, toState: life.file.state }
  append(life, {
    ...event,
    step: `${step}.propose`,
    input: { proposal: id },
    eventOn: by.on,
    at,
    hand: handOf(by.seat),
  })
  if (second === 'waiting') return
  if (!decl.second.includes(second.seat.role) || second.seat.userId === by.seat.userId)
    throw new Error(`${step}: ${second.seat.role} is no second hand`)
  const decidedAt = instant(world, life, second.on, 15)
  Object.assign(proposal, {
    decided_by: second.seat.postId,
    decided_name: second.seat.userName,
    decided_at: decidedAt.toISOString(),
  })
  const signed = { ...event, eventOn: second.on, at: decidedAt, hand: handOf(second.seat) }
  if ('returned' in second) {
    Object.assign(proposal, { state: 'returned', decided_reason: second.returned })
    return append(life, { ...signed, step: `${step}.return`, input: { proposal: id, reason: second.returned } })
  }
  append(life, { ...signed, step: `${step}.decide`, input: { proposal: id, reason: undefined } })
  const later = effectiveOn !== null && effectiveOn > second.on
  if (later && effectiveOn > world.today) return void (proposal.state = 'decided')
  const appliedAt = later ? instant(world, life, effectiveOn, 6) : decidedAt
  Object.assign(proposal, { state: 'done', applied_at: appliedAt.toISOString() })
  apply(world, life, twins, {
    step,
    input,
    at: appliedAt,
    on: later ? effectiveOn : second.on,
    seat: later ? null : second.seat,
    ...(later && { eventOn: effectiveOn }),
  })
}

/** A step that the worker takes on its legal day. */
export function bySystem<F extends BaseFacts>(
  world: World,
  life: Life<F>,
  twins: Twins<F>,
  step: string,
  { input: raw, on }: { input: Row; on: LegalDay },
): void {
  const decl = life.kind.steps[step]!
  if (decl.by !== 'system' || !decl.from.includes(life.file.state)) throw new Error(`${step} from ${life.file.state}`)
  const at = instant(world, life, on, 6)
  apply(world, life, twins, { step, input: decl.input.parse(raw) as unknown, at, on, seat: null })
}

function check<F extends BaseFacts>(world: World, life: Life<F>, step: string, input: unknown, on: LegalDay): void {
  const p = (rule: string) => world.book.rule(rule, on).value
  const complaint = life.kind.steps[step]!.check?.({ input, facts: life.facts, today: on, p })
  if (complaint) throw new Error(`${step}: ${JSON.stringify(complaint)}`)
}

type Doing = { step: string; input: unknown; at: Date; on: LegalDay; seat: Seat | null; eventOn?: LegalDay }

/** State, effect, event and duties of a step that is allowed (applyStep). */
function apply<F extends BaseFacts>(
  world: World,
  life: Life<F>,
  twins: Twins<F>,
  { step, input, at, on, seat, eventOn: legal }: Doing,
): void {
  const decl = life.kind.steps[step]!
  const { file } = life
  const eventOn = legal ?? decl.eventOn?.(input) ?? on
  const before = {
    file: {
      state: file.state,
      scopeKey: file.scope_key,
      ownerPostId: file.owner_post_id,
      residenceCode: file.residence_code,
      closedOn: file.closed_on,
    },
    own: { ...life.own },
  }
  const from = file.state
  const twin = twins[step]?.({ world, life, input, on, eventOn, at, seat }) ?? {}
  const state = decl.to === 'same' ? from : decl.to
  const moved = twin.scopeKey !== undefined && twin.scopeKey !== file.scope_key
  if (moved || twin.ownerPostId !== undefined) file.assigned_on = on
  if (moved) file.owner_post_id = null
  if (twin.ownerPostId !== undefined) file.owner_post_id = twin.ownerPostId
  file.closed_on = life.kind.states[state]!.open ? null : (file.closed_on ?? eventOn)
  Object.assign(file, {
    state,
    version: file.version + 1,
    scope_key: twin.scopeKey ?? file.scope_key,
    residence_code: twin.residenceCode ?? file.residence_code,
  })
  Object.assign(life.own, twin.own)
  const hand = seat ? handOf(seat) : SYSTEM
  append(life, { step, fromState: from, toState: state, input: { input, before }, eventOn, at, hand })
  life.facts = life.read(world, life)
  keepOpen(world, life, { due: decl.due ?? [], settled: decl.settles ?? [], hand, at })
}
