/** Second factors, and the way through sign-in as a browser goes it. */
import { secretContext } from '~/access/accounts/check-code.server'
import { codeAt, fromBase32, stepAt } from '~/access/accounts/totp.server'
import { encrypt } from '~/lib/crypto.server'
import { now } from '~/lib/dates'
import * as signInRoute from '~/routes/sign-in'
import { asSuperuser } from './database'
import { ask, PASSWORD, type Answer } from './people'

/** The secret of everybody whom `withFactor` gives a code generator. */
export const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

/** The code at the test's time, `steps` of 30 seconds later. */
export const code = (steps = 0, secret = SECRET): string => codeAt(fromBase32(secret), stepAt(now()) + steps)

/** Gives the person a code generator, as if he had enrolled. */
export async function withFactor(userId: string): Promise<void> {
  await asSuperuser(
    `INSERT INTO app_second_factor (user_id, secret_enc) VALUES ($1, $2) ON CONFLICT (user_id) DO UPDATE SET secret_enc = $2, last_step = 0`,
    [userId, encrypt(SECRET, secretContext(userId))],
  )
  await asSuperuser('UPDATE app_user SET second_factor_at = $2 WHERE id = $1', [userId, now()])
}

/** User name and password at the sign-in page. */
export const enter = (username: string, password = PASSWORD, more: Record<string, string> = {}): Promise<Answer> =>
  ask(signInRoute.action, '/sign-in', { form: { username, password, ...more } })

/** The session's cookie of an answer, as a browser sends it back. */
export const cookieOf = (answer: Answer): string =>
  answer.headers
    .getSetCookie()
    .find((line) => line.startsWith('guicheng.session_token='))!
    .split(';')[0]!

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- a route's loader or action */
type Door = { loader: (args: any) => Promise<unknown>; action: (args: any) => Promise<unknown> }

/** Opens a page of the own account and sends its form, as a browser does. */
export async function fill(
  door: Door,
  path: string,
  cookie: string,
  form: Record<string, string>,
): Promise<{ page: Answer; answer: Answer }> {
  const page = await ask(door.loader, path, { cookie })
  const token = page.data.token as string
  return { page, answer: await ask(door.action, path, { cookie, form: { _token: token, ...form } }) }
}

/** The errors of a refused form, by field. */
export const errorsOf = (answer: Answer): Record<string, string[]> =>
  (answer.data.lastResult as { error?: Record<string, string[]> } | undefined)?.error ?? {}

/** The user's sessions that still open doors. */
export const openSessions = (userId: string) =>
  asSuperuser<{ id: string }>(
    'SELECT id FROM app_session WHERE user_id = $1 AND ended_at IS NULL AND held IS NULL ORDER BY created_at',
    [userId],
  )
