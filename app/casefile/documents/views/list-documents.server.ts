/** 文书 of a unit: one page of documents in the scope, newest first, by sort, state, day, and by what their files are. */
import { rangeOf } from '~/access/scope.server'
import type { KindName } from '~/access/policy'
import { Prisma } from '~/generated/prisma/client'
import { dbToDay, isLegalDay } from '~/lib/dates'
import { isUuid } from '~/lib/ids.server'
import { maskName } from '~/people/identity'
import type { Ctx } from '../../act.server'
import type { ListQuery } from '../../list-query'
import { fileConditions, searchCondition } from '../../match-files.server'
import { documentState } from './document-row'

export const PAGE = 50
const COUNT_CAP = 1000

type Raw = {
  id: string
  case_id: string | null
  title: string
  about_label: string | null
  number: string | null
  state: string
  issued_on: Date | null
  made_name: string
  copies: number
  case_no: string | null
  name: string | null
}

/** What the address asks of the documents themselves; what it asks of their files comes as `files`. */
function ownConditions(url: URL): Prisma.Sql[] {
  const given = (name: string) => url.searchParams.get(name)?.trim() ?? ''
  const [paper, now, from, to] = [given('paper'), given('now'), given('from'), given('to')]
  return [
    ...(/^[a-z_]{1,40}$/.test(paper) ? [Prisma.sql`d.code = ${paper}`] : []),
    ...(['draft', 'issued', 'withdrawn'].includes(now) ? [Prisma.sql`d.state = ${now}`] : []),
    ...(isLegalDay(from) ? [Prisma.sql`d.issued_on >= ${from}::date`] : []),
    ...(isLegalDay(to) ? [Prisma.sql`d.issued_on <= ${to}::date`] : []),
  ]
}

/** Conditions on the files (alias c, and h of the kind's own table), as the list of files takes them. */
function wishesOf(ctx: Ctx, kind: KindName, { q, due: _due, ...query }: ListQuery): Prisma.Sql[] {
  const search = q ? searchCondition(kind, q) : undefined
  return [...(search ? [search] : []), ...fileConditions(ctx, query), ...(query.own ?? []), ...(query.where ?? [])]
}

/**
 * One page of documents of a kind. `files`: which files they must belong to; without any such wish also the papers of
 * the units themselves are listed.
 */
export async function listDocuments(ctx: Ctx, kind: KindName, url: URL, files: ListQuery) {
  const { actor, db } = ctx
  const { lo, hi } = rangeOf(actor)
  const wishes = wishesOf(ctx, kind, files)
  const own =
    files.table && (files.own?.length || files.where?.length)
      ? Prisma.sql`JOIN ${Prisma.raw(files.table)} h ON h.case_id = d.case_id`
      : Prisma.empty
  const join = wishes.length
    ? Prisma.sql`JOIN case_file c ON c.id = d.case_id ${own}`
    : Prisma.sql`LEFT JOIN case_file c ON c.id = d.case_id`
  const where = Prisma.join(
    [Prisma.sql`d.kind = ${kind} AND d.scope_key >= ${lo} AND d.scope_key < ${hi}`, ...ownConditions(url), ...wishes],
    ' AND ',
  )
  const after = url.searchParams.get('after')
  const beyond = isUuid(after) ? Prisma.sql`AND d.id < ${after}::uuid` : Prisma.empty
  const raw = await db.$queryRaw<Raw[]>(Prisma.sql`
    SELECT d.id, d.case_id, d.title, d.about_label, d.number, d.state, d.issued_on, d.made_name, d.copies, c.case_no, c.name
    FROM case_document d ${join} WHERE ${where} ${beyond} ORDER BY d.id DESC LIMIT ${PAGE + 1}`)
  const [{ n } = { n: 0 }] = await db.$queryRaw<{ n: number }[]>(
    Prisma.sql`SELECT count(*)::int AS n FROM (SELECT 1 FROM case_document d ${join} WHERE ${where} LIMIT ${COUNT_CAP + 1}) capped`,
  )
  const rows = raw.slice(0, PAGE)
  return {
    rows: rows.map((row) => ({
      id: row.id,
      caseId: row.case_id,
      caseNo: row.case_no,
      name: row.name && maskName(row.name),
      title: row.title,
      label: row.about_label,
      number: row.number,
      state: documentState(row),
      on: row.issued_on && dbToDay(row.issued_on),
      by: row.made_name,
      copies: row.copies,
    })),
    count: n > COUNT_CAP ? `${COUNT_CAP}+` : String(n),
    next: raw.length > PAGE ? rows.at(-1)!.id : undefined,
  }
}
export type DocumentList = Awaited<ReturnType<typeof listDocuments>>
