/** Books a place in the school's call room for a child and a parent. */
import { limitOf } from '~/access/authorise-limits.server'
import { judge } from '~/access/policy'
import { logAccess } from '~/audit/log.server'
import type { Ctx } from '~/casefile/act.server'
import { lockCase } from '~/casefile/load-case.server'
import { addDays, dayToDb, dbToDay, formatDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { conflict, invalid, refused } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { listConsents } from '~/people/list-consents.server'
import { bookInput, read } from '../inputs'
import { instantAt, isWithin, remindOn, weekdayNumber, whyNoCall, type ConsentQuestion } from '../rules'
import { isParent } from '../terms'

const TAKEN = '这个时段的座位刚刚被约满了，请另选一个。'
/** How far ahead a call may be booked, in days. */
export const AHEAD = 35

/** What the rule of consent needs to know of a child. */
export async function consentQuestion(
  ctx: Ctx,
  child: { id: string; birthOn: LegalDay | null },
): Promise<ConsentQuestion> {
  const consents = await listConsents(ctx, child)
  const { value: age } = await limitOf(ctx.db, 'X.consent_age', ctx.actor.today)
  return { consents, birthOn: child.birthOn, today: ctx.actor.today, age }
}

/**
 * Gives the id of the booked call. The child's row orders bookings of one child, the place those of one room; the
 * database's own unique keys stand behind both. Throws 403, 404, 409, 422.
 */
export async function bookCall(ctx: Ctx, form: FormData): Promise<string> {
  const { actor, db } = ctx
  if (!(actor.role === 'ST' || actor.role === 'SP') || !judge(actor.role, 'child', 'W').allowed)
    throw refused('亲情通话由班主任或者学校德育负责人预约。')
  const given = read(bookInput, form)
  const child = await lockCase(db, 'child', given.child)
  if (child.closedOn) throw refused('这份档案已经办结，不再预约通话。')
  const slot = await db.callSlot.findFirst({ where: { id: given.slot, schoolCode: actor.unit.code } })
  if (!slot) throw invalid({ slot: ['请从列表中选择时段'] })
  const [startsAt, endsAt] = [instantAt(given.day, slot.fromTime), instantAt(given.day, slot.toTime)]
  const wrong: Record<string, string[]> = {}
  if (weekdayNumber(given.day) !== slot.weekday || !isWithin(given.day, slot))
    wrong.day = ['这一天没有这个时段，请从日历里选']
  else if (endsAt <= actor.now) wrong.day = ['时段已经结束，请选以后的时间']
  else if (given.day > addDays(actor.today, AHEAD)) wrong.day = [`最多提前 ${AHEAD} 天预约`]
  if (!slot.ways.includes(given.way)) wrong.way = ['这个时段没有这种通话方式']
  if (!given.parties.some(isParent)) wrong.parties = ['请至少选一位家长']
  const bar = wrong.way ? undefined : whyNoCall(given.way, await consentQuestion(ctx, child))
  if (bar) wrong.way = [bar]
  if (Object.keys(wrong).length) throw invalid(wrong)
  const other = await otherCall(db, child.id, startsAt, endsAt)
  if (other) throw invalid({ day: [`孩子${formatDay(dbToDay(other.onDay))}这个时间已经约了通话`] })
  const [row] = await db.$queryRaw<{ place: number | null }[]>`
    SELECT call_free_place(${slot.id}::uuid, ${given.day}::date) AS place`
  if (!row?.place) throw conflict(TAKEN)
  const reminder = remindOn(given.day, actor.today)
  const id = uuidv7()
  await db.call.create({
    data: {
      id,
      caseId: child.id,
      kind: child.kind,
      scopeKey: child.scopeKey,
      slotId: slot.id,
      schoolCode: actor.unit.code,
      onDay: dayToDb(given.day),
      startsAt,
      endsAt,
      place: row.place,
      way: given.way,
      parties: given.parties,
      bookedBy: actor.postId,
      bookedName: actor.userName,
      bookedAt: actor.now,
      remindOn: reminder && dayToDb(reminder),
      reminder: reminder ? 'waiting' : 'none',
    },
  })
  await logAccess(db, actor, {
    event: 'step',
    fileToken: child.fileToken,
    data: { kind: child.kind, step: 'call_booked' },
  })
  return id
}

const otherCall = (db: Db, caseId: string, startsAt: Date, endsAt: Date) =>
  db.call.findFirst({
    where: { caseId, state: { not: 'cancelled' }, startsAt: { lt: endsAt }, endsAt: { gt: startsAt } },
    select: { onDay: true },
  })
