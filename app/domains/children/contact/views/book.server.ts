/** The form that books a call: one slot on one day, the children of my class or school. */
import { Prisma } from '~/generated/prisma/client'
import { caseScope } from '~/access/scope.server'
import { logAccess } from '~/audit/log.server'
import type { Ctx } from '~/casefile/act.server'
import { formatDay, isLegalDay, weekday } from '~/lib/dates'
import { notFound } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'
import { slotsInUse } from '../calls/slots.server'
import { isWithin, weekdayNumber } from '../rules'
import { callWays, type CallWay } from '../terms'

const CHILDREN = 600

/** Throws 404 when the slot is none of the school's on that day. */
export async function readBooking(ctx: Ctx, url: URL) {
  const { actor, db } = ctx
  const [day, wanted] = [url.searchParams.get('day'), url.searchParams.get('slot')]
  const slot = (await slotsInUse(ctx)).find((one) => one.id === wanted)
  if (!slot || !isLegalDay(day) || weekdayNumber(day) !== slot.weekday || !isWithin(day, slot)) throw notFound()
  const children = await db.$queryRaw<{ id: string; name: string; class_code: string | null }[]>(Prisma.sql`
    SELECT c.id, c.name, h.class_code FROM case_file c JOIN child_file h ON h.case_id = c.id
    WHERE ${caseScope(actor, 'child')} AND c.closed_on IS NULL ORDER BY h.class_code, c.pinyin, c.id LIMIT ${CHILDREN}`)
  await logAccess(db, actor, { event: 'names', data: { kind: 'child', rows: children.length } })
  const child = url.searchParams.get('child')
  const classOf = (code: string | null) => code?.split('-').slice(2).join(' 级 ') ?? '没有班级'
  return {
    slot: slot.id,
    day,
    when: `${formatDay(day)} ${weekday(day)} ${slot.fromTime}–${slot.toTime}`,
    back: `/children/calls?week=${day}`,
    ways: (slot.ways as CallWay[]).map((way) => ({ value: way, label: callWays[way] })),
    children: children.map((one) => ({
      value: one.id,
      label: one.name,
      ...(actor.role === 'SP' && { group: `${classOf(one.class_code)} 班` }),
    })),
    child: isUuid(child) && children.some((one) => one.id === child) ? child : undefined,
  }
}
export type BookingData = Awaited<ReturnType<typeof readBooking>>
