/** The inbox and the outbox of referrals (转介), open and closed; numbers by the same conditions as the lists. */
import { judge, kindNames } from '~/access/policy'
import { Prisma } from '~/generated/prisma/client'
import { dbToDay, NO_DUE } from '~/lib/dates'
import type { Ctx } from '../act.server'
import { readCursor, writeCursor } from '../desk/cursor'
import { stillOpen, typesReceived } from '../desk/conditions.server'
import { namedReferrals, type ReferralView } from './read-referrals.server'

export const boxes = {
  in: '收到的',
  'in-done': '收到的（已办结）',
  out: '发出的',
  'out-done': '发出的（已办结）',
} as const
export type Box = keyof typeof boxes
export const isBox = (value: string | null): value is Box => value !== null && value in boxes

const PAGE = 50

function inBox({ actor }: Ctx, box: Box): Prisma.Sql {
  const state = box.endsWith('done') ? Prisma.sql`NOT (${stillOpen})` : stillOpen
  const types = typesReceived(actor.role)
  const received = types.length
    ? Prisma.sql`r.to_key = ${actor.unit.code} AND r.type = ANY (${types})`
    : Prisma.sql`FALSE`
  if (box.startsWith('in')) return Prisma.sql`${received} AND ${state}`
  const listed = kindNames.filter((kind) => judge(actor.role, kind, 'L').allowed)
  if (!listed.length) return Prisma.sql`FALSE`
  return Prisma.sql`r.from_kind = ANY (${listed}) AND NOT (${received}) AND ${state}`
}

/** How many stand in each box (row-level security narrows to what is mine to see); capped just above 1,000. */
export async function countBoxes(ctx: Ctx): Promise<Record<Box, number>> {
  const count = (box: Box) =>
    Prisma.sql`(SELECT count(*) FROM (SELECT 1 FROM referral r WHERE ${inBox(ctx, box)} LIMIT 1001) n)::int AS ${Prisma.raw(`"${box}"`)}`
  const rows = await ctx.db.$queryRaw<Record<Box, number>[]>(
    Prisma.sql`SELECT ${count('in')}, ${count('in-done')}, ${count('out')}, ${count('out-done')}`,
  )
  return rows[0]!
}

export type ReferralQuery = {
  box: Box
  type?: string | undefined
  late?: boolean
  state?: string | undefined
  after?: string | undefined
}

/** One page: open ones by the day their answer is due, closed ones by the day of the answer, newest first. */
export async function listReferrals(
  ctx: Ctx,
  query: ReferralQuery,
): Promise<{ rows: ReferralView[]; next?: string; count: number }> {
  const { actor, db } = ctx
  const done = query.box.endsWith('done')
  const day = done ? Prisma.sql`coalesce(r.answered_on, r.sent_on)` : Prisma.sql`coalesce(r.due_on, ${NO_DUE}::date)`
  const where = Prisma.join(
    [
      inBox(ctx, query.box),
      query.type ? Prisma.sql`r.type = ${query.type}` : undefined,
      query.state ? Prisma.sql`r.state = ${query.state}` : undefined,
      query.late && !done ? Prisma.sql`r.due_on < ${actor.today}::date` : undefined,
    ].filter((part): part is Prisma.Sql => part !== undefined),
    ' AND ',
  )
  const cursor = readCursor(query.after)
  const beyond = cursor
    ? Prisma.sql`AND (${day}, r.id) ${Prisma.raw(done ? '<' : '>')} (${cursor.day}::date, ${cursor.id}::uuid)`
    : Prisma.empty
  const direction = Prisma.raw(done ? 'DESC' : 'ASC')
  const keys = await db.$queryRaw<{ id: string; day: Date }[]>(
    Prisma.sql`SELECT r.id, ${day} AS day FROM referral r WHERE ${where} ${beyond} ORDER BY 2 ${direction}, 1 ${direction} LIMIT ${PAGE + 1}`,
  )
  const [{ n } = { n: 0 }] = await db.$queryRaw<{ n: number }[]>(
    Prisma.sql`SELECT count(*)::int AS n FROM (SELECT 1 FROM referral r WHERE ${where} LIMIT 1001) n`,
  )
  const page = keys.slice(0, PAGE)
  const last = page.at(-1)
  const found = new Map(
    (await db.referral.findMany({ where: { id: { in: page.map((key) => key.id) } } })).map((row) => [row.id, row]),
  )
  const rows = await namedReferrals(
    ctx,
    page.flatMap((key) => found.get(key.id) ?? []),
  )
  return { rows, count: n, ...(keys.length > PAGE && last ? { next: writeCursor(dbToDay(last.day), last.id) } : {}) }
}
