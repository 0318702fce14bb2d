import { Prisma } from '~/generated/prisma/client'
import { dbToDay, dayOf, daysBetween } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { env } from '~/lib/env.server'
import type { Actor, Cover } from '../actor'
import { holdersOf } from '../holders'
import { inForceSql } from '../in-force.server'
import { hasReplica } from '../replica/write-position.server'
import { isRole } from '../roles'
import { SESSION_COOKIE } from './auth.server'
import { limitsOf } from './limits.server'

type Row = {
  wrote: string | null
  wal_now: string | null
  session_id: string
  user_id: string
  user_name: string
  created_at: Date
  seen_at: Date
  ended_at: Date | null
  ended_why: string | null
  fresh_at: Date | null
  held: Held | null
  disabled_at: Date | null
  password_changed_at: Date
  post_id: string | null
  role: string | null
  class_code: string | null
  authorised_until: Date | null
  deputy_of: string | null
  covers: Cover[] | null
  covered_by: Cover | null
  unit_code: string | null
  unit_name: string | null
  unit_kind: string | null
  region_code: string | null
  region_name: string | null
}

/** What must still be done before a session opens any other door: give the code, change the password, enrol. */
export type Held = 'code' | 'password' | 'enrol'

export type SessionState =
  | { state: 'none' }
  /** Ran out or was revoked; the user is still known, so that what was typed can be kept. */
  | { state: 'expired'; userId: string; sessionId: string; why: string | null }
  | { state: 'held'; held: Held; sessionId: string; userId: string; userName: string }
  | { state: 'no_post'; sessionId: string; userId: string; userName: string; fresh: boolean }
  /**
   * fresh: signed in or re-authenticated within the last minutes of X.fresh. wal: where this session's last commit and the
   * primary stand in its log, when there is a replica to compare with; `wrote` null: not known.
   */
  | { state: 'active'; actor: Actor; fresh: boolean; wal: { wrote: string | null; now: string } | null }

const positions = Prisma.sql`s.wal_position::text AS wrote, pg_current_wal_lsn()::text AS wal_now`
const noPositions = Prisma.sql`NULL AS wrote, NULL AS wal_now`

/** The session token of the cookie header, without better-auth's signature; undefined when there is none. */
export function sessionToken(request: Request): string | undefined {
  const cookies = (request.headers.get('Cookie') ?? '').split(/;\s*/)
  const raw = cookies.find((cookie) => cookie.replace(/^__Secure-/, '').startsWith(`${SESSION_COOKIE}=`))
  return raw?.slice(raw.indexOf('=') + 1).split('.')[0] || undefined
}

/**
 * One statement: session, user, active post, unit and region. Idle and absolute limits, a disabled account and a post
 * that is not in force all end the session at once. Touches `seen_at` at most twice a minute, unless `touch` is false.
 * `hold`: an action keeps its session's row until it is over, so that whoever ends the session (a post ended, a leaver)
 * waits for what is being written, and nothing is written afterwards.
 */
export async function readSession(
  db: Db,
  request: Request,
  at: { now: Date; ip: string; requestId: string },
  { touch = true, hold = false }: { touch?: boolean; hold?: boolean } = {},
): Promise<SessionState> {
  const token = sessionToken(request)
  if (!token) return { state: 'none' }
  const today = dayOf(at.now)
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    SELECT s.id AS session_id, u.id AS user_id, u.name AS user_name, s.created_at, s.seen_at, s.ended_at, s.ended_why, s.fresh_at, s.held, u.disabled_at, u.password_changed_at, ${hasReplica() ? positions : noPositions},
      p.id AS post_id, p.role, p.class_code, p.authorised_until, p.deputy_of, n.code AS unit_code, n.name AS unit_name, n.kind AS unit_kind,
      r.code AS region_code, r.name AS region_name,
      (SELECT jsonb_agg(jsonb_build_object('postId', o.id, 'name', ou.name, 'until', d.until_on)) FROM post d JOIN post o ON o.id = d.deputy_of JOIN app_user ou ON ou.id = o.user_id
        WHERE d.user_id = u.id AND d.role = p.role AND d.unit_code = p.unit_code AND ${inForceSql(today, 'd')}) AS covers,
      (SELECT jsonb_build_object('postId', d.id, 'name', du.name, 'until', d.until_on) FROM post d JOIN app_user du ON du.id = d.user_id
        WHERE d.deputy_of = p.id AND ${inForceSql(today, 'd', 'du')} LIMIT 1) AS covered_by
    FROM app_session s JOIN app_user u ON u.id = s.user_id
    LEFT JOIN post p ON p.id = s.post_id AND p.user_id = u.id AND ${inForceSql(today)}
    LEFT JOIN unit n ON n.code = p.unit_code LEFT JOIN region r ON r.code = n.region_code
    WHERE s.token = ${token} ${hold ? Prisma.sql`FOR NO KEY UPDATE OF s` : Prisma.empty}`)
  const row = rows[0]
  if (!row) return { state: 'none' }
  const minutesSince = (then: Date) => (at.now.getTime() - then.getTime()) / 60_000
  const limits = await limitsOf(db)
  const over = minutesSince(row.seen_at) > limits.idle || minutesSince(row.created_at) > limits.absolute
  if (over || row.ended_at || row.disabled_at)
    return { state: 'expired', userId: row.user_id, sessionId: row.session_id, why: row.ended_why }
  if (touch && minutesSince(row.seen_at) > 0.5) {
    await db.$executeRaw`UPDATE app_session SET seen_at = ${at.now} WHERE id = ${row.session_id}`
  }
  const person = { sessionId: row.session_id, userId: row.user_id, userName: row.user_name }
  if (row.held) return { state: 'held', held: row.held, ...person }
  const fresh = minutesSince(row.fresh_at ?? row.created_at) <= limits.fresh
  if (!row.post_id || !row.role || !isRole(row.role) || !row.unit_code || !row.region_code)
    return { state: 'no_post', fresh, ...person }
  const passwordDays = limits.passwordDays - daysBetween(dayOf(row.password_changed_at), today)
  const actor: Actor = {
    ...person,
    ...(!env.DEMO && passwordDays <= limits.passwordWarnDays && { passwordDays: Math.max(0, passwordDays) }),
    postId: row.post_id,
    role: row.role,
    classCode: row.class_code,
    unit: {
      code: row.unit_code,
      name: row.unit_name ?? '',
      kind: row.unit_kind ?? '',
      regionCode: row.region_code,
      regionName: row.region_name ?? '',
    },
    authorisedUntil: row.authorised_until && dbToDay(row.authorised_until),
    holders: holdersOf({
      role: row.role,
      postId: row.post_id,
      unitCode: row.unit_code,
      classCode: row.class_code,
      deputyOf: row.deputy_of,
    }),
    covers: row.covers ?? [],
    coveredBy: row.covered_by,
    today,
    now: at.now,
    ip: at.ip,
    requestId: at.requestId,
  }
  return { state: 'active', actor, fresh, wal: row.wal_now ? { wrote: row.wrote, now: row.wal_now } : null }
}
