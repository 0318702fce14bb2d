import { logAccess } from '~/audit/log.server'
import type { Db } from '~/lib/db.server'
import { invalid } from '~/lib/errors'
import type { SignedIn } from '../guard-user.server'
import { sameSitePath } from '../public.server'
import { endSessions } from '../session/end-session.server'
import { whereNext } from '../session/go-on.server'
import { limitsOf } from '../session/limits.server'
import { advanceSession } from '../session/open-session.server'
import { wasPassword } from './check-password.server'
import { hashPassword } from './password-hash.server'
import { passwordProblems } from './password-rules'
import { LOCKED_OUT, prove } from './prove.server'

/**
 * A person's own new password; the present one is asked for, and wrong ones count toward the lock. Other sessions end.
 * Gives where to go. Throws 422 with what is wrong, at the field.
 */
export async function changePassword(db: Db, user: SignedIn, form: FormData): Promise<string> {
  const text = (name: string) => String(form.get(name) ?? '')
  const [password, fresh, again] = [text('password'), text('newPassword'), text('newPasswordAgain')]
  const person = await db.user.findUniqueOrThrow({ where: { id: user.userId } })
  const problems = fresh === '' ? ['请填写新密码'] : passwordProblems(fresh, person, await limitsOf(db))
  const errors = {
    ...(password === '' && { password: ['请填写现在的密码'] }),
    ...(problems.length > 0 && { newPassword: problems }),
    ...(problems.length === 0 && fresh !== again && { newPasswordAgain: ['两次填写的新密码不一样'] }),
  }
  if (Object.keys(errors).length) throw invalid(errors)
  if (!(await prove(db, user, { password }, 'password'))) return LOCKED_OUT
  if (await wasPassword(db, user.userId, fresh))
    throw invalid({ newPassword: ['这个密码最近用过，请换一个没有用过的'] })
  await store(db, user, fresh)
  const held = user.held ? await advanceSession(db, user, true, user.now) : null
  const to = sameSitePath(form.get('to'))
  return user.held ? whereNext(db, { ...user, held }, to) : '/account?done=password'
}

async function store(db: Db, { userId, sessionId, now: at, ...from }: SignedIn, password: string): Promise<void> {
  const hash = await hashPassword(password)
  await db.account.updateMany({ where: { userId, providerId: 'credential' }, data: { password: hash } })
  await db.passwordHistory.create({ data: { userId, hash, setAt: at } })
  await db.user.update({ where: { id: userId }, data: { mustChangePassword: false, passwordChangedAt: at } })
  await endSessions({ userId, except: sessionId }, 'reset', db)
  await logAccess(db, from, { event: 'account', data: { what: 'password_changed', account: userId } })
}
