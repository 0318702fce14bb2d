/** What waits for an administrator and where he does it: declared per role, counted in one statement. */
import type { Actor } from '~/access/actor'
import { limitOf } from '~/access/authorise-limits.server'
import type { Role } from '~/access/roles'
import { Prisma } from '~/generated/prisma/client'
import { addDays } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { awaiting, certifyOverdue } from '~/orgs/posts/list-posts.server'
import { notOver, postTables } from '~/orgs/posts/post-rows.server'

type Ctx = { actor: Actor; db: Db }
type Limits = { recertifyMonths: number; renewDays: number }

export type HomeItem = {
  href: string
  label: string
  hint: string
  /** A statement that gives one number, `n`: how many wait. Without it the item is a place to go. */
  waits?: (actor: Actor, limits: Limits) => Prisma.Sql
}

const posts = (where: Prisma.Sql) => Prisma.sql`SELECT count(*)::int AS n FROM ${postTables} WHERE ${where}`

const security: HomeItem[] = [
  {
    href: '/admin/posts/new',
    label: '新账号，待授予岗位',
    hint: '系统管理员已建账号，还没有岗位，登录后什么也做不了',
    waits: ({ today }) =>
      Prisma.sql`SELECT count(*)::int AS n FROM app_user a WHERE a.disabled_at IS NULL AND NOT EXISTS (SELECT 1 FROM ${postTables} WHERE p.user_id = a.id AND ${notOver(today)})`,
  },
  {
    href: '/admin/posts?state=awaiting',
    label: '已授予，待确认的岗位',
    hint: '等单位负责人确认；没有负责人的，由您写明依据确认',
    waits: ({ today }) => posts(awaiting(today)),
  },
  {
    href: '/admin/posts?state=recertify',
    label: '权限复核逾期的岗位',
    hint: '单位负责人每六个月复核一次，逾期的请催办',
    waits: ({ today }, { recertifyMonths }) => posts(certifyOverdue(today, recertifyMonths)),
  },
  {
    href: '/admin/locks',
    label: '锁定的账号',
    hint: '核实本人后解锁；丢了手机的重设验证器',
    waits: ({ now }) => Prisma.sql`SELECT count(*)::int AS n FROM app_user a WHERE a.locked_until > ${now}`,
  },
  {
    href: '/admin/alarms',
    label: '异常查看提示',
    hint: '一小时内显示敏感信息过多的，了解后登记结果',
    waits: () => Prisma.sql`SELECT count(*)::int AS n FROM reveal_alarm a WHERE a.reviewed_at IS NULL`,
  },
  {
    href: '/access/reviews',
    label: '紧急查看，待复审',
    hint: '承办单位负责人复核之后，或逾期未复核的',
    waits: ({ today, postId }) =>
      Prisma.sql`SELECT count(*)::int AS n FROM break_glass b WHERE b.second_at IS NULL AND b.post_id <> ${postId}::uuid
        AND (b.reviewed_at IS NOT NULL OR (b.started_at AT TIME ZONE 'Asia/Shanghai')::date + 1 < ${today}::date)`,
  },
  {
    href: '/admin/authorisations?state=soon',
    label: '30 天内到期的常设授权',
    hint: '负责人已收到续签的待办；不再需要的可以收回',
    waits: ({ today }, { renewDays }) =>
      posts(
        Prisma.sql`p.authorised_until BETWEEN ${today}::date AND ${addDays(today, renewDays)}::date AND ${notOver(today)}`,
      ),
  },
  { href: '/admin/exports', label: '导出审批', hint: '只看导出什么、多少行、为什么，看不到内容' },
  {
    href: '/admin/changes?state=submitted',
    label: '规则和日历变更，待确认',
    hint: '系统管理员提出的变更，核对新旧日期后由您确认',
    waits: () => Prisma.sql`SELECT count(*)::int AS n FROM recompute_batch WHERE state = 'submitted'`,
  },
]

/** The administrators' pages; a role that is not named has none. */
export const homeItems: Partial<Record<Role, readonly HomeItem[]>> = { SE: security }
export const homeRoles = Object.keys(homeItems) as Role[]

export type HomeLine = { href: string; label: string; hint: string; n: number | null }

/** The items of the role with their numbers; those that wait first. */
export async function readAdminHome({ actor, db }: Ctx): Promise<HomeLine[]> {
  const items = homeItems[actor.role] ?? []
  const limits = {
    recertifyMonths: (await limitOf(db, 'X.recertify', actor.today)).value,
    renewDays: (await limitOf(db, 'X.authorisation_renew', actor.today)).value,
  }
  const counted = items.flatMap(({ waits }, index) =>
    waits ? Prisma.sql`SELECT ${index}::int AS item, n FROM (${waits(actor, limits)}) w` : [],
  )
  const rows = counted.length
    ? await db.$queryRaw<{ item: number; n: number }[]>(Prisma.join(counted, ' UNION ALL '))
    : []
  const numbers = new Map(rows.map((row) => [row.item, row.n]))
  return items
    .map(({ href, label, hint }, index) => ({ href, label, hint, n: numbers.get(index) ?? null }))
    .sort((a, b) => Number((b.n ?? 0) > 0) - Number((a.n ?? 0) > 0))
}
