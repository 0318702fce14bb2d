/** Accounts that nobody uses (DOMAIN 4.14): warned, then disabled. Run by the worker once a day. */
import { addDays, dayOf } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { inForceSql } from '../in-force.server'
import { limitsOf } from '../session/limits.server'

/** An account that will be disabled; `email` only where it has a real one. */
export type Warned = { userId: string; email: string | null; unit: string }

/** The last instant before which a sign-in is so many legal days ago. */
const before = (at: Date, days: number) => new Date(`${addDays(dayOf(at), 1 - days)}T00:00:00+08:00`)

/** Marks accounts whose end is near (X.account_unused_warn days before) and gives them, each once. */
export async function markUnused(db: Db, at: Date): Promise<Warned[]> {
  const { unusedDays, unusedWarnDays } = await limitsOf(db)
  return db.$queryRaw<Warned[]>`
    WITH marked AS (
      UPDATE app_user SET unused_warned_at = ${at}
      WHERE disabled_at IS NULL AND unused_warned_at IS NULL AND used_at < ${before(at, unusedDays - unusedWarnDays)}
      RETURNING id, email
    )
    SELECT m.id AS "userId", log_system('account', ${at}::timestamptz, NULL, m.id, NULL, jsonb_build_object('what', 'unused_warned', 'account', m.id))::text AS told, CASE WHEN m.email NOT LIKE '%@local.invalid' THEN m.email END AS email,
      coalesce((SELECT n.name FROM post p JOIN unit n ON n.code = p.unit_code WHERE p.user_id = m.id ORDER BY p.from_on DESC LIMIT 1), '本单位') AS unit
    FROM marked m`
}

/**
 * Disables accounts without a sign-in for X.account_unused days whose warning is old enough; their sessions end. The
 * last usable account of each administrator stays: somebody must be able to enable the others. Gives how many.
 */
export async function disableUnused(db: Db, at: Date): Promise<number> {
  const { unusedDays, unusedWarnDays } = await limitsOf(db)
  return db.$executeRaw`
    WITH administrator AS (
      SELECT p.role, u.id, u.used_at FROM post p JOIN app_user u ON u.id = p.user_id
      WHERE p.role IN ('AD', 'SE', 'AU') AND ${inForceSql(dayOf(at))}
    ), off AS (
      UPDATE app_user u SET disabled_at = ${at}, disabled_why = 'unused'
      WHERE disabled_at IS NULL AND used_at < ${before(at, unusedDays)} AND unused_warned_at < ${before(at, unusedWarnDays)}
        AND NOT EXISTS (SELECT 1 FROM administrator a WHERE a.id = u.id AND NOT EXISTS (
          SELECT 1 FROM administrator o WHERE o.role = a.role AND (o.used_at, o.id) > (a.used_at, a.id)))
      RETURNING id
    ), over AS (
      UPDATE app_session s SET ended_at = ${at}, ended_why = 'disabled' FROM off WHERE s.user_id = off.id AND s.ended_at IS NULL
    )
    SELECT log_system('account', ${at}::timestamptz, NULL, id, NULL, jsonb_build_object('what', 'unused_disabled', 'account', id)) FROM off`
}

/** Removes hashes of passwords that are no longer compared, and counts (of wrong names, of checks) that have run out. */
export async function clearAccounts(db: Db, at: Date): Promise<void> {
  const { passwordHistory } = await limitsOf(db)
  await db.$executeRaw`DELETE FROM app_password_history h WHERE (
    SELECT count(*) FROM app_password_history n WHERE n.user_id = h.user_id AND (n.set_at, n.id) > (h.set_at, h.id)) >= ${passwordHistory}`
  await db.$executeRaw`DELETE FROM app_verification WHERE expires_at < ${at}`
}
