import { Prisma, type CaseFile } from '~/generated/prisma/client'
import { dbToDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { notFound } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'
import type { CaseRow } from './domain'

/** A case's id from outside: a uuid and nothing else. */
export const isCaseId = isUuid

/** A Prisma row as the spine takes it: days as LegalDay. */
export const toCaseRow = (row: CaseFile): CaseRow => ({
  ...row,
  birthOn: row.birthOn && dbToDay(row.birthOn),
  openedOn: dbToDay(row.openedOn),
  closedOn: row.closedOn && dbToDay(row.closedOn),
  nextDueOn: dbToDay(row.nextDueOn),
})

/** The file of this kind and id inside the scope of the transaction. Throws 404 for absent and out of scope alike. */
export async function loadCase(db: Db, kind: string, id: string | undefined): Promise<CaseRow> {
  if (!isCaseId(id)) throw notFound()
  const row = await db.caseFile.findFirst({ where: { id, kind } })
  if (!row) throw notFound()
  return toCaseRow(row)
}

/** Takes the row lock that orders writers of one file, without raising its version (visits, notes, papers). */
export async function lockCase(db: Db, kind: string, id: string | undefined): Promise<CaseRow> {
  if (!isCaseId(id)) throw notFound()
  const held = await db.$queryRaw<{ id: string }[]>(
    Prisma.sql`SELECT id FROM case_file WHERE id = ${id}::uuid AND kind = ${kind} FOR UPDATE`,
  )
  if (!held.length) throw notFound()
  return loadCase(db, kind, id)
}
