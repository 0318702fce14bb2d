import { Prisma } from '~/generated/prisma/client'
import { addDays, dayToDb, type LegalDay } from '~/lib/dates'
import { refused } from '~/lib/errors'
import { toHalfWidth } from '~/lib/text'
import { isRole, roles } from '../roles'
import { limitsOf } from '../session/limits.server'
import type { AdminCtx } from './other-account.server'

const PAGE = 50
const CAP = 1000

/** How accounts can be told apart; the words of the filter. */
export const accountStates = {
  active: '可以登录',
  locked: '已锁定',
  disabled: '已停用',
  never: '从未登录',
  unused: '长期未用',
  postless: '没有在任岗位',
} as const
export type AccountState = keyof typeof accountStates

export const isAccountState = (text: string | null): text is AccountState =>
  text !== null && Object.hasOwn(accountStates, text)

export type AccountLine = {
  id: string
  name: string
  username: string
  state: AccountState
  posts: string[]
  usedAt: Date | null
}

type Row = {
  id: string
  name: string
  username: string
  disabled: boolean
  locked: boolean
  never: boolean
  unused: boolean
  used_at: Date
}

/** The conditions of each state, over `app_user u`. `today`, `at`: of the request; `unusedSince`: a day. */
export function stateSql(
  state: AccountState,
  { today, at, unusedSince }: { today: LegalDay; at: Date; unusedSince: LegalDay },
): Prisma.Sql {
  const usable = Prisma.sql`u.disabled_at IS NULL`
  const sql: Record<AccountState, Prisma.Sql> = {
    active: Prisma.sql`${usable} AND (u.locked_until IS NULL OR u.locked_until <= ${at})`,
    locked: Prisma.sql`${usable} AND u.locked_until > ${at}`,
    disabled: Prisma.sql`u.disabled_at IS NOT NULL`,
    never: Prisma.sql`${usable} AND u.used_at <= u.created_at`,
    unused: Prisma.sql`${usable} AND u.used_at < ${new Date(`${unusedSince}T00:00:00+08:00`)}`,
    postless: Prisma.sql`${usable} AND NOT EXISTS (SELECT 1 FROM post p WHERE p.user_id = u.id AND (p.until_on IS NULL OR p.until_on >= ${dayToDb(today)}::date))`,
  }
  return sql[state]
}

/** The day before which an account without a sign-in since is near its end (X.account_unused less the warning). */
export async function unusedSince({ db, actor }: AdminCtx): Promise<LegalDay> {
  const { unusedDays, unusedWarnDays } = await limitsOf(db)
  return addDays(actor.today, 1 - (unusedDays - unusedWarnDays))
}

const like = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/** Accounts by user name, narrowed by state, unit and text; a page at a time, the count exact to 1,000. For AD alone. */
export async function listAccounts(ctx: AdminCtx, address: URLSearchParams) {
  const { db, actor } = ctx
  if (actor.role !== 'AD') throw refused()
  const since = await unusedSince(ctx)
  const times = { today: actor.today, at: actor.now, unusedSince: since }
  const state = address.get('state')
  const unit = toHalfWidth(address.get('unit') ?? '')
    .trim()
    .toUpperCase()
  const q = toHalfWidth(address.get('q') ?? '')
    .trim()
    .slice(0, 40)
  const after = address.get('after')
  const where = [
    ...(isAccountState(state) ? [stateSql(state, times)] : []),
    ...(/^\d{2,15}(-[A-Z]{0,4}\d{0,4})?$/.test(unit)
      ? [Prisma.sql`EXISTS (SELECT 1 FROM post p WHERE p.user_id = u.id AND p.unit_code LIKE ${`${unit}%`})`]
      : []),
    ...(q ? [Prisma.sql`(u.name LIKE ${like(q)} OR u.username LIKE ${like(q.toLowerCase())})`] : []),
  ]
  const all = where.length ? Prisma.join(where, ' AND ') : Prisma.sql`true`
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    SELECT u.id, u.name, u.username, u.disabled_at IS NOT NULL AS disabled, coalesce(u.locked_until > ${actor.now}, false) AS locked,
      u.used_at <= u.created_at AS never, ${stateSql('unused', times)} AS unused, u.used_at
    FROM app_user u WHERE ${all} ${after ? Prisma.sql`AND u.username > ${after}` : Prisma.empty} ORDER BY u.username LIMIT ${PAGE + 1}`)
  const [{ n } = { n: 0 }] = await db.$queryRaw<{ n: number }[]>(
    Prisma.sql`SELECT count(*)::int AS n FROM (SELECT 1 FROM app_user u WHERE ${all} LIMIT ${CAP + 1}) x`,
  )
  const page = rows.slice(0, PAGE)
  const posts = await postsOf(
    ctx,
    page.map((row) => row.id),
  )
  const last = rows.length > PAGE ? page.at(-1) : undefined
  const filter = { q, unit, state: isAccountState(state) ? state : '' }
  return {
    lines: page.map((row): AccountLine => ({
      id: row.id,
      name: row.name,
      username: row.username,
      state: stateOf(row, (posts.get(row.id) ?? []).length > 0),
      posts: posts.get(row.id) ?? [],
      usedAt: row.never ? null : row.used_at,
    })),
    total: n > CAP ? `${CAP}+` : String(n),
    filter,
    ...(last && { nextHref: `/admin/accounts?${new URLSearchParams({ ...filter, after: last.username })}` }),
  }
}

/** The one state that matters most of an account. */
export function stateOf(row: Pick<Row, 'disabled' | 'locked' | 'never' | 'unused'>, hasPost: boolean): AccountState {
  if (row.disabled) return 'disabled'
  if (row.locked) return 'locked'
  if (!hasPost) return 'postless'
  if (row.unused) return 'unused'
  return row.never ? 'never' : 'active'
}

/** What the people are and where, in words, for their posts that are not over. One statement. */
async function postsOf({ db, actor }: AdminCtx, userIds: string[]): Promise<Map<string, string[]>> {
  if (!userIds.length) return new Map()
  const rows = await db.$queryRaw<{ user_id: string; role: string; unit: string }[]>`
    SELECT p.user_id, p.role, n.name AS unit FROM post p JOIN unit n ON n.code = p.unit_code
    WHERE p.user_id = ANY (${userIds}) AND (p.until_on IS NULL OR p.until_on >= ${dayToDb(actor.today)}::date) ORDER BY p.unit_code, p.role`
  const found = new Map<string, string[]>()
  for (const { user_id, role, unit } of rows)
    found.set(user_id, [...(found.get(user_id) ?? []), `${isRole(role) ? roles[role] : role} · ${unit}`])
  return found
}

/** How many accounts are in each state. One statement. */
export async function countAccounts(ctx: AdminCtx): Promise<Record<AccountState, number>> {
  const times = { today: ctx.actor.today, at: ctx.actor.now, unusedSince: await unusedSince(ctx) }
  const names = Object.keys(accountStates) as AccountState[]
  const counts = names.map(
    (name) => Prisma.sql`count(*) FILTER (WHERE ${stateSql(name, times)})::int AS ${Prisma.raw(`"${name}"`)}`,
  )
  const rows = await ctx.db.$queryRaw<Record<AccountState, number>[]>(
    Prisma.sql`SELECT ${Prisma.join(counts)} FROM app_user u`,
  )
  return rows[0]!
}
