/** Posts (岗位) for the security administrator: staff and units alone, nothing of any file. */
import type { Actor } from '~/access/actor'
import { limitOf } from '~/access/authorise-limits.server'
import { inForceSql } from '~/access/in-force.server'
import { isRole, roles, type Role } from '~/access/roles'
import { Prisma } from '~/generated/prisma/client'
import type { LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { isUuid } from '~/lib/ids.server'
import { directory } from '../find-units.server'
import { headsInOffice, headsOfPost } from './answers-for.server'
import { notOver, postRows, postTables, type PostRow } from './post-rows.server'
import { certifyBy, postState, type PostState } from './post-state'

type Ctx = { actor: Actor; db: Db }

const PAGE = 50
const CAP = 1000
const MAX_TEXT = 40

export const stateFilters = {
  awaiting: '待确认',
  in_force: '在任',
  later: '未开始',
  recertify: '权限待复核',
  ended: '已结束',
} as const
type StateFilter = keyof typeof stateFilters

export type PostLine = PostRow & {
  state: PostState
  /** The rights were to be certified again by this day, which has passed. */
  certifyLate: LegalDay | null
  /** Who has to confirm; empty for a post nobody answers for. Only of posts that wait. */
  confirmers: string[] | null
}

/** A cursor of unit code and id. */
function readAfter(after: string | null): { unit: string; id: string } | undefined {
  const [unit, id] = after?.split('_') ?? []
  return unit && /^[0-9A-Z-]+$/.test(unit) && isUuid(id) ? { unit, id } : undefined
}

const like = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/** Posts (alias p) in force whose rights should have been certified again by the day. */
export const certifyOverdue = (today: LegalDay, months: number): Prisma.Sql =>
  Prisma.sql`${inForceSql(today)} AND p.deputy_of IS NULL AND p.certified_on + make_interval(months => ${months}::int) < ${today}::date`

/** Posts (alias p) that wait for somebody's confirmation. */
export const awaiting = (today: LegalDay): Prisma.Sql => Prisma.sql`p.confirmed_at IS NULL AND ${notOver(today)}`

async function conditions({ actor, db }: Ctx, address: URLSearchParams, months: number): Promise<Prisma.Sql> {
  const given = (name: string) => address.get(name)?.trim().slice(0, MAX_TEXT) || undefined
  const [q, role, unit, state] = [given('q'), given('role'), given('unit'), given('state')]
  const open = notOver(actor.today)
  const byState: Record<StateFilter, Prisma.Sql> = {
    awaiting: awaiting(actor.today),
    in_force: inForceSql(actor.today),
    later: Prisma.sql`p.confirmed_at IS NOT NULL AND p.from_on > ${actor.today}::date AND ${open}`,
    recertify: certifyOverdue(actor.today, months),
    ended: Prisma.sql`NOT ${open}`,
  }
  const parts = [state && Object.hasOwn(byState, state) ? byState[state as StateFilter] : open]
  if (q) parts.push(Prisma.sql`(u.name LIKE ${like(q)} OR u.username LIKE ${like(q.toLowerCase())})`)
  if (role && isRole(role)) parts.push(Prisma.sql`p.role = ${role}`)
  if (unit) parts.push(Prisma.sql`p.unit_code = ANY (${await unitsLike(db, unit)})`)
  return Prisma.join(parts, ' AND ')
}

/** Codes of units whose name holds the text or whose code begins so. */
async function unitsLike(db: Db, text: string): Promise<string[]> {
  const { units } = await directory(db)
  return [...units.values()].flatMap((one) => (one.name.includes(text) || one.code.startsWith(text) ? one.code : []))
}

/** One page of posts by unit, with their count (exact to 1000). */
export async function listPosts(ctx: Ctx, address: URLSearchParams) {
  const { actor, db } = ctx
  const months = (await limitOf(db, 'X.recertify', actor.today)).value
  const where = await conditions(ctx, address, months)
  const cursor = readAfter(address.get('after'))
  const beyond = cursor ? Prisma.sql`AND (p.unit_code, p.id) > (${cursor.unit}, ${cursor.id}::uuid)` : Prisma.empty
  const found = await postRows(db, Prisma.sql`${where} ${beyond}`, {
    take: PAGE + 1,
    order: Prisma.sql`p.unit_code, p.id`,
  })
  const [{ n } = { n: 0 }] = await db.$queryRaw<{ n: number }[]>(
    Prisma.sql`SELECT count(*)::int AS n FROM (SELECT 1 FROM ${postTables} WHERE ${where} LIMIT ${CAP + 1}) c`,
  )
  const page = found.slice(0, PAGE)
  const waiting = page.filter((row) => !row.confirmed)
  const heads = waiting.length
    ? await headsInOffice(db, actor.today, { around: waiting.map((row) => row.unit.code) })
    : []
  const last = page.at(-1)
  return {
    rows: page.map((row): PostLine => {
      const state = postState(row, actor.today)
      const by = certifyBy(row.certifiedOn, months)
      return {
        ...row,
        state,
        certifyLate: state === 'in_force' && !row.deputyOf && by < actor.today ? by : null,
        confirmers: state === 'awaiting' ? headsOfPost(row, heads).map((head) => head.name) : null,
      }
    }),
    count: n > CAP ? `${CAP}+` : String(n),
    next:
      found.length > PAGE && last
        ? String(new URLSearchParams({ ...Object.fromEntries(address), after: `${last.unit.code}_${last.id}` }))
        : undefined,
    values: Object.fromEntries(address) as Record<string, string>,
    roles: (Object.keys(roles) as Role[]).map((value) => ({ value, label: roles[value] })),
  }
}

export type PostList = Awaited<ReturnType<typeof listPosts>>
