import { dbToDay } from '~/lib/dates'
import { notFound, refused } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'
import { isRole, roles } from '../roles'
import { stateOf, unusedSince } from './list-accounts.server'
import type { AdminCtx } from './other-account.server'

const why: Record<string, string> = { admin: '由系统管理员停用', unused: '长期未登录，自动停用' }

/**
 * One account as the system administrator sees it: who, where, since when; and of what hangs on it the number of open
 * files and of duties given by name, for each post. No file is named. Throws 403, 404.
 */
export async function findAccount(ctx: AdminCtx, id: string | undefined) {
  const { db, actor } = ctx
  if (actor.role !== 'AD') throw refused()
  const user = isUuid(id) ? await db.user.findUnique({ where: { id } }) : null
  if (!user) throw notFound()
  const posts = await db.post.findMany({
    where: { userId: user.id },
    include: { unit: { select: { name: true } } },
    orderBy: [{ unitCode: 'asc' }, { role: 'asc' }, { id: 'asc' }],
    take: 100,
  })
  const loads = await db.$queryRaw<{ post_id: string; files: number; duties: number }[]>`
    SELECT post_id, files, duties FROM caseload_of(${user.id})`
  const loadOf = (post: string) => loads.find((load) => load.post_id === post)
  const open = posts.filter((post) => !post.untilOn || dbToDay(post.untilOn) >= actor.today)
  const since = await unusedSince(ctx)
  const never = user.usedAt <= user.createdAt
  return {
    id: user.id,
    name: user.name,
    username: user.username,
    email: user.email.endsWith('@local.invalid') ? null : user.email,
    createdAt: user.createdAt,
    usedAt: never ? null : user.usedAt,
    mustChange: user.mustChangePassword,
    hasFactor: user.secondFactorAt !== null,
    lockedUntil: user.lockedUntil && user.lockedUntil > actor.now ? user.lockedUntil : null,
    disabled: user.disabledAt && { at: user.disabledAt, why: why[user.disabledWhy ?? ''] ?? '已停用' },
    state: stateOf(
      {
        disabled: user.disabledAt !== null,
        locked: user.lockedUntil !== null && user.lockedUntil > actor.now,
        never,
        unused: user.usedAt < new Date(`${since}T00:00:00+08:00`),
      },
      open.length > 0,
    ),
    posts: posts.map((post) => ({
      id: post.id,
      role: isRole(post.role) ? roles[post.role] : post.role,
      unit: post.unit.name,
      from: dbToDay(post.fromOn),
      until: post.untilOn && dbToDay(post.untilOn),
      files: loadOf(post.id)?.files ?? 0,
      duties: loadOf(post.id)?.duties ?? 0,
    })),
    load: {
      files: loads.reduce((n, load) => n + load.files, 0),
      duties: loads.reduce((n, load) => n + load.duties, 0),
    },
    own: user.id === actor.userId,
  }
}
export type AccountPage = Awaited<ReturnType<typeof findAccount>>
