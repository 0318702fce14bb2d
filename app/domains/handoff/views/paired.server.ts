/** A pair helper's people: those whose files name this post. Name and next arranged visit, nothing else. */
import { Prisma } from '~/generated/prisma/client'
import { caseScope } from '~/access/scope.server'
import { logAccess } from '~/audit/log.server'
import type { Ctx } from '~/casefile/act.server'
import { dbToDay } from '~/lib/dates'

const LIMIT = 100

export async function readPaired({ actor, db }: Ctx) {
  const rows = await db.$queryRaw<{ id: string; name: string; next_on: Date | null }[]>(Prisma.sql`
    SELECT c.id, c.name, (SELECT min(v.next_on) FROM visit v WHERE v.case_id = c.id AND v.next_on >= ${actor.today}::date) AS next_on
    FROM case_file c WHERE ${caseScope(actor, 'handoff')} AND c.closed_on IS NULL ORDER BY c.pinyin, c.id LIMIT ${LIMIT}`)
  await logAccess(db, actor, { event: 'names', data: { kind: 'handoff', rows: rows.length } })
  return { rows: rows.map((row) => ({ id: row.id, name: row.name, nextOn: row.next_on && dbToDay(row.next_on) })) }
}
export type PairedData = Awaited<ReturnType<typeof readPaired>>
