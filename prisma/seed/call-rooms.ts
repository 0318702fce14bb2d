/**
 * The call rooms of the demo's schools (亲情通话室): what the guardians agreed to, the weekly slots, a school year of calls, and
 * the bookings of this week and the next. Nothing of what was said.
 */
import { instantAt, mondayOf, remindOn, weekdayNumber } from '~/domains/children/contact/rules'
import type { CallWay } from '~/domains/children/contact/terms'
import { termOf } from '~/domains/children/rules'
import { encrypt, sm3 } from '~/lib/crypto.server'
import { addDays, addMonths, daysBetween, type LegalDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { consentTexts, CURRENT_TEXT, type ConsentScope } from '~/people/consent-terms'
import type { Told } from './children'
import { makeRng, type Rng } from './people'
import { add, append, handOf, instant } from './story'
import { beside, type Teller } from './teller'

/** Something that comes between a child's own steps on its day. */
export type Happening = { on: LegalDay; tell: () => void }

/** After lessons on two days, and on the evening before the week begins, when those who board are back. */
const WEEKLY: [weekday: number, from: string, to: string, places: number][] = [
  [3, '16:40', '17:10', 6],
  [5, '16:40', '17:10', 6],
  [7, '18:30', '19:00', 8],
]
/** A child's turn comes every so many weeks. */
const EVERY = 3
/** So far ahead calls are booked, in days. */
const BOOKED = 13
const MOODS = ['开心', '说完笑了', '有些想家，老师陪了一会儿', '平静']
const MISSED = ['no_answer', 'no_answer', 'busy', 'line', 'child_absent']
const CANCELLED = ['parent_asked', 'parent_asked', 'school', 'child_wish']
const PARTIES = [['mother'], ['mother'], ['father'], ['father', 'mother'], ['mother', 'sibling']]

type Slot = { id: string; weekday: number; from: string; to: string; places: number }
type Rooms = { slots: Map<string, Slot[]>; taken: Map<string, number>; callers: [Told, number][]; rng: Rng }
const known = new WeakMap<Teller, Rooms>()

function roomsOf(teller: Teller): Rooms {
  const rooms = known.get(teller) ?? { slots: new Map(), taken: new Map(), callers: [], rng: makeRng(1640) }
  known.set(teller, rooms)
  return rooms
}

/** The slots of the child's school; set by its moral-education officer as the school year of a year ago began. */
function slotsOf({ teller, around }: Told): Slot[] {
  const { slots } = roomsOf(teller)
  const present = slots.get(around.sp.unit)
  if (present) return present
  const { book, today } = teller.world
  const since = termOf(addMonths(today, -12), (rule) => book.rule(rule, today).value).from
  const made = WEEKLY.map(([weekday, from, to, places]) => ({ id: uuidv7(), weekday, from, to, places }))
  slots.set(around.sp.unit, made)
  for (const { id, weekday, from, to, places } of made)
    beside(teller, 'call_slot', {
      id,
      school_code: around.sp.unit,
      weekday,
      from_time: from,
      to_time: to,
      places,
      ways: ['phone', 'video'],
      from_on: since,
      ended_on: null,
      made_by: around.sp.postId,
      made_name: around.sp.userName,
      made_at: `${since}T08:00:00+08:00`,
    })
  return made
}

/** What the guardian of the n-th child of a school agrees to; one in ten agrees to nothing, one in five not to be seen. */
export function agreedTo(n: number): ConsentScope[] {
  if (n % 10 === 3) return []
  return ['call', ...(n % 5 === 1 ? [] : ['video_call' as const]), ...(n % 4 === 0 ? ['pairing' as const] : [])]
}

/** The consent signed by a guardian, on the file. Gives its id. */
export function guardianAgrees({ life }: Told, signer: string, scope: ConsentScope[], on: LegalDay): string {
  const id = uuidv7()
  add(life, 'consent', {
    id,
    signer,
    capacity: 'guardian',
    scope,
    recipients: scope.includes('pairing') ? ['school', 'pair_helper'] : ['school'],
    text_version: CURRENT_TEXT,
    text_hash: sm3(consentTexts[CURRENT_TEXT]!),
    method: 'paper',
    signed_on: on,
    withdrawn_on: null,
    kept_at: '村委会档案柜',
  })
  return id
}

/** Weeks when there is school, by the day of the year. */
const atSchool = (day: LegalDay): boolean => {
  const date = day.slice(5)
  return date >= '09-01' || date <= '01-20' || (date >= '02-24' && date <= '06-30')
}

/** The turns of the n-th child in `from` ≤ day ≤ `until`. */
function turns(told: Told, n: number, from: LegalDay, until: LegalDay): { day: LegalDay; slot: Slot }[] {
  const found: { day: LegalDay; slot: Slot }[] = []
  for (let monday = mondayOf(from); monday <= until; monday = addDays(monday, 7)) {
    const week = Math.round(daysBetween('2024-01-01', monday) / 7)
    if (week % EVERY !== n % EVERY) continue
    const slots = slotsOf(told)
    const slot = slots[(Math.floor(n / EVERY) + Math.floor(week / EVERY)) % slots.length]!
    const day = addDays(monday, slot.weekday - weekdayNumber(monday))
    if (day >= from && day <= until && atSchool(day)) found.push({ day, slot })
  }
  return found
}

/** A booked call as its row says; undefined when the room is full. */
function booking(told: Told, { day, slot }: { day: LegalDay; slot: Slot }) {
  const { teller, life, around } = told
  const { taken, rng } = roomsOf(teller)
  const key = `${slot.id} ${day}`
  const place = (taken.get(key) ?? 0) + 1
  if (place > slot.places) return undefined
  taken.set(key, place)
  const seat = around.st ?? around.sp
  const scopes = (life.rows.consent ?? []).flatMap((one) => one.scope as string[])
  const way: CallWay = scopes.includes('video_call') && rng.chance(60) ? 'video' : 'phone'
  return {
    id: uuidv7(),
    slot_id: slot.id,
    school_code: around.sp.unit,
    on_day: day,
    starts_at: instantAt(day, slot.from).toISOString(),
    ends_at: instantAt(day, slot.to).toISOString(),
    place,
    way,
    parties: rng.pick(PARTIES),
    state: 'booked',
    booked_by: seat.postId,
    booked_name: seat.userName,
    booked_at: `${addDays(day, -BOOKED)}T10:20:00+08:00`,
    reminder: 'none',
  } as Record<string, unknown> & { id: string; way: CallWay }
}

/** The calls of the n-th child from a day to before another: most of them took place. */
export function pastCalls(told: Told, n: number, from: LegalDay, until: LegalDay): Happening[] {
  roomsOf(told.teller).callers.push([told, n])
  return turns(told, n, from, addDays(until, -1)).map(({ day, slot }) => ({
    on: day,
    tell: () => {
      const row = booking(told, { day, slot })
      if (row) become(told, n, row, { day, slot })
    },
  }))
}

function become(
  told: Told,
  n: number,
  row: NonNullable<ReturnType<typeof booking>>,
  { day, slot }: { day: LegalDay; slot: Slot },
): void {
  const { teller, life, around } = told
  const { rng } = roomsOf(teller)
  const { world } = teller
  const seat = around.st ?? around.sp
  const drawn = rng.below(100)
  add(life, 'call', row)
  if (drawn < 4) {
    const cancelled = { cancelled_at: `${addDays(day, -2)}T15:00:00+08:00`, cancelled_by: seat.postId }
    return void Object.assign(row, cancelled, { state: 'cancelled', cancel_why: rng.pick(CANCELLED) })
  }
  const before = addDays(day, -1)
  Object.assign(row, { remind_on: before, reminder: 'sent', reminded_at: `${before}T08:00:00+08:00` })
  // Of the last days a few wait to be written down.
  if (day > addDays(world.today, -7) && n % 8 === 2) return
  const state = drawn < 12 ? 'missed' : 'done'
  const at = instant(world, life, day, Number(slot.to.slice(0, 2)))
  Object.assign(row, {
    state,
    recorded_at: at.toISOString(),
    recorded_by: seat.postId,
    recorded_name: seat.userName,
    ...(state === 'missed' && { missed_why: rng.pick(MISSED) }),
    ...(state === 'done' && rng.chance(25) && { mood_enc: encrypt(rng.pick(MOODS), `call:${row.id}`) }),
  })
  append(life, {
    step: state === 'done' ? 'call_done' : 'call_missed',
    fromState: life.file.state,
    toState: life.file.state,
    input: { way: row.way },
    eventOn: day,
    at,
    hand: handOf(seat),
  })
}

/** What is booked from now on for those who called so far and are still in care. */
export function bookCalls(teller: Teller): void {
  const { today, now } = teller.world
  const reminderOf = (day: LegalDay) => {
    const on = remindOn(day, today)
    return on ? { remind_on: on, reminder: 'waiting' } : {}
  }
  for (const [told, n] of roomsOf(teller).callers) {
    if (told.life.file.state !== 'in_care') continue
    for (const turn of turns(told, n, today, addDays(today, BOOKED))) {
      const row = instantAt(turn.day, turn.slot.from) > now && booking(told, turn)
      const booked = { booked_at: `${addDays(today, -1)}T10:20:00+08:00`, ...reminderOf(turn.day) }
      if (row) add(told.life, 'call', { ...row, ...booked })
    }
  }
}
