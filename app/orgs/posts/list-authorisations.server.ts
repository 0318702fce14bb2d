/** Standing authorisations (常设授权) for minors' files, all of them, for the security administrator. */
import type { Actor } from '~/access/actor'
import { limitOf } from '~/access/authorise-limits.server'
import { Prisma } from '~/generated/prisma/client'
import { addDays, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { notFound, refused } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'
import { revoke } from './authorise-post.server'
import { anyPost, notOver, postRows, postTables, type PostRow } from './post-rows.server'

type Ctx = { actor: Actor; db: Db }

const PAGE = 50
const MAX_TEXT = 40

export const authorisationStates = { soon: '30 天内到期', expired: '已过期', valid: '有效' } as const
export type AuthorisationState = keyof typeof authorisationStates

export type Authorisation = PostRow & { authorisedUntil: LegalDay; signedBy: string }

/** One page, the first to expire first; with the number that expires within X.authorisation_renew days. */
export async function listAuthorisations({ actor, db }: Ctx, address: URLSearchParams) {
  const days = (await limitOf(db, 'X.authorisation_renew', actor.today)).value
  const soon = addDays(actor.today, days)
  const q = (address.get('q') ?? '').trim().slice(0, MAX_TEXT)
  const state = address.get('state') ?? ''
  const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const [day, id] = address.get('after')?.split('_') ?? []
  const conditions: Record<AuthorisationState, Prisma.Sql> = {
    soon: Prisma.sql`p.authorised_until BETWEEN ${actor.today}::date AND ${soon}::date`,
    expired: Prisma.sql`p.authorised_until < ${actor.today}::date`,
    valid: Prisma.sql`p.authorised_until >= ${actor.today}::date`,
  }
  const all = Prisma.sql`p.authorised_until IS NOT NULL AND ${notOver(actor.today)}`
  const where = Prisma.join(
    [
      all,
      ...(Object.hasOwn(conditions, state) ? [conditions[state as AuthorisationState]] : []),
      ...(q ? [Prisma.sql`(u.name LIKE ${like} OR n.name LIKE ${like})`] : []),
    ],
    ' AND ',
  )
  const beyond =
    day && /^\d{4}-\d\d-\d\d$/.test(day) && isUuid(id)
      ? Prisma.sql`AND (p.authorised_until, p.id) > (${day}::date, ${id}::uuid)`
      : Prisma.empty
  const found = await postRows(db, Prisma.sql`${where} ${beyond}`, {
    take: PAGE + 1,
    order: Prisma.sql`p.authorised_until, p.id`,
  })
  const page = found.slice(0, PAGE)
  const signers = await postRows(
    db,
    Prisma.sql`p.id = ANY (${page.flatMap((row) => row.hands.authorised.by ?? [])}::uuid[])`,
    { take: PAGE },
  )
  const [counts] = await db.$queryRaw<{ n: number; soon: number }[]>(Prisma.sql`
    SELECT count(*) FILTER (WHERE ${where})::int AS n, count(*) FILTER (WHERE ${all} AND ${conditions.soon})::int AS soon FROM ${postTables} WHERE p.authorised_until IS NOT NULL`)
  const last = page.at(-1)
  return {
    rows: page.map((row): Authorisation => {
      const signer = signers.find((one) => one.id === row.hands.authorised.by)
      return {
        ...row,
        authorisedUntil: row.authorisedUntil!,
        signedBy: signer ? `${signer.name}（${signer.roleLabel}）` : '系统启用时',
      }
    }),
    count: counts?.n ?? 0,
    soon: counts?.soon ?? 0,
    soonBy: soon,
    today: actor.today,
    values: { q, state } as Record<string, string>,
    next:
      found.length > PAGE && last
        ? `/admin/authorisations?${new URLSearchParams({ ...(q && { q }), ...(state && { state }), after: `${last.authorisedUntil!}_${last.id}` })}`
        : undefined,
  }
}

export type AuthorisationList = Awaited<ReturnType<typeof listAuthorisations>>

/** The security administrator takes an authorisation back, at once. Throws 403, 404. */
export async function revokeAuthorisation(ctx: Ctx, id: unknown): Promise<void> {
  if (ctx.actor.role !== 'SE') throw refused()
  const post = await anyPost(ctx.db, id)
  if (!post.authorisedUntil || post.userId === ctx.actor.userId) throw notFound()
  await revoke(ctx, post.id)
}
