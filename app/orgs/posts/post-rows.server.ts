/** Posts with their person and unit, in one statement; days as LegalDay. */
import { isRole, roles } from '~/access/roles'
import { Prisma } from '~/generated/prisma/client'
import { dbToDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { notFound } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'

export type PostRow = {
  id: string
  userId: string
  name: string
  username: string
  disabled: boolean
  role: string
  roleLabel: string
  unit: { code: string; kind: string; name: string }
  /** '2024-1': entrance year and number, without the school's code. */
  classCode: string | null
  from: LegalDay
  until: LegalDay | null
  deputyOf: string | null
  confirmed: boolean
  authorisedUntil: LegalDay | null
  certifiedOn: LegalDay
  note: string | null
  endCause: string | null
  /** Who did what, by post id. */
  hands: Record<'granted' | 'confirmed' | 'ended' | 'authorised', { by: string | null; at: Date | null }>
}

type Raw = {
  id: string
  user_id: string
  name: string
  username: string
  disabled_at: Date | null
  role: string
  unit_code: string
  unit_kind: string
  unit_name: string
  class_code: string | null
  from_on: Date
  until_on: Date | null
  deputy_of: string | null
  granted_by: string | null
  granted_at: Date | null
  confirmed_by: string | null
  confirmed_at: Date | null
  ended_by: string | null
  ended_at: Date | null
  authorised_by: string | null
  authorised_until: Date | null
  certified_on: Date
  note: string | null
  end_cause: string | null
}

/** The tables of a condition over posts: post p, app_user u, unit n. */
export const postTables = Prisma.sql`post p JOIN app_user u ON u.id = p.user_id JOIN unit n ON n.code = p.unit_code`

/** Posts (alias p) that are not over on the day. */
export const notOver = (today: LegalDay): Prisma.Sql =>
  Prisma.sql`(p.until_on IS NULL OR (p.until_on >= ${today}::date AND p.until_on >= p.from_on))`

const columns = Prisma.sql`p.id, p.user_id, u.name, u.username, u.disabled_at, p.role, p.unit_code, n.kind AS unit_kind, n.name AS unit_name, p.class_code, p.from_on, p.until_on,
  p.deputy_of, p.granted_by, p.granted_at, p.confirmed_by, p.confirmed_at, p.ended_by, p.ended_at, p.authorised_by, p.authorised_until, p.certified_on, p.note, p.end_cause`

const day = (date: Date | null): LegalDay | null => date && dbToDay(date)

const toRow = (raw: Raw): PostRow => ({
  id: raw.id,
  userId: raw.user_id,
  name: raw.name,
  username: raw.username,
  disabled: raw.disabled_at !== null,
  role: raw.role,
  roleLabel: isRole(raw.role) ? roles[raw.role] : raw.role,
  unit: { code: raw.unit_code, kind: raw.unit_kind, name: raw.unit_name },
  classCode: raw.class_code?.slice(raw.unit_code.length + 1) ?? null,
  from: dbToDay(raw.from_on),
  until: day(raw.until_on),
  deputyOf: raw.deputy_of,
  confirmed: raw.confirmed_at !== null,
  authorisedUntil: day(raw.authorised_until),
  certifiedOn: dbToDay(raw.certified_on),
  note: raw.note,
  endCause: raw.end_cause,
  hands: {
    granted: { by: raw.granted_by, at: raw.granted_at },
    confirmed: { by: raw.confirmed_by, at: raw.confirmed_at },
    ended: { by: raw.ended_by, at: raw.ended_at },
    authorised: { by: raw.authorised_by, at: null },
  },
})

/** Posts that meet a condition, by unit and id unless said otherwise. */
export async function postRows(
  db: Db,
  where: Prisma.Sql,
  {
    take,
    order = Prisma.sql`p.unit_code, p.role, p.id`,
    withTables = Prisma.empty,
  }: { take: number; order?: Prisma.Sql; withTables?: Prisma.Sql },
): Promise<PostRow[]> {
  const raw = await db.$queryRaw<Raw[]>(
    Prisma.sql`SELECT ${columns} FROM ${postTables} ${withTables} WHERE ${where} ORDER BY ${order} LIMIT ${take}`,
  )
  return raw.map(toRow)
}

/** A post by its id, whosever it is. Throws 404. */
export async function anyPost(db: Db, id: unknown): Promise<PostRow> {
  const [post] = isUuid(id) ? await postRows(db, Prisma.sql`p.id = ${id}::uuid`, { take: 1 }) : []
  if (!post) throw notFound()
  return post
}
