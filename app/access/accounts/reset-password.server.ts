import { logAccess } from '~/audit/log.server'
import { endSessions } from '../session/end-session.server'
import { oneTimePassword } from './one-time-password.server'
import { otherAccount, type AdminCtx } from './other-account.server'
import { hashPassword } from './password-hash.server'

/**
 * A new one-time password for somebody who forgot his, by the system administrator; his sessions end. The second factor
 * and a lock stay: they are the security administrator's. Throws 403 for other roles and the own account, 404.
 */
export async function resetPassword(ctx: AdminCtx, userId: unknown): Promise<{ username: string; password: string }> {
  const user = await otherAccount(ctx, 'AD', userId)
  const { db, actor } = ctx
  const password = oneTimePassword()
  const hash = await hashPassword(password)
  await db.account.updateMany({ where: { userId: user.id, providerId: 'credential' }, data: { password: hash } })
  await db.user.update({ where: { id: user.id }, data: { mustChangePassword: true, passwordChangedAt: actor.now } })
  await endSessions({ userId: user.id }, 'reset', db)
  await logAccess(db, actor, { event: 'account', data: { what: 'password_reset', account: user.id } })
  return { username: user.username, password }
}
