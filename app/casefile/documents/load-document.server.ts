import { Prisma, type CaseDocument } from '~/generated/prisma/client'
import { notFound, refused } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'
import type { Ctx } from '../act.server'
import type { CaseRow } from '../domain'
import { loadCase, lockCase } from '../load-case.server'
import { seeCase } from '../read.server'

/** Names a document: its kind, the file it belongs to (none: a paper of a unit alone), its id. */
export type DocumentName = { kind: string; caseId: string | undefined; documentId: string | undefined }

export type LoadedDocument = {
  file: CaseRow | null
  row: CaseDocument
  /** It is another unit's, delivered to this file: read and printed here, nothing else. */
  delivered: boolean
  /** By range, not as a party: who may print. */
  byRange: boolean
}

const columns = Prisma.sql`id, case_id AS "caseId", kind, scope_key AS "scopeKey", code, about, about_label AS "aboutLabel", title, state,
  unit_code AS "unitCode", number, content_enc AS "contentEnc", hash, check_code AS "checkCode", check_by AS "checkBy", second_roles AS "secondRoles",
  made_by AS "madeBy", made_user AS "madeUser", made_name AS "madeName", made_at AS "madeAt", issued_at AS "issuedAt", issued_on AS "issuedOn",
  approved_by AS "approvedBy", approved_user AS "approvedUser", approved_name AS "approvedName", approved_at AS "approvedAt",
  withdrawn_by AS "withdrawnBy", withdrawn_name AS "withdrawnName", withdrawn_at AS "withdrawnAt", withdrawn_enc AS "withdrawnEnc",
  replaced_by AS "replacedBy", copies`
const DELIVERED = 50

/** Documents that another unit delivered to a file of mine (the prison's notice); none for a file seen in part. */
export async function deliveredTo({ db }: Ctx, file: Pick<CaseRow, 'id' | 'kind'>): Promise<CaseDocument[]> {
  if (file.kind !== 'handoff') return []
  return db.$queryRaw<CaseDocument[]>(
    Prisma.sql`SELECT ${columns} FROM delivered_documents(${file.id}::uuid) ORDER BY id DESC LIMIT ${DELIVERED}`,
  )
}

/** The newest documents of a file and those delivered to it, each newest first, in one statement. */
export async function documentsOf({ db }: Ctx, file: Pick<CaseRow, 'id' | 'kind'>, most: number) {
  const own = Prisma.sql`(SELECT ${columns}, false AS delivered FROM case_document WHERE case_id = ${file.id}::uuid ORDER BY id DESC LIMIT ${most})`
  const delivered = Prisma.sql`(SELECT ${columns}, true AS delivered FROM delivered_documents(${file.id}::uuid) ORDER BY id DESC LIMIT ${DELIVERED})`
  const all = file.kind === 'handoff' ? Prisma.join([own, delivered], ' UNION ALL ') : own
  const rows = await db.$queryRaw<(CaseDocument & { delivered: boolean })[]>(
    Prisma.sql`SELECT * FROM (${all}) d ORDER BY delivered, id DESC`,
  )
  return { own: rows.filter((row) => !row.delivered), delivered: rows.filter((row) => row.delivered) }
}

/** A document in the actor's scope, of the file that its address names. Throws 404 for absent, foreign and hidden alike. */
export async function loadDocument(ctx: Ctx, name: DocumentName): Promise<LoadedDocument> {
  if (!isUuid(name.documentId)) throw notFound()
  const file = name.caseId === undefined ? null : await loadCase(ctx.db, name.kind, name.caseId)
  const sight = file && (await seeCase(ctx, file))
  if (sight && sight.view !== 'full') throw notFound()
  const row = await ctx.db.caseDocument.findFirst({
    where: { id: name.documentId, kind: name.kind, caseId: file?.id ?? null },
  })
  const byRange = !sight || sight.by === 'range'
  if (row) return { file, row, delivered: false, byRange }
  const other = file && (await deliveredTo(ctx, file)).find((one) => one.id === name.documentId)
  if (!other) throw notFound()
  return { file, row: other, delivered: true, byRange }
}

/** Whose it is to act upon: of a paper of a unit alone, that unit (or its heir) and no office above it. */
export const isOwn = ({ file, row, delivered, byRange }: LoadedDocument, { unit }: Ctx['actor']): boolean =>
  byRange && !delivered && (file !== null || row.scopeKey === unit.code)

/** As loadDocument, for changing it: the file is locked first. Throws 404; 403 for whom it is not to act upon. */
export async function lockDocument(ctx: Ctx, name: DocumentName): Promise<LoadedDocument> {
  if (name.caseId !== undefined) await lockCase(ctx.db, name.kind, name.caseId)
  const loaded = await loadDocument(ctx, name)
  if (!isOwn(loaded, ctx.actor)) throw refused('您只能查看这份文书，不能办理。')
  return loaded
}
