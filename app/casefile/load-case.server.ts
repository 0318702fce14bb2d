import type { Actor } from '~/access/actor'
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

const columns = Prisma.sql`c.id, c.kind, c.scope_key AS "scopeKey", c.state, c.version, c.case_no AS "caseNo", c.neutral_no AS "neutralNo",
  c.file_token AS "fileToken", c.person_id AS "personId", c.name, c.sex, c.birth_on::text AS "birthOn", c.huji_code AS "hujiCode",
  c.residence_code AS "residenceCode", c.opened_on::text AS "openedOn", c.closed_on::text AS "closedOn", c.owner_post_id AS "ownerPostId",
  c.next_due_on::text AS "nextDueOn", c.next_task AS "nextTask", c.continues_id AS "continuesId", c.chain_seq AS "chainSeq", c.chain_hash AS "chainHash"`

/** The file of this kind and id inside the scope of the transaction. Throws 404 for absent and out of scope alike. */
export async function loadCase(db: Db, kind: string, id: string | undefined): Promise<CaseRow> {
  if (!isCaseId(id)) throw notFound()
  const [row] = await db.$queryRaw<
    CaseRow[]
  >`SELECT ${columns} FROM case_file c WHERE c.id = ${id}::uuid AND c.kind = ${kind}`
  if (!row) throw notFound()
  return row
}

export type PartyRow = { view: string; basis: string; untilAt: Date }

/** The file as loadCase gives it, and the parties of it that the actor holds now, in the same statement. */
export async function loadWithParties(
  { actor, db }: { actor: Actor; db: Db },
  kind: string,
  id: string | undefined,
): Promise<{ file: CaseRow; parties: PartyRow[] }> {
  if (!isCaseId(id)) throw notFound()
  const [row] = await db.$queryRaw<(CaseRow & { parties: (Omit<PartyRow, 'untilAt'> & { until: string })[] })[]>`
    SELECT ${columns}, (SELECT coalesce(json_agg(json_build_object('view', p.view, 'basis', p.basis, 'until', p.until_at)), '[]') FROM case_party p
      WHERE p.case_id = c.id AND p.holder = ANY (${actor.holders}) AND p.until_at > ${actor.now}) AS parties
    FROM case_file c WHERE c.id = ${id}::uuid AND c.kind = ${kind}`
  if (!row) throw notFound()
  const { parties, ...file } = row
  return { file, parties: parties.map(({ until, ...party }) => ({ ...party, untilAt: new Date(until) })) }
}

/** Takes the row lock that orders writers of one file, without raising its version (visits, notes, papers). */
export async function lockCase(db: Db, kind: string, id: string | undefined): Promise<CaseRow> {
  if (!isCaseId(id)) throw notFound()
  const [row] = await db.$queryRaw<CaseRow[]>`
    SELECT ${columns} FROM case_file c WHERE c.id = ${id}::uuid AND c.kind = ${kind} FOR UPDATE`
  if (!row) throw notFound()
  return row
}
