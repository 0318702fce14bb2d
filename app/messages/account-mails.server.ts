/** What happens to an account is told to its owner by mail, where the account has an address (DOMAIN 4.14). */
import { createAccountOf } from '~/access/accounts/create-account.server'
import type { AdminCtx } from '~/access/accounts/other-account.server'
import { resetPassword } from '~/access/accounts/reset-password.server'
import { formatInstant } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { env } from '~/lib/env.server'
import { mailOf } from './addresses'
import { queueMessage, queueMessages } from './queue-message.server'

const signInPage = () => `${env.PUBLIC_URL}/sign-in`

/** The address of an account; null when it was made without one. */
async function addressOf(db: Db, username: string): Promise<string | null> {
  const { email } = await db.user.findUniqueOrThrow({ where: { username }, select: { email: true } })
  return mailOf(email)
}

async function tell(db: Db, username: string, template: 'account_new' | 'account_reset'): Promise<void> {
  const to = await addressOf(db, username)
  if (to) await queueMessage(db, { channel: 'mail', to, template, data: { link: signInPage() } })
}

/** createAccountOf, and the mail. Never the password. */
export async function openAccount(ctx: AdminCtx, form: FormData) {
  const given = await createAccountOf(ctx, form)
  await tell(ctx.db, given.username, 'account_new')
  return given
}

/** resetPassword, and the mail: whoever did not ask for it learns of it. */
export async function renewPassword(ctx: AdminCtx, userId: unknown) {
  const given = await resetPassword(ctx, userId)
  await tell(ctx.db, given.username, 'account_reset')
  return given
}

/** Tells the owners of accounts that are locked now, once for each lock. By the worker. Gives how many. */
export async function tellLocked(db: Db, at: Date): Promise<number> {
  const locked = await db.$queryRaw<{ id: string; email: string; until: Date }[]>`
    SELECT id, email, locked_until AS until FROM app_user WHERE locked_until > ${at} AND email NOT LIKE '%@local.invalid' LIMIT 500`
  return queueMessages(
    db,
    locked.map(({ id, email, until }) => ({
      channel: 'mail' as const,
      to: email,
      template: 'account_locked' as const,
      data: { until: formatInstant(until) },
      key: `locked:${id}:${until.toISOString()}`,
      until,
    })),
  )
}
