import { Prisma } from '~/generated/prisma/client'
import type { Db } from '~/lib/db.server'
import type { Actor } from '../actor'

const DAY = 86_400_000
const MOST = 100
const MAX_TEXT = 40

export type LockedAccount = {
  id: string
  name: string
  username: string
  units: string[]
  lockedUntil: Date | null
  failures: number
  lastAt: Date | null
  disabled: boolean
  secondFactor: boolean
  own: boolean
}

type Raw = {
  id: string
  name: string
  username: string
  units: string[] | null
  locked_until: Date | null
  failures: number
  last_at: Date | null
  disabled: boolean
  second_factor: boolean
}

/**
 * Accounts that are locked or had failed sign-ins in the last 24 hours, the locked ones first; with a text, accounts by
 * name or user name, locked or not (a lost telephone). `strangers`: failures under user names that do not exist.
 */
export async function listLocks({ actor, db }: { actor: Actor; db: Db }, text: string | null) {
  const q = (text ?? '').trim().slice(0, MAX_TEXT)
  const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const since = new Date(actor.now.getTime() - DAY)
  const which = q
    ? Prisma.sql`(u.name LIKE ${like} OR u.username LIKE ${like.toLowerCase()})`
    : Prisma.sql`(u.locked_until > ${actor.now} OR f.failures > 0)`
  const raw = await db.$queryRaw<Raw[]>(Prisma.sql`
    WITH failed AS MATERIALIZED (SELECT * FROM failed_sign_ins(${since}))
    SELECT u.id, u.name, u.username, CASE WHEN u.locked_until > ${actor.now} THEN u.locked_until END AS locked_until, coalesce(f.failures, 0) AS failures, f.last_at,
      u.disabled_at IS NOT NULL AS disabled, u.second_factor_at IS NOT NULL AS second_factor,
      (SELECT array_agg(DISTINCT n.name) FROM post p JOIN unit n ON n.code = p.unit_code WHERE p.user_id = u.id AND (p.until_on IS NULL OR p.until_on >= ${actor.today}::date)) AS units
    FROM app_user u LEFT JOIN failed f ON f.user_id = u.id WHERE ${which}
    ORDER BY coalesce(u.locked_until > ${actor.now}, false) DESC, failures DESC, u.username LIMIT ${MOST + 1}`)
  const [unknown] = await db.$queryRaw<{ n: number }[]>(
    Prisma.sql`SELECT coalesce(sum(failures), 0)::int AS n FROM failed_sign_ins(${since}) WHERE user_id IS NULL`,
  )
  return {
    q,
    strangers: unknown?.n ?? 0,
    more: raw.length > MOST,
    rows: raw.slice(0, MOST).map((row): LockedAccount => ({
      id: row.id,
      name: row.name,
      username: row.username,
      units: row.units ?? [],
      lockedUntil: row.locked_until,
      failures: row.failures,
      lastAt: row.last_at,
      disabled: row.disabled,
      secondFactor: row.second_factor,
      own: row.id === actor.userId,
    })),
  }
}

export type LockList = Awaited<ReturnType<typeof listLocks>>
