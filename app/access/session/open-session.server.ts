import { dayOf, daysBetween } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { env } from '~/lib/env.server'
import { forgetAttempts } from '../accounts/count-attempt.server'
import { endSessions } from './end-session.server'
import { whatHolds } from './holds'
import { limitsOf } from './limits.server'
import type { Held } from './read-session.server'

/** What holds a session of this user now. */
export async function holdOf(db: Db, userId: string, codeGiven: boolean, at: Date): Promise<Held | null> {
  const user = await db.user.findUniqueOrThrow({ where: { id: userId } })
  const standing = {
    secondFactor: user.secondFactorAt !== null,
    codeGiven,
    mustChange: user.mustChangePassword,
    passwordDays: daysBetween(dayOf(user.passwordChangedAt), dayOf(at)),
  }
  return whatHolds(standing, await limitsOf(db), env.DEMO)
}

/**
 * Whoever changes several sessions of a user, or a user and his sessions, takes the user's row first: two that do it at
 * the same moment then wait for each other instead of for ever.
 */
export async function lockUser(db: Pick<Db, '$queryRaw'>, userId: string): Promise<void> {
  await db.$queryRaw`SELECT 1 AS locked FROM app_user WHERE id = ${userId} FOR NO KEY UPDATE`
}

/**
 * A session goes on: it is held by what is still to do, or it opens, and then it is the only one of its user (DOMAIN 4.11).
 * Of several that open at the same moment the last one stays. Gives what holds it.
 */
export async function advanceSession(
  db: Db,
  session: { sessionId: string; userId: string },
  codeGiven: boolean,
  at: Date,
): Promise<Held | null> {
  const { sessionId, userId } = session
  await lockUser(db, userId)
  const held = await holdOf(db, userId, codeGiven, at)
  if (held) {
    await db.session.update({ where: { id: sessionId }, data: { held } })
    return held
  }
  await endSessions({ userId, except: sessionId }, 'elsewhere', db)
  await db.session.update({
    where: { id: sessionId },
    data: { held: null, endedAt: null, endedWhy: null, seenAt: at, freshAt: at },
  })
  await db.user.update({ where: { id: userId }, data: { usedAt: at, unusedWarnedAt: null } })
  await forgetAttempts(db, userId)
  return null
}
