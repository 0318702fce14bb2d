/**
 * How a file's life is told for the demo: the kind's own steps, checks and deadlines, without a database. A step that the
 * kind would refuse throws; so a seeded file can only be one that people could have made.
 */
import type { Role } from '~/access/roles'
import { eventRow } from '~/casefile/chain.server'
import type { Due } from '~/casefile/deadlines/compute'
import type { RuleBook } from '~/casefile/deadlines/rule-book'
import type { Hand } from '~/casefile/domain'
import type { BaseFacts, Kind } from '~/casefile/kind'
import { searchKeys } from '~/casefile/search-keys.server'
import { encrypt, mac } from '~/lib/crypto.server'
import type { LegalDay } from '~/lib/dates'
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
  /** Clocks reckoned so far, by kind, duty, rule and trigger. */
  clocks: Map<string, Due>
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
  /** Step → the last day it was taken. */
  marks: Map<string, LegalDay>
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
export function instant(world: World, life: { lastAt: Date } | null, on: LegalDay, hour = 9): Date {
  const at = new Date(`${on}T${String(hour).padStart(2, '0')}:10:00+08:00`)
  const next = life && at <= life.lastAt ? new Date(life.lastAt.getTime() + 11 * 60_000) : at
  if (next < world.now) return next
  const since = life?.lastAt.getTime() ?? world.now.getTime() - 3_600_000
  return new Date(Math.floor((since + world.now.getTime()) / 2))
}

export function number(world: World, series: string): number {
  const next = (world.numbers.get(series) ?? 0) + 1
  world.numbers.set(series, next)
  return next
}

/** The county of a scope key, for numbers (as open.server does). */
const seatOf = (scopeKey: string) => scopeKey.split('-')[0]!.slice(0, 6).padEnd(6, '0')

export type Opening<F extends BaseFacts> = {
  /** The id, when its rows are sealed for it already. */
  id?: string
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
  const id = given.id ?? uuidv7()
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
    marks: new Map([[given.step, given.eventOn ?? given.on]]),
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

export type Happening = {
  step: string
  fromState: string
  toState: string
  input: unknown
  eventOn: LegalDay
  at: Date
  hand: Hand
}

/** Appends an event to the chain of a life. */
export function append<F extends BaseFacts>(life: Life<F>, event: Happening): void {
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
  const known = life.marks.get(event.step)
  if (!known || event.eventOn > known) life.marks.set(event.step, event.eventOn)
  life.lastAt = event.at
}
