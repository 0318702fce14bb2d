import { logAccess } from '~/audit/log.server'
import { forgetAttempts } from './count-attempt.server'
import { otherAccount, type AdminCtx } from './other-account.server'

/** Takes the lock after wrong guesses away, by the security administrator. Throws 403 for other roles and the own account, 404. */
export async function unlockAccount(ctx: AdminCtx, userId: unknown): Promise<void> {
  const user = await otherAccount(ctx, 'SE', userId)
  await forgetAttempts(ctx.db, user.id)
  await logAccess(ctx.db, ctx.actor, { event: 'account', data: { what: 'unlocked', account: user.id } })
}
