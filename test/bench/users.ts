/** The people who use the application in the bench: twenty in each role, signed in already. */
import { createHmac } from 'node:crypto'
import type { Actor } from '~/access/actor'
import { holdersOf } from '~/access/holders'
import type { Role } from '~/access/roles'
import { SESSION_COOKIE } from '~/access/session/auth.server'
import { mac, randomToken } from '~/lib/crypto.server'
import { dayOf, type LegalDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { addRows, type Runner } from '../../prisma/seed/owner'
import { BUREAU, CLASS, LARGE_VILLAGE, SCHOOL } from './database/children'
import { PLATFORM, WINDOW } from './database/intake'
import { CITY_BUREAU, COUNTY_BUREAU, OFFICE } from './database/plots'
import { CIVIL_BUREAU } from './database/relief'

/**
 * narrow: the narrowest role on the largest unit; county; party: named on a few files alone; wide: the whole city. Then the
 * largest window and the county's dispatchers; who checks relief in a county, and who decides it. With children: the teacher of
 * one class (party), the director of the largest village, the county's education bureau, a legal vice-principal of two schools.
 */
export const CASTS = {
  narrow: { role: 'TJ', unit: OFFICE },
  county: { role: 'JC', unit: COUNTY_BUREAU },
  party: { role: 'PH', unit: OFFICE },
  wide: { role: 'JX', unit: CITY_BUREAU },
  window: { role: 'IC', unit: WINDOW },
  dispatch: { role: 'DP', unit: PLATFORM },
  check: { role: 'CK', unit: CIVIL_BUREAU },
  approve: { role: 'CA', unit: CIVIL_BUREAU },
  teacher: { role: 'ST', unit: SCHOOL },
  director: { role: 'CD', unit: LARGE_VILLAGE },
  education: { role: 'EC', unit: BUREAU },
  mentor: { role: 'LV', unit: COUNTY_BUREAU },
} as const satisfies Record<string, { role: Role; unit: string }>

/** The class of a teacher; the standing authorisation of who meets children. */
const classOf = (role: Role) => (role === 'ST' ? CLASS : null)
const MINORS: readonly Role[] = ['ST', 'CD', 'EC', 'LV']
const authorisedOf = (role: Role) => (MINORS.includes(role) ? '2099-12-31' : null)

export type Cast = keyof typeof CASTS
export const casts = Object.keys(CASTS) as Cast[]
/** Of each cast. */
export const USERS = 20

export interface User {
  actor: Actor
  /** The Cookie header of the signed-in browser. */
  cookie: string
}

const nameOf = (cast: Cast, at: number) => `${cast}-${at + 1}`

/** Adds the people and their posts of each cast of which nobody is there yet. */
export async function addUsers(db: Runner, on: LegalDay): Promise<void> {
  const stamp = `${on}T00:00:00+08:00`
  const { rows } = await db.query('SELECT DISTINCT split_part(username, $1, 1) AS cast FROM app_user', ['-'])
  const missing = casts.filter((cast) => !rows.some((row) => row.cast === cast))
  const people = missing.flatMap((cast) =>
    Array.from({ length: USERS }, (_, at) => ({ id: uuidv7(), username: nameOf(cast, at), ...CASTS[cast] })),
  )
  await addRows(
    db,
    'app_user',
    people.map(({ id, username }) => ({
      ...{ id, username, name: `甲${username}`, display_username: username, email: `${username}@local.invalid` },
      ...{ email_verified: false, failed_count: 0, must_change_password: false, created_at: stamp, updated_at: stamp },
    })),
  )
  await addRows(
    db,
    'post',
    people.map(({ id, role, unit }) => ({
      ...{ id: uuidv7(), user_id: id, role, unit_code: unit, from_on: '2020-01-01' },
      ...{ class_code: classOf(role), authorised_until: authorisedOf(role) },
    })),
  )
}

/** Posts of a cast, in the order of their names. */
export async function readPosts(db: Runner, cast: Cast) {
  const { rows } = await db.query(
    `SELECT p.id AS "postId", u.id AS "userId", u.name FROM post p JOIN app_user u ON u.id = p.user_id
     WHERE u.username LIKE $1 ORDER BY length(u.username), u.username`,
    [`${cast}-%`],
  )
  return rows as { postId: string; userId: string; name: string }[]
}

/** Signs everybody in anew, as the sign-in does: a session row and the cookie that names it. */
export async function signInAll(db: Runner): Promise<Record<Cast, User[]>> {
  const now = new Date()
  const secret = mac('better-auth', 'session-secret')
  const signedIn = {} as Record<Cast, User[]>
  for (const cast of casts) {
    const { role, unit } = CASTS[cast]
    const place = await db.query(
      `SELECT u.code, u.name, u.kind, u.region_code AS "regionCode", r.name AS "regionName"
       FROM unit u JOIN region r ON r.code = u.region_code WHERE u.code = $1`,
      [unit],
    )
    const posts = await readPosts(db, cast)
    const sessions = posts.map((post) => ({
      ...post,
      id: uuidv7(),
      token: randomToken(24).replace(/[^A-Za-z0-9]/g, 'x'),
    }))
    await addRows(
      db,
      'app_session',
      sessions.map(({ id, token, userId, postId }) => ({
        ...{ id, token, user_id: userId, post_id: postId, expires_at: new Date(now.getTime() + 8 * 3_600_000) },
        ...{ seen_at: now, created_at: now, updated_at: now },
      })),
    )
    signedIn[cast] = sessions.map(({ id, token, userId, postId, name }) => ({
      cookie: `${SESSION_COOKIE}=${encodeURIComponent(`${token}.${createHmac('sha256', secret).update(token).digest('base64')}`)}`,
      actor: {
        ...{
          sessionId: id,
          userId,
          userName: name,
          postId,
          role,
          classCode: classOf(role),
          authorisedUntil: authorisedOf(role),
          covers: [],
          coveredBy: null,
        },
        unit: place.rows[0] as Actor['unit'],
        holders: holdersOf({ role, postId, unitCode: unit, classCode: classOf(role), deputyOf: null }),
        ...{ today: dayOf(now), now, ip: '127.0.0.1', requestId: 'bench' },
      },
    }))
  }
  return signedIn
}
