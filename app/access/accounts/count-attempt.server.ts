/**
 * Five failures within 15 minutes lock an account for 30 (DOMAIN 4.11; X.lock_…), whichever secret was wrong: password,
 * code, recovery code. An attempt is counted before it is checked, in one statement, so that a burst of guesses in
 * parallel is stopped at the fifth.
 */
import { mac } from '~/lib/crypto.server'
import type { Db } from '~/lib/db.server'
import { UserError } from '~/lib/errors'
import { limitsOf } from '../session/limits.server'

type Sql = Pick<Db, '$queryRaw' | '$executeRaw'>

/** A refusal that stands in the database: guardedUser commits what was counted, and answers with it. */
export class CountedRefusal extends UserError {}

/** What is told while the account is locked. */
export async function lockedText(db: Sql): Promise<string> {
  const { lockMinutes } = await limitsOf(db)
  return `连续多次输错，账号已锁定 ${lockMinutes} 分钟。请稍后再试，或联系安全管理员解锁。`
}

/**
 * Counts one attempt. Gives its number, or null when it may not be made: the account is locked, or as many attempts as
 * are allowed are under way. Takes the row's lock: inside a transaction, attempts at one account wait for each other.
 */
export async function countAttempt(db: Sql, userId: string, at: Date): Promise<number | null> {
  const { lockFailures, lockWindow } = await limitsOf(db)
  const since = new Date(at.getTime() - lockWindow * 60_000)
  const rows = await db.$queryRaw<{ failed_count: number }[]>`
    UPDATE app_user SET
      failed_count = CASE WHEN failed_since > ${since} THEN failed_count + 1 ELSE 1 END,
      failed_since = CASE WHEN failed_since > ${since} THEN failed_since ELSE ${at} END
    WHERE id = ${userId} AND (locked_until IS NULL OR locked_until <= ${at})
      AND NOT (failed_since > ${since} AND failed_count >= ${lockFailures})
    RETURNING failed_count`
  return rows[0]?.failed_count ?? null
}

/** The attempt of this number was wrong. Gives whether it locked the account. */
export async function failAttempt(db: Sql, userId: string, attempt: number, at: Date): Promise<boolean> {
  const { lockFailures, lockMinutes } = await limitsOf(db)
  if (attempt < lockFailures) return false
  const until = new Date(at.getTime() + lockMinutes * 60_000)
  await db.$executeRaw`UPDATE app_user SET locked_until = ${until}, failed_count = 0, failed_since = NULL WHERE id = ${userId}`
  return true
}

/** The attempt was right, but another secret is still asked for: it does not count, earlier failures do. */
export async function uncountAttempt(db: Sql, userId: string): Promise<void> {
  await db.$executeRaw`UPDATE app_user SET failed_count = greatest(0, failed_count - 1) WHERE id = ${userId}`
}

/** The person has proved who he is: earlier failures are forgotten. */
export async function forgetAttempts(db: Sql, userId: string): Promise<void> {
  await db.$executeRaw`UPDATE app_user SET failed_count = 0, failed_since = NULL, locked_until = NULL WHERE id = ${userId}`
}

/**
 * The same for a name that nobody has, so that a locked account does not tell that it exists. Gives null while "locked".
 * The count lives for a while in app_verification, under a keyed digest of the name.
 */
export async function countUnknown(db: Sql, username: string, at: Date): Promise<number | null> {
  const { lockFailures, lockWindow, lockMinutes } = await limitsOf(db)
  const within = new Date(at.getTime() + lockWindow * 60_000)
  const locked = new Date(at.getTime() + lockMinutes * 60_000)
  const rows = await db.$queryRaw<{ n: number }[]>`
    INSERT INTO app_verification AS v (id, identifier, value, expires_at, created_at, updated_at)
    VALUES (${mac(username, 'unknown-name')}, 'unknown_name', '1', ${within}, ${at}, ${at})
    ON CONFLICT (id) DO UPDATE SET
      value = CASE WHEN v.expires_at > ${at} THEN v.value::int + 1 ELSE 1 END::text,
      expires_at = CASE WHEN v.expires_at <= ${at} THEN ${within} WHEN v.value::int + 1 = ${lockFailures} THEN ${locked} ELSE v.expires_at END
    RETURNING v.value::int AS n`
  const n = rows[0]?.n ?? 1
  return n > lockFailures ? null : n
}
