/** The school's call room, week by week: which slots, how many places are free, whose calls are mine to see. */
import { Prisma } from '~/generated/prisma/client'
import { logAccess } from '~/audit/log.server'
import type { Ctx } from '~/casefile/act.server'
import { addDays, dbToDay, formatDay, isLegalDay, shortDay, weekday, type LegalDay } from '~/lib/dates'
import { isUuid } from '~/lib/ids.server'
import { AHEAD } from '../calls/book-call.server'
import { slotsInUse } from '../calls/slots.server'
import { instantAt, isWithin, mondayOf, weekdayNumber } from '../rules'
import { callParties, callStates, callWays, type CallParty, type CallState, type CallWay } from '../terms'

type Raw = {
  id: string
  slot_id: string
  on_day: Date
  name: string
  way: CallWay
  parties: CallParty[]
  state: CallState
}

const wordsOf = (terms: Record<string, string>, codes: readonly string[]) => codes.map((one) => terms[one]).join('、')

/** Calls (alias k) of a few days with the child's name, in the scope of the transaction. */
const callsOf = ({ db, actor }: Ctx, from: LegalDay, to: LegalDay) =>
  db.$queryRaw<Raw[]>(Prisma.sql`
    SELECT k.id, k.slot_id, k.on_day, c.name, k.way, k.parties, k.state FROM call k JOIN case_file c ON c.id = k.case_id
    WHERE k.school_code = ${actor.unit.code} AND k.on_day BETWEEN ${from}::date AND ${to}::date AND k.state <> 'cancelled' ORDER BY k.starts_at, k.place`)

export async function readWeek(ctx: Ctx, url: URL) {
  const { actor, db } = ctx
  const asked = url.searchParams.get('week')
  const monday = mondayOf(isLegalDay(asked) ? asked : actor.today)
  const sunday = addDays(monday, 6)
  const given = url.searchParams.get('child')
  const child = isUuid(given) ? `&child=${given}` : ''
  const slots = await slotsInUse(ctx)
  const taken = await db.$queryRaw<{ slot_id: string; on_day: Date; taken: number }[]>`
    SELECT slot_id, on_day, taken FROM call_places(${monday}::date, ${sunday}::date)`
  const calls = await callsOf(ctx, monday, sunday)
  const [late] = await db.$queryRaw<{ n: number; first: Date | null }[]>`
    SELECT count(*)::int AS n, min(k.on_day) AS first FROM call k WHERE k.school_code = ${actor.unit.code} AND k.state = 'booked' AND k.starts_at <= ${actor.now}`
  if (calls.length) await logAccess(db, actor, { event: 'names', data: { kind: 'child', rows: calls.length } })
  const at = (slot: string, day: LegalDay) => (row: { slot_id: string; on_day: Date }) =>
    row.slot_id === slot && dbToDay(row.on_day) === day
  const days = [0, 1, 2, 3, 4, 5, 6].map((n) => {
    const day = addDays(monday, n)
    return {
      day,
      label: `${weekday(day).replace('星期', '周')} ${shortDay(day)}`,
      today: day === actor.today,
      slots: slots
        .filter((slot) => slot.weekday === weekdayNumber(day) && isWithin(day, slot))
        .map((slot) => {
          const free = slot.places - (taken.find(at(slot.id, day))?.taken ?? 0)
          const mine = calls.filter(at(slot.id, day))
          const open = instantAt(day, slot.toTime) > actor.now && day <= addDays(actor.today, AHEAD)
          return {
            id: slot.id,
            time: `${slot.fromTime}–${slot.toTime}`,
            ways: wordsOf(callWays, slot.ways),
            free: Math.max(free, 0),
            others: Math.max(slot.places - free - mine.length, 0),
            calls: mine.map((call) => ({
              id: call.id,
              name: call.name,
              about: `${callWays[call.way]} · ${wordsOf(callParties, call.parties)}`,
              state: call.state,
              label: callStates[call.state],
              toRecord: call.state === 'booked' && instantAt(day, slot.fromTime) <= actor.now,
            })),
            bookHref: open && free > 0 ? `/children/calls/book?slot=${slot.id}&day=${day}${child}` : null,
          }
        }),
    }
  })
  return {
    title: `${formatDay(monday)}—${formatDay(sunday)}`,
    thisWeek: monday === mondayOf(actor.today),
    prev: `/children/calls?week=${addDays(monday, -7)}${child}`,
    next: `/children/calls?week=${addDays(monday, 7)}${child}`,
    days,
    slots: slots.length,
    booked: calls.length,
    toRecord: late?.n ?? 0,
    /** The week of the first of them, when it is not this page's. */
    toRecordHref:
      late?.first && mondayOf(dbToDay(late.first)) !== monday ? `/children/calls?week=${dbToDay(late.first)}` : null,
    maySet: actor.role === 'SP',
    unit: actor.unit.name,
    done: url.searchParams.get('done'),
  }
}
export type WeekData = Awaited<ReturnType<typeof readWeek>>

export async function readSlots(ctx: Ctx, url: URL) {
  const slots = await slotsInUse(ctx)
  const names = ['', '周一', '周二', '周三', '周四', '周五', '周六', '周日']
  return {
    unit: ctx.actor.unit.name,
    done: url.searchParams.has('done'),
    rows: slots.map((slot) => ({
      id: slot.id,
      when: `${names[slot.weekday]} ${slot.fromTime}–${slot.toTime}`,
      places: slot.places,
      ways: wordsOf(callWays, slot.ways),
      since: formatDay(dbToDay(slot.fromOn)),
      ends: slot.endedOn && formatDay(dbToDay(slot.endedOn)),
    })),
    weekdays: names.slice(1).map((label, n) => ({ value: String(n + 1), label })),
  }
}
export type SlotsData = Awaited<ReturnType<typeof readSlots>>
