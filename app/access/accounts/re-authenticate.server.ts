import { logAtDoor } from '~/audit/log.server'
import type { Db } from '~/lib/db.server'
import type { SignedIn } from '../guard-user.server'
import { sameSitePath } from '../public.server'
import { LOCKED_OUT, prove } from './prove.server'

/** Has this person a code generator? */
export async function hasSecondFactor(db: Db, userId: string): Promise<boolean> {
  const user = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { secondFactorAt: true } })
  return user.secondFactorAt !== null
}

/**
 * The person proves again who he is: password, and the code where he has a second factor. The session is then fresh for
 * the minutes of X.fresh. Gives where to go: back to `to`, or to the sign-in when the account is now locked.
 */
export async function reAuthenticate(db: Db, user: SignedIn, form: FormData): Promise<string> {
  const text = (name: string) => String(form.get(name) ?? '')
  const second = await hasSecondFactor(db, user.userId)
  const proof = await prove(
    db,
    user,
    { password: text('password'), ...(second && { code: text('oneTimeCode') }) },
    're_auth',
  )
  if (!proof) return LOCKED_OUT
  await db.session.update({ where: { id: user.sessionId }, data: { freshAt: user.now } })
  await logAtDoor(db, user, user.userId, { event: 're_authenticate' })
  return sameSitePath(form.get('to'))
}
