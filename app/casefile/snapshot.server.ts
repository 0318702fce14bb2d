import { Prisma } from '~/generated/prisma/client'
import type { Db } from '~/lib/db.server'
import type { CaseRow } from './domain'
import type { BaseFacts, Kind } from './kind'

/** What a step may change, as it stood before it: kept with the event (encrypted) so that the step can be undone. */
export type Before = {
  file: Pick<CaseRow, 'state' | 'scopeKey' | 'ownerPostId' | 'residenceCode' | 'closedOn'>
  own: Record<string, unknown> | null
}

const table = <F extends BaseFacts>(kind: Kind<F>) => Prisma.raw(`"${kind.table}"`)

export async function snapshot<F extends BaseFacts>(db: Db, kind: Kind<F>, file: CaseRow): Promise<Before> {
  const rows = await db.$queryRaw<{ own: Record<string, unknown> }[]>(
    Prisma.sql`SELECT to_jsonb(t) AS own FROM ${table(kind)} t WHERE case_id = ${file.id}::uuid`,
  )
  const { state, scopeKey, ownerPostId, residenceCode, closedOn } = file
  return { file: { state, scopeKey, ownerPostId, residenceCode, closedOn }, own: rows[0]?.own ?? null }
}

/** Columns that the database itself computes; nobody writes them. */
async function computedColumns<F extends BaseFacts>(db: Db, kind: Kind<F>): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT attname::text AS name FROM pg_attribute WHERE attrelid = ${kind.table}::regclass AND attgenerated <> ''`
  return rows.map((row) => row.name)
}

/** Puts the kind's own columns back as they were. */
export async function restore<F extends BaseFacts>(
  db: Db,
  kind: Kind<F>,
  caseId: string,
  before: Before,
): Promise<void> {
  if (!before.own) return
  const apart = ['case_id', 'kind', 'scope_key', ...(await computedColumns(db, kind))]
  const columns = Object.keys(before.own).filter((name) => !apart.includes(name))
  const list = Prisma.raw(columns.map((name) => `"${name}"`).join(', '))
  const values = Prisma.raw(columns.map((name) => `b."${name}"`).join(', '))
  await db.$executeRaw(
    Prisma.sql`UPDATE ${table(kind)} t SET (${list}) = (SELECT ${values} FROM jsonb_populate_record(NULL::${table(kind)}, ${JSON.stringify(before.own)}::jsonb) b) WHERE t.case_id = ${caseId}::uuid`,
  )
}
