import { logAccess } from '~/audit/log.server'
import { otherAccount, type AdminCtx } from './other-account.server'

/** Enables a disabled account again, by the system administrator. Throws 403 for other roles and the own account, 404. */
export async function enableAccount(ctx: AdminCtx, userId: unknown): Promise<void> {
  const user = await otherAccount(ctx, 'AD', userId)
  if (!user.disabledAt) return
  const { db, actor } = ctx
  await db.user.update({
    where: { id: user.id },
    data: { disabledAt: null, disabledWhy: null, usedAt: actor.now, unusedWarnedAt: null },
  })
  await logAccess(db, actor, { event: 'account', data: { what: 'enabled', account: user.id } })
}
