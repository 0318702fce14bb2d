import { logAtDoor } from '~/audit/log.server'
import type { Db } from '~/lib/db.server'
import type { SignedIn } from '../guard-user.server'
import { sameSitePath } from '../public.server'
import { whereNext } from '../session/go-on.server'
import { advanceSession } from '../session/open-session.server'
import { LOCKED_OUT, prove } from './prove.server'

/** The second step of sign-in: the code, or a recovery code. Gives where to go. */
export async function giveCode(db: Db, user: SignedIn, form: FormData): Promise<string> {
  const by = await prove(db, user, { code: String(form.get('oneTimeCode') ?? '') }, 'code')
  if (!by) return LOCKED_OUT
  const held = await advanceSession(db, user, true, user.now)
  await logAtDoor(db, user, user.userId, { event: 'sign_in', data: { by } })
  return whereNext(db, { ...user, held }, sameSitePath(form.get('to')))
}
