import { logAtDoor } from '~/audit/log.server'
import type { SignInFailure } from '~/audit/events'
import type { Db } from '~/lib/db.server'
import { invalid } from '~/lib/errors'
import { endSessions } from '../session/end-session.server'
import { checkCode, codeRefusal, type CodeVerdict } from './check-code.server'
import { isPassword } from './check-password.server'
import { CountedRefusal, countAttempt, failAttempt, forgetAttempts } from './count-attempt.server'

type Person = { userId: string; sessionId: string; now: Date; ip: string; requestId: string }
type Asked = { password?: string; code?: string }

/** The secrets were wrong too often: the account is locked and the session over. */
export const LOCKED_OUT = '/sign-in?why=locked'

/**
 * Checks the secrets of a signed-in person that are given (password, code, or both, in this order), as one attempt that
 * counts toward the lock. Gives how the code was given, or 'password'; null when the account is locked: the session has
 * then ended. Throws CountedRefusal with the error at its field, 422 when one is missing.
 */
export async function prove(
  db: Db,
  person: Person,
  asked: Asked,
  reason: SignInFailure,
): Promise<'password' | 'code' | 'recovery' | null> {
  const missing = {
    ...(asked.password === '' && { password: ['请填写密码'] }),
    ...(asked.code !== undefined && asked.code.trim() === '' && { oneTimeCode: ['请填写验证码'] }),
  }
  if (Object.keys(missing).length) throw invalid(missing)
  const { userId, now: at } = person
  const attempt = await countAttempt(db, userId, at)
  if (attempt === null) return lockOut(db, person)
  const fail = async (field: string, told: string, why: SignInFailure): Promise<null> => {
    await logAtDoor(db, person, userId, { event: 'sign_in_failed', data: { reason: why } })
    if (await failAttempt(db, userId, attempt, at)) {
      await logAtDoor(db, person, userId, { event: 'locked' })
      return lockOut(db, person)
    }
    throw new CountedRefusal(422, told, { [field]: [told] })
  }
  if (asked.password !== undefined && !(await isPassword(db, userId, asked.password)))
    return fail('password', '密码不正确。', reason)
  let verdict: CodeVerdict | 'password' = 'password'
  if (asked.code !== undefined) verdict = await checkCode(db, userId, asked.code, at)
  if (verdict === 'wrong' || verdict === 'replay')
    return fail('oneTimeCode', codeRefusal(verdict), verdict === 'replay' ? 'replay' : reason)
  await forgetAttempts(db, userId)
  return verdict
}

async function lockOut(db: Db, person: Person): Promise<null> {
  await endSessions({ sessionId: person.sessionId }, 'locked', db)
  return null
}
