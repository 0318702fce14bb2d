/** The inbox of an office that receives reports: its own copies, the open ones first by their day. */
import type { Actor } from '~/access/actor'
import { type Prisma } from '~/generated/prisma/client'
import { logAccess } from '~/audit/log.server'
import { dbToDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { dueOf } from './rules'
import { situationLabel, states } from './situations'

type Ctx = { actor: Actor; db: Db }
const PAGE = 50
const CAP = 1000

/** Filters in the URL: `state` (open: not closed), `late`, `before` (the page after this instant). */
export async function readInbox({ actor, db }: Ctx, address: URLSearchParams) {
  const asked = address.get('state') ?? ''
  const state = Object.hasOwn(states, asked) && asked !== 'filed' ? asked : ''
  const late = address.get('late') === '1'
  const before = new Date(address.get('before') ?? '')
  const today = new Date(`${actor.today}T00:00:00Z`)
  const mine = { toKey: actor.unit.code, toRole: actor.role }
  const where: Prisma.ReportDeliveryWhereInput = {
    ...mine,
    ...(state && { state }),
    ...(late && {
      OR: [
        { state: 'sent', acknowledgeBy: { lt: today } },
        ...(actor.role === 'PV' ? [] : [{ state: 'acknowledged', feedbackBy: { lt: today } }]),
      ],
    }),
  }
  const rows = await db.reportDelivery.findMany({
    where: { ...where, ...(!Number.isNaN(before.getTime()) && { filedAt: { lt: before } }) },
    orderBy: [{ filedAt: 'desc' }, { id: 'desc' }],
    take: PAGE + 1,
    select: {
      id: true,
      reportNo: true,
      situation: true,
      filedAt: true,
      toRole: true,
      state: true,
      acknowledgeBy: true,
      feedbackBy: true,
    },
  })
  const count = (await db.reportDelivery.findMany({ where, select: { id: true }, take: CAP + 1 })).length
  await logAccess(db, actor, { event: 'report', data: { act: 'inbox' } })
  const page = rows.slice(0, PAGE)
  return {
    unit: actor.unit.name,
    count: count > CAP ? `${CAP}+` : String(count),
    filtered: Boolean(state || late),
    values: { state, late: late ? '1' : '' },
    rows: page.map((row) => {
      const due = dueOf({ ...row, acknowledgeBy: dbToDay(row.acknowledgeBy), feedbackBy: dbToDay(row.feedbackBy) })
      return {
        id: row.id,
        reportNo: row.reportNo,
        situation: situationLabel(row.situation),
        filedAt: row.filedAt,
        state: states[row.state as keyof typeof states],
        due,
        late: due !== null && due < actor.today,
      }
    }),
    next: rows.length > PAGE ? page.at(-1)!.filedAt.toISOString() : undefined,
  }
}
export type Inbox = Awaited<ReturnType<typeof readInbox>>
