/** The weekly slots of a school's call room: the school's moral-education officer sets them, its teachers book in them. */
import type { Ctx } from '~/casefile/act.server'
import { logAccess } from '~/audit/log.server'
import { addDays, dayToDb } from '~/lib/dates'
import { invalid, notFound, refused, UserError } from '~/lib/errors'
import { isUuid, uuidv7 } from '~/lib/ids.server'
import { read, slotInput } from '../inputs'
import { overlaps } from '../rules'

const SLOTS = 60

/** The slots now in use, by weekday and hour. */
export const slotsInUse = ({ actor, db }: Ctx) =>
  db.callSlot.findMany({
    where: {
      schoolCode: actor.unit.code,
      OR: [{ endedOn: null }, { endedOn: { gt: dayToDb(actor.today) } }],
    },
    orderBy: [{ weekday: 'asc' }, { fromTime: 'asc' }, { id: 'asc' }],
    take: SLOTS,
  })

/** Adds a weekly slot from today on. There is one room: slots of a day do not overlap. Throws 403, 422. */
export async function addSlot(ctx: Ctx, form: FormData): Promise<void> {
  const { actor, db } = ctx
  if (actor.role !== 'SP') throw refused('通话室的时段由学校德育负责人安排。')
  const given = read(slotInput, form)
  if (given.from >= given.to) throw invalid({ to: ['结束时间应晚于开始时间'] })
  // One after the other: two hands may set overlapping slots at once.
  await db.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`call_slot ${actor.unit.code}`})) IS NULL AS locked`
  const present = await slotsInUse(ctx)
  const clash = present.find(
    (slot) => slot.weekday === given.weekday && overlaps(given, { from: slot.fromTime, to: slot.toTime }),
  )
  if (clash) throw invalid({ from: [`与已有的 ${clash.fromTime}–${clash.toTime} 重叠`] })
  if (present.length >= SLOTS) throw new UserError(422, `每周最多安排 ${SLOTS} 个时段。`)
  await db.callSlot.create({
    data: {
      id: uuidv7(),
      schoolCode: actor.unit.code,
      weekday: given.weekday,
      fromTime: given.from,
      toTime: given.to,
      places: given.places,
      ways: given.ways,
      fromOn: dayToDb(actor.today),
      madeBy: actor.postId,
      madeName: actor.userName,
      madeAt: actor.now,
    },
  })
  await logAccess(db, actor, { event: 'call_slot', data: { what: 'add', unit: actor.unit.code } })
}

/** Ends a slot from tomorrow on; calls already booked in it later are to be cancelled first. Throws 403, 404, 422. */
export async function endSlot(ctx: Ctx, id: FormDataEntryValue | null): Promise<void> {
  const { actor, db } = ctx
  if (actor.role !== 'SP') throw refused('通话室的时段由学校德育负责人安排。')
  const slot =
    isUuid(id) && (await db.callSlot.findFirst({ where: { id, schoolCode: actor.unit.code, endedOn: null } }))
  if (!slot) throw notFound()
  await db.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`call_slot ${actor.unit.code}`})) IS NULL AS locked`
  const tomorrow = addDays(actor.today, 1)
  const later = await db.call.count({ where: { slotId: slot.id, state: 'booked', onDay: { gte: dayToDb(tomorrow) } } })
  if (later > 0) throw new UserError(422, `这个时段以后还有 ${later} 次预约，请先改约或者取消。`)
  await db.callSlot.update({ where: { id: slot.id }, data: { endedOn: dayToDb(tomorrow) } })
  await logAccess(db, actor, { event: 'call_slot', data: { what: 'end', unit: actor.unit.code } })
}
