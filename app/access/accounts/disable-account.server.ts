import { logAccess } from '~/audit/log.server'
import { dayToDb, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { conflict } from '~/lib/errors'
import { roles, type Role } from '../roles'
import { endSessions } from '../session/end-session.server'
import { otherAccount, type AdminCtx } from './other-account.server'

/**
 * Disables an account at once (a leaver, a doubt), by the system administrator; its sessions end, its posts stay for the
 * hand-over. Throws 403 for other roles and the own account, 404, and 409 for the last usable account of an
 * administrator: nobody takes away who looks over his shoulder.
 */
export async function disableAccount(ctx: AdminCtx, userId: unknown): Promise<void> {
  const user = await otherAccount(ctx, 'AD', userId)
  if (user.disabledAt) return
  const { db, actor } = ctx
  const last = await lastOf(db, user.id, actor.today)
  if (last)
    throw conflict(`这是最后一个可用的${roles[last]}账号，停用后没有人能办他的事。请先由安全管理员给另一个人这个岗位。`)
  await db.user.update({ where: { id: user.id }, data: { disabledAt: actor.now, disabledWhy: 'admin' } })
  await endSessions({ userId: user.id }, 'disabled', db)
  await logAccess(db, actor, { event: 'account', data: { what: 'disabled', account: user.id } })
}

/** The administrator's role that only this account still holds; undefined when there is none. */
async function lastOf(db: Db, userId: string, on: LegalDay): Promise<Role | undefined> {
  const day = dayToDb(on)
  const posts = await db.post.findMany({
    where: {
      role: { in: ['AD', 'SE', 'AU'] },
      fromOn: { lte: day },
      OR: [{ untilOn: null }, { untilOn: { gte: day } }],
      user: { disabledAt: null },
    },
    select: { userId: true, role: true },
  })
  const own = posts.filter((post) => post.userId === userId)
  return own.find((post) => !posts.some((other) => other.role === post.role && other.userId !== userId))?.role as
    Role | undefined
}
