/** better-auth, used server-side only: none of its HTTP endpoints is mounted. */
import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { username } from 'better-auth/plugins'
import { mac } from '~/lib/crypto.server'
import { prisma } from '~/lib/db.server'
import { env } from '~/lib/env.server'
import { hashPassword, verifyPassword } from '../accounts/password-hash.server'

export const SESSION_COOKIE = 'guicheng.session_token'

/** The signs that a user name is made of; the sign-in form refuses others before they come here. */
const isUsername = (name: string) => /^[\p{L}\p{N}._@-]+$/u.test(name)

function make() {
  return betterAuth({
    baseURL: env.PUBLIC_URL,
    secret: mac('better-auth', 'session-secret'),
    database: prismaAdapter(prisma, { provider: 'postgresql' }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      maxPasswordLength: 200,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    session: { expiresIn: 8 * 60 * 60, disableSessionRefresh: true },
    advanced: {
      cookiePrefix: 'guicheng',
      database: { generateId: false },
      useSecureCookies: false,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, secure: env.PUBLIC_URL.startsWith('https:') },
    },
    telemetry: { enabled: false },
    logger: { level: 'error' },
    plugins: [username({ minUsernameLength: 2, maxUsernameLength: 40, usernameValidator: isUsername })],
  })
}

const kept = globalThis as typeof globalThis & { guichengAuth?: ReturnType<typeof make> }

/** The one instance of this process. */
export const auth = () => (kept.guichengAuth ??= make())
