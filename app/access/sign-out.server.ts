import { logAccess } from '~/audit/log.server'
import { refused } from '~/lib/errors'
import { transaction } from '~/lib/transaction.server'
import { checkFormToken } from './form-token.server'
import type { PublicContext } from './public.server'
import { SESSION_COOKIE } from './session/auth.server'
import { endSessions } from './session/end-session.server'

/** What makes the browser forget its session. */
export const forgetCookie = (secure: boolean): string =>
  `${SESSION_COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`

/**
 * Ends the session on the server at once. The form's token must be of this session, of whichever post; it is not used
 * up, so that the button works on any page that is still open. Without a session there is nothing to do.
 */
export async function signOut({ form, from, session }: PublicContext): Promise<void> {
  const state = await session()
  if (state.state === 'none' || state.state === 'expired') return
  const { sessionId, userId } = state.state === 'active' ? state.actor : state
  const postId = state.state === 'active' ? state.actor.postId : ''
  const verdict = checkFormToken(form.get('_token'), { sessionId, postId })
  if (!verdict.ok && verdict.why !== 'other_post') throw refused('退出没有成功，请刷新页面后再点一次“退出”。')
  await endSessions({ sessionId }, 'signed_out')
  await transaction(async (db) => {
    await db.$queryRaw`SELECT set_config('app.user', ${userId}, true), set_config('app.post', ${postId}, true), set_config('app.now', ${from.now.toISOString()}, true)`
    await logAccess(db, from, { event: 'sign_out' })
  })
}
