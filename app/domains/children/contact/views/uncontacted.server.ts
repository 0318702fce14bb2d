/** 本周未联系: children who have not spoken to a parent this week. A reminder to help, never a mark against anybody. */
import { Prisma } from '~/generated/prisma/client'
import { caseScope } from '~/access/scope.server'
import { logAccess } from '~/audit/log.server'
import type { Ctx } from '~/casefile/act.server'
import { dbToDay, shortDay } from '~/lib/dates'
import { isUuid } from '~/lib/ids.server'
import { mondayOf } from '../rules'

const PAGE = 50
/** Who is on the register and lives at home; in a danger something else comes first. */
const registered = ['confirmed', 'agreed', 'in_care']

type Raw = { id: string; name: string; pinyin: string; last_on: Date | null; booked_on: Date | null; missed: number }

export async function readUncontacted(ctx: Ctx, url: URL) {
  const { actor, db } = ctx
  const monday = mondayOf(actor.today)
  const cursor = readCursor(url.searchParams.get('after'))
  const among = Prisma.sql`FROM case_file c WHERE ${caseScope(actor, 'child')} AND c.closed_on IS NULL AND c.state = ANY (${registered})
    AND NOT EXISTS (SELECT 1 FROM call k WHERE k.case_id = c.id AND k.state = 'done' AND k.on_day >= ${monday}::date)`
  const rows = await db.$queryRaw<Raw[]>(Prisma.sql`
    SELECT p.*, (SELECT max(k.on_day) FROM call k WHERE k.case_id = p.id AND k.state = 'done') AS last_on,
      (SELECT min(k.on_day) FROM call k WHERE k.case_id = p.id AND k.state = 'booked' AND k.on_day >= ${actor.today}::date) AS booked_on,
      (SELECT count(*)::int FROM call k WHERE k.case_id = p.id AND k.state = 'missed' AND k.on_day >= ${monday}::date) AS missed
    FROM (SELECT c.id, c.name, c.pinyin ${among}
      ${cursor ? Prisma.sql`AND (c.pinyin, c.id) > (${cursor.pinyin}, ${cursor.id}::uuid)` : Prisma.empty} ORDER BY c.pinyin, c.id LIMIT ${PAGE + 1}) p ORDER BY p.pinyin, p.id`)
  const [count] = await db.$queryRaw<{ n: number }[]>(
    Prisma.sql`SELECT count(*)::int AS n FROM (SELECT 1 ${among} LIMIT 1001) x`,
  )
  const shown = rows.slice(0, PAGE)
  await logAccess(db, actor, { event: 'names', data: { kind: 'child', rows: shown.length } })
  const last = shown.at(-1)
  const n = count?.n ?? 0
  const books = actor.role === 'ST' || actor.role === 'SP'
  return {
    since: shortDay(monday),
    unit: actor.unit.name,
    books,
    count: n > 1000 ? '1000+' : String(n),
    rows: shown.map((row) => ({
      id: row.id,
      name: row.name,
      last: row.last_on && shortDay(dbToDay(row.last_on)),
      booked: row.booked_on && shortDay(dbToDay(row.booked_on)),
      missed: row.missed,
      bookHref: books ? `/children/calls?child=${row.id}` : null,
    })),
    next:
      rows.length > PAGE && last
        ? `/children/calls/uncontacted?after=${encodeURIComponent(`${last.pinyin} ${last.id}`)}`
        : undefined,
  }
}
export type UncontactedData = Awaited<ReturnType<typeof readUncontacted>>

function readCursor(text: string | null): { pinyin: string; id: string } | undefined {
  const [pinyin = '', id = ''] = text?.split(' ') ?? []
  return isUuid(id) ? { pinyin, id } : undefined
}
