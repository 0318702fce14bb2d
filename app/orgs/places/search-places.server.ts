import { Prisma } from '~/generated/prisma/client'
import { dbToDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { toHalfWidth } from '~/lib/text'
import { typeOfCode } from './codes'

const MOST = 50

export type FoundPlace = {
  code: string
  name: string
  /** Found by a name that it no longer has. */
  oldName: string | null
  isUnit: boolean
  closed: LegalDay | null
}

const like = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/**
 * Regions and units by a part of their name, by a name they had, or by the beginning of their code; closed ones too.
 * At most 50, those in use first.
 */
export async function searchPlaces({ db }: { db: Db }, text: string): Promise<FoundPlace[]> {
  const q = toHalfWidth(text).trim().slice(0, 40)
  const code = /^[\d-][\dA-Za-z-]*$/.test(q) ? q.toUpperCase() : null
  const byCode = code && (typeOfCode(code) || /^\d{2,15}(-[A-Z]{0,4}\d{0,4})?$/.test(code)) ? code : null
  const named = Prisma.sql`p.name LIKE ${like(q)} OR p.old_name LIKE ${like(q)}`
  const rows = await db.$queryRaw<{ code: string; name: string; old_name: string | null; closed: Date | null }[]>(
    Prisma.sql`
    SELECT DISTINCT ON (p.closed IS NOT NULL, p.code) p.code, p.name, CASE WHEN p.old_name LIKE ${like(q)} THEN p.old_name END AS old_name, p.closed
    FROM (
      SELECT r.code, r.name, h.old_name, r.ended_on AS closed FROM region r LEFT JOIN org_unit_change h ON h.kind = 'rename' AND h.to_code = r.code
      UNION ALL
      SELECT u.code, u.name, h.old_name, u.closed_on FROM unit u LEFT JOIN org_unit_change h ON h.kind = 'rename' AND h.to_code = u.code
    ) p WHERE ${byCode ? Prisma.sql`p.code LIKE ${`${byCode}%`}` : named}
    ORDER BY p.closed IS NOT NULL, p.code, (p.old_name LIKE ${like(q)}) DESC LIMIT ${MOST}`,
  )
  return rows.map((row) => ({
    code: row.code,
    name: row.name,
    oldName: row.old_name === row.name ? null : row.old_name,
    isUnit: row.code.includes('-'),
    closed: row.closed && dbToDay(row.closed),
  }))
}
