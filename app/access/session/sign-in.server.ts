import { logAtDoor } from '~/audit/log.server'
import { prisma } from '~/lib/db.server'
import { transaction } from '~/lib/transaction.server'
import {
  countAttempt,
  countUnknown,
  failAttempt,
  forgetAttempts,
  lockedText,
  uncountAttempt,
} from '../accounts/count-attempt.server'
import { passwordHashOf } from '../accounts/check-password.server'
import { hashPassword, isOutdated } from '../accounts/password-hash.server'
import { postsInForce } from '../switch-post.server'
import { auth } from './auth.server'
import { advanceSession, lockUser } from './open-session.server'
import type { Held } from './read-session.server'

export type SignInResult =
  { ok: true; headers: Headers; userId: string; held: Held | null } | { ok: false; locked: boolean; why: string }

/** One text for an unknown name, a wrong password and a disabled account. */
const WRONG = '用户名或密码不正确。'

/**
 * Checks user name and password; five failures within 15 minutes lock the account for 30 (DOMAIN 4.11).
 * On success the session exists and `headers` carries its cookie; with one post only, that post is active. `held`: what
 * must still be done before it opens any other door.
 */
export async function signIn(
  input: { username: string; password: string },
  from: { now: Date; ip: string; requestId: string },
): Promise<SignInResult> {
  const at = from.now
  const username = input.username.trim().toLowerCase()
  const user = await prisma.user.findUnique({ where: { username } })
  const attempt = user ? await countAttempt(prisma, user.id, at) : await countUnknown(prisma, username, at)
  if (attempt === null) {
    await logAtDoor(prisma, from, user?.id ?? null, { event: 'sign_in_failed', data: { reason: 'locked' } })
    return { ok: false, locked: true, why: await lockedText(prisma) }
  }
  const answer = await auth()
    .api.signInUsername({ body: { username, password: input.password }, returnHeaders: true })
    .catch(() => null)
  if (!answer?.response || !user || user.disabledAt) {
    if (answer?.response) await prisma.session.deleteMany({ where: { token: answer.response.token } })
    const reason = user ? 'password' : 'unknown'
    await logAtDoor(prisma, from, user?.id ?? null, { event: 'sign_in_failed', data: { reason } })
    if (user && (await failAttempt(prisma, user.id, attempt, at)))
      await logAtDoor(prisma, from, user.id, { event: 'locked' })
    return { ok: false, locked: false, why: WRONG }
  }
  await renewHash(user.id, input.password)
  const held = await begin(answer.response.token, user.id, from)
  return { ok: true, headers: answer.headers, userId: user.id, held }
}

/** The new session: from here, in the one post if there is only one, held or open. */
async function begin(
  token: string,
  userId: string,
  from: { now: Date; ip: string; requestId: string },
): Promise<Held | null> {
  return transaction(async (db) => {
    const at = from.now
    await lockUser(db, userId)
    const posts = await postsInForce(db, { userId, postId: null, now: at })
    const session = await db.session.update({
      where: { token },
      data: { postId: posts.length === 1 ? posts[0]!.id : null, seenAt: at, createdAt: at, ipAddress: from.ip },
    })
    const held = await advanceSession(db, { sessionId: session.id, userId }, false, at)
    if (held === 'code') await uncountAttempt(db, userId)
    else {
      await forgetAttempts(db, userId)
      await logAtDoor(db, from, userId, { event: 'sign_in', data: { by: 'password' } })
    }
    return held
  })
}

/** A hash of former times is made anew while the password is at hand. */
async function renewHash(userId: string, password: string): Promise<void> {
  const hash = await passwordHashOf(prisma, userId)
  if (!hash || !isOutdated(hash)) return
  await prisma.account.updateMany({
    where: { userId, providerId: 'credential', password: hash },
    data: { password: await hashPassword(password) },
  })
}
