import { Prisma } from '~/generated/prisma/client'
import { dbToDay, formatInstant, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'

const MOST = 50

export type HistoryLine = {
  id: string
  kind: string
  on: LegalDay
  reason: string
  /** Null: decided, waits for its day. */
  applied: string | null
  from: { code: string; name: string }[]
  to: { code: string; name: string } | null
  oldName: string | null
  newName: string | null
  moved: number
}

type Row = {
  id: string
  kind: string
  from_codes: string[]
  to_code: string | null
  effective_on: Date
  reason: string
  old_name: string | null
  new_name: string | null
  moved: number
  applied_at: Date | null
  names: Record<string, string> | null
}

/** Merges, new names and closings of a place, newest first, with the names that the places have now. One statement. */
export async function historyOf(db: Db, code: string): Promise<HistoryLine[]> {
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    SELECT c.*, (SELECT jsonb_object_agg(p.code, p.name) FROM (SELECT code, name FROM unit UNION ALL SELECT code, name FROM region) p
      WHERE p.code = ANY (c.from_codes || c.to_code)) AS names
    FROM org_unit_change c WHERE c.to_code = ${code} OR c.from_codes @> ARRAY[${code}]::text[] ORDER BY c.effective_on DESC, c.id DESC LIMIT ${MOST}`)
  return rows.map((row) => {
    const named = (one: string) => ({ code: one, name: row.names?.[one] ?? one })
    return {
      id: row.id,
      kind: row.kind,
      on: dbToDay(row.effective_on),
      reason: row.reason,
      applied: row.applied_at && formatInstant(row.applied_at),
      from: row.from_codes.map(named),
      to: row.to_code ? named(row.to_code) : null,
      oldName: row.old_name,
      newName: row.new_name,
      moved: row.moved,
    }
  })
}
