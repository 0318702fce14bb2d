/** Accounts, posts and credentials of the demo city's staff; one password for all. */
import { hashPassword } from '~/access/accounts/password-hash.server'
import { exclusions, type Role } from '~/access/roles'
import { addDays, addMonths, type LegalDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { addRows, type Runner } from './owner'
import { demoAccounts } from './staff'

/** Ten characters and more, of three kinds and more (X.password_length, X.password_classes). */
export const DEMO_PASSWORD = 'Guicheng-2026'

/** A post that stands in the database, with the person in it. */
export type Seat = {
  postId: string
  userId: string
  userName: string
  username: string
  role: Role
  unit: string
  unitName: string
  classCode: string | null
}

/** 西湖镇司法所. */
const CERTIFIED_LONG_AGO = '340705100-JO1'

/** Teachers stand for one class; roles that meet minors carry an authorisation of eleven months. */
const MINORS: readonly Role[] = ['ST', 'SP', 'LV', 'EC', 'CD', 'CS', 'PH', 'CA', 'SC', 'SA2']

/** The class a teacher stands for: the one named, or the first. */
export const classOf = (role: Role, unit: string, named?: string) =>
  role === 'ST' ? (named ?? `${unit}-2024-1`) : null

/** The day rights were last certified: a month ago; at one office so long ago that its head is asked in these days. */
const certifiedOn = (unit: string, on: LegalDay): LegalDay =>
  unit === CERTIFIED_LONG_AGO ? addDays(addMonths(on, -6), 10) : addMonths(on, -1)

/** Adds the accounts, their posts and credentials. Gives every post; nothing is added for a username that is there. */
export async function seedAccounts(db: Runner, on: LegalDay): Promise<void> {
  for (const { username, posts } of demoAccounts) {
    if (exclusions.some((set) => set.filter((role) => posts.some((post) => post.role === role)).length > 1))
      throw new Error(`${username} holds roles that exclude each other`)
  }
  const known = new Set((await db.query('SELECT username FROM app_user')).rows.map((row) => row.username))
  const fresh = demoAccounts.filter(({ username }) => !known.has(username))
  if (fresh.length === 0) return
  const password = await hashPassword(DEMO_PASSWORD)
  const since = '2020-01-01'
  const stamp = `${on}T00:00:00+08:00`
  const users = fresh.map((one) => ({ ...one, id: uuidv7() }))
  const times = { created_at: stamp, updated_at: stamp }
  await addRows(
    db,
    'app_user',
    users.map(({ id, name, username, email }) => ({
      id,
      name,
      username,
      display_username: username,
      email: email ?? `${username}@local.invalid`,
      email_verified: false,
      failed_count: 0,
      must_change_password: false,
      password_changed_at: stamp,
      used_at: stamp,
      ...times,
    })),
  )
  await addRows(
    db,
    'app_account',
    users.map(({ id }) => ({
      id: uuidv7(),
      account_id: id,
      provider_id: 'credential',
      user_id: id,
      password,
      ...times,
    })),
  )
  await addRows(
    db,
    'post',
    users.flatMap(({ id, posts }) =>
      posts.map(({ role, unit, classCode }) => ({
        id: uuidv7(),
        user_id: id,
        role,
        unit_code: unit,
        class_code: classOf(role, unit, classCode),
        from_on: since,
        certified_on: certifiedOn(unit, on),
        authorised_until: MINORS.includes(role) ? addMonths(on, 11) : null,
      })),
    ),
  )
  await db.query(
    `UPDATE grid g SET grid_worker_id = p.id FROM post p WHERE p.role = 'GW' AND p.unit_code = g.code || '-GS1' AND g.grid_worker_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM post q WHERE q.role = 'GW' AND q.unit_code = p.unit_code AND q.id < p.id)`,
  )
}

/** Every post of the demo accounts. */
export async function readSeats(db: Runner): Promise<Seat[]> {
  const { rows } = await db.query(
    `SELECT p.id AS "postId", u.id AS "userId", u.name AS "userName", u.username, p.role, p.unit_code AS unit, n.name AS "unitName", p.class_code AS "classCode"
     FROM post p JOIN app_user u ON u.id = p.user_id JOIN unit n ON n.code = p.unit_code ORDER BY u.username, p.unit_code`,
  )
  return rows as Seat[]
}
