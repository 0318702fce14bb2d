/**
 * How a file's life is told for the demo: the kind's own steps, checks and deadlines, without a database. A step that the
 * kind would refuse throws; so a seeded file can only be one that people could have made.
 */
import type { Role } from '~/access/roles'
import { digestOf, eventRow } from '~/casefile/chain.server'
import type { RuleBook } from '~/casefile/deadlines/rule-book'
import type { Hand } from '~/casefile/domain'
import type { BaseFacts, Kind } from '~/casefile/kind'
import { searchKeys } from '~/casefile/search-keys.server'
import { encrypt, mac } from '~/lib/crypto.server'
import { addDays, dayOf, type LegalDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { nameKeys } from '~/people/pinyin.server'
import type { Seat } from './accounts'
import type { Rows } from './owner'
import type { DemoPerson } from './people'
import { keepOpen, type SeedTask } from './story-tasks'

type Row = Record<string, unknown>

/** What all lives share: rules, the clock, people at their desks, numbers given so far. */
export type World = {
  book: RuleBook
  now: Date
  today: LegalDay
  seats: readonly Seat[]
  numbers: Map<string, number>
}

export type Read<F extends BaseFacts> = (world: World, life: Life<F>) => F

export type Life<F extends BaseFacts = BaseFacts> = {
  kind: Kind<F>
  id: string
  file: Row & {
    scope_key: string
    state: string
    case_no: string
    neutral_no: string
    file_token: string
    version: number
    chain_seq: number
    chain_hash: string
  }
  person: Row
  own: Row
  facts: F
  /** The facts of the rows as they are now: the pure twin of the domain's own reading. */
  read: Read<F>
  tasks: SeedTask[]
  /** Child rows but tasks; scope_key is the final one, set when written. */
  rows: Rows
  lastAt: Date
}

export const SYSTEM: Hand = { actor: null, postId: null, name: '系统', unitCode: null, unitName: null }

export const handOf = (seat: Seat): Hand => ({
  actor: null,
  postId: seat.postId,
  name: seat.userName,
  unitCode: seat.unit,
  unitName: seat.unitName,
})

/** The first post of this role at a unit. Throws when the demo city has none there. */
export function seatAt(world: World, role: Role, unit: string): Seat {
  const seat = world.seats.find((one) => one.role === role && one.unit === unit)
  if (!seat) throw new Error(`nobody is ${role} at ${unit}`)
  return seat
}

/** The instant of the next act on a file: on that day in office hours, after the last one, never after now. */
function instant(world: World, life: { lastAt: Date } | null, on: LegalDay, hour = 9): Date {
  let at = new Date(`${on}T${String(hour).padStart(2, '0')}:10:00+08:00`)
  if (life && at <= life.lastAt) at = new Date(life.lastAt.getTime() + 11 * 60_000)
  if (at > world.now) at = life && life.lastAt >= world.now ? new Date(life.lastAt.getTime() + 1) : world.now
  return at
}

function number(world: World, series: string): number {
  const next = (world.numbers.get(series) ?? 0) + 1
  world.numbers.set(series, next)
  return next
}

/** The county of a scope key, for numbers (as open.server does). */
const seatOf = (scopeKey: string) => scopeKey.split('-')[0]!.slice(0, 6).padEnd(6, '0')

export type Opening<F extends BaseFacts> = {
  step: string
  state: string
  seat: Seat
  on: LegalDay
  /** The instant, when it is another file's (a notice and what it delivers). */
  at?: Date
  /** Day of the event in law, when it is not the day of the entry. */
  eventOn?: LegalDay
  scopeKey: string
  person: DemoPerson & { personId?: string }
  own: Row
  /** Rows of child tables that are there from the first day (offence). */
  rows?: Rows
  read: Read<F>
  due: readonly string[]
  input: unknown
  hujiCode: string
  residenceCode: string | null
  ownerPostId?: string | null
  lawfulBasis?: string
}

/** Opens a file, as openCases does. */
export function open<F extends BaseFacts>(world: World, kind: Kind<F>, given: Opening<F>): Life<F> {
  const id = uuidv7()
  const year = given.on.slice(0, 4)
  const code = seatOf(given.scopeKey)
  const { person, scopeKey } = given
  if (!kind.entry.includes(given.state)) throw new Error(`${kind.name} does not begin in ${given.state}`)
  const order = number(world, `${kind.prefix}-${code}-${year}`)
  const at = given.at ?? instant(world, null, given.on, 8 + (order % 9))
  const caseNo = `${kind.prefix}-${code}-${year}-${String(order).padStart(5, '0')}`
  const neutralNo = `T-${code}-${year}-${String(number(world, `T-${code}-${year}`)).padStart(6, '0')}`
  const fileToken = mac(id, 'seed.file_token').slice(0, 16)
  const keys = nameKeys(person.name)
  const event = eventRow(
    { id, kind: kind.name, scopeKey, fileToken, chainSeq: 0, chainHash: '' },
    {
      step: given.step,
      fromState: null,
      toState: given.state,
      input: given.input,
      eventOn: given.eventOn ?? given.on,
      at,
      hand: handOf(given.seat),
    },
  )
  const personId = person.personId ?? uuidv7()
  const life: Life<F> = {
    kind,
    id,
    file: {
      id,
      kind: kind.name,
      scope_key: scopeKey,
      state: given.state,
      version: 1,
      case_no: caseNo,
      neutral_no: neutralNo,
      file_token: fileToken,
      person_id: personId,
      name: person.name,
      pinyin: keys.pinyin,
      initials: keys.initials,
      sex: person.sex,
      birth_on: person.birthOn,
      huji_code: given.hujiCode,
      residence_code: given.residenceCode,
      opened_on: given.on,
      closed_on: null,
      owner_post_id: given.ownerPostId ?? null,
      assigned_on: given.on,
      lawful_basis: given.lawfulBasis ?? 'statutory_duty',
      chain_seq: 1,
      chain_hash: event.hash,
    },
    person: {
      id: personId,
      id_type: 'resident',
      id_mac: mac(person.idNo, 'person.id_no'),
      id_enc: encrypt(person.idNo, 'person.id_no'),
      no_id_reason: null,
      name: person.name,
      pinyin: keys.pinyin,
      sex: person.sex,
      birth_on: person.birthOn,
    },
    own: given.own,
    facts: {} as F,
    read: given.read,
    tasks: [],
    rows: { ...given.rows, case_event: [event], case_key: searchKeys(person, caseNo).map((key) => ({ key })) },
    lastAt: at,
  }
  life.facts = life.read(world, life)
  addContact(life, 'phone', null, null, person.phone)
  addContact(life, 'address', null, null, person.address)
  keepOpen(world, life, { due: given.due, settled: [], hand: handOf(given.seat), at })
  return life
}

/** Adds a row of a child table; case_id, kind and scope_key are set when it is written. */
export const add = (life: { rows: Rows }, table: string, row: Row): void => void (life.rows[table] ??= []).push(row)

/** A telephone number or address of the person or of a relative, encrypted as the spine does. */
export function addContact<F extends BaseFacts>(
  life: Life<F>,
  what: string,
  relation: string | null,
  name: string | null,
  value: string,
): void {
  const secret = (text: string) => encrypt(text, `contact:${life.id}`)
  ;(life.rows.case_contact ??= []).push({
    id: uuidv7(),
    what,
    relation,
    name_enc: name && secret(name),
    value_enc: secret(value),
    added_at: life.lastAt.toISOString(),
  })
}

type Happening = {
  step: string
  fromState: string
  toState: string
  input: unknown
  eventOn: LegalDay
  at: Date
  hand: Hand
}

function append<F extends BaseFacts>(life: Life<F>, event: Happening): void {
  const { file } = life
  const row = eventRow(
    {
      id: life.id,
      kind: life.kind.name,
      scopeKey: file.scope_key,
      fileToken: file.file_token,
      chainSeq: file.chain_seq,
      chainHash: file.chain_hash,
    },
    event,
  )
  life.rows.case_event!.push(row)
  Object.assign(file, { chain_seq: row.seq, chain_hash: row.hash })
  life.lastAt = event.at
}

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

/** A day that is not after today. */
export const notAhead = (world: World, day: LegalDay): LegalDay => (day > world.today ? world.today : day)
/** A working-week day on or after the given one (Saturday and Sunday move to Monday), not after today. */
export function workday(world: World, day: LegalDay): LegalDay {
  const index = new Date(`${day}T12:00:00+08:00`).getUTCDay()
  return notAhead(world, index === 6 ? addDays(day, 2) : index === 0 ? addDays(day, 1) : day)
}
