import { logAccess } from '~/audit/log.server'
import { otherAccount, type AdminCtx } from './other-account.server'

/**
 * Takes somebody's code generator and recovery codes away (telephone lost, codes used up), by the security
 * administrator: his sessions end, and he enrols anew at the next sign-in. Throws 403 for other roles and the own
 * account, 404. The database refuses anybody else, too.
 */
export async function resetSecondFactor(ctx: AdminCtx, userId: unknown): Promise<void> {
  const user = await otherAccount(ctx, 'SE', userId)
  await ctx.db.$executeRaw`SELECT clear_second_factor(${user.id})`
  await logAccess(ctx.db, ctx.actor, { event: 'account', data: { what: 'second_factor_reset', account: user.id } })
}
