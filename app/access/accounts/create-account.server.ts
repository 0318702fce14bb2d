import { parseWithZod } from '@conform-to/zod/v4'
import { z } from 'zod'
import { logAccess } from '~/audit/log.server'
import { invalid, refused } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { requiredText } from '~/lib/text'
import { oneTimePassword } from './one-time-password.server'
import type { AdminCtx } from './other-account.server'
import { hashPassword } from './password-hash.server'

const NAME = /^[a-z][a-z0-9._-]{1,39}$/

/** What an account is made from. `email`: for warnings about the account; may be missing. */
export const accountInput = z.object({
  name: requiredText(30),
  username: z
    .string()
    .trim()
    .toLowerCase()
    .min(1)
    .refine((text) => NAME.test(text), '2–40 位，以字母开头，只用小写字母、数字、点、横线和下划线'),
  email: z.union([z.literal('').transform(() => undefined), z.email()]).optional(),
})

/**
 * An account without any post (the security administrator grants those), by the system administrator. The password is
 * given back once: it must be changed at the first sign-in. Throws 422 when the user name is taken, 403 for other roles.
 */
export async function createAccount(
  { db, actor }: AdminCtx,
  input: z.output<typeof accountInput>,
): Promise<{ userId: string; username: string; password: string }> {
  if (actor.role !== 'AD') throw refused()
  const { name, username } = input
  const email = input.email ?? `${username}@local.invalid`
  if (await db.user.findUnique({ where: { username } }))
    throw invalid({ username: ['已有这个用户名，请换一个（重名的人可加数字）'] })
  if (await db.user.findUnique({ where: { email } })) throw invalid({ email: ['已有账号用这个邮箱'] })
  const password = oneTimePassword()
  const userId = uuidv7()
  const at = actor.now
  await db.user.create({
    data: {
      id: userId,
      name,
      username,
      displayUsername: username,
      email,
      mustChangePassword: true,
      createdAt: at,
      usedAt: at,
      passwordChangedAt: at,
    },
  })
  await db.account.create({
    data: { accountId: userId, providerId: 'credential', userId, password: await hashPassword(password) },
  })
  await logAccess(db, actor, { event: 'account', data: { what: 'created', account: userId } })
  return { userId, username, password }
}

/** The same from a form. Throws 422 with what is wrong, at the field. */
export async function createAccountOf(ctx: AdminCtx, form: FormData) {
  const parsed = parseWithZod(form, { schema: accountInput })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  return createAccount(ctx, parsed.value)
}
