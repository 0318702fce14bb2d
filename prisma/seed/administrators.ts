/** The three administrators of a new installation (三员分立): system, security, auditor; nobody is two of them. */
import { oneTimePassword } from '~/access/accounts/one-time-password.server'
import { hashPassword } from '~/access/accounts/password-hash.server'
import { exclusions, roles, type Role } from '~/access/roles'
import { now, today } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { addRows, type Runner } from './owner'

export type FirstAccount = { username: string; name: string; role: Role }
export type FirstPassword = { username: string; password: string; role: Role }

/**
 * The unit they work at: the platform itself. No administrative code begins with 00, so that its region holds nothing
 * else; the real regions and units are the system administrator's to enter.
 */
export const PLATFORM = { region: '00', unit: '00-PF1' } as const

export const firstAdministrators: readonly FirstAccount[] = [
  { username: 'admin', name: roles.AD, role: 'AD' },
  { username: 'security', name: roles.SE, role: 'SE' },
  { username: 'auditor', name: roles.AU, role: 'AU' },
]

/** Throws when one person would be two administrators, or one of the three is missing. */
export function refuseOneInTwo(accounts: readonly FirstAccount[]): void {
  const set = exclusions.find((one) => one.includes('AD'))!
  for (const role of set)
    if (!accounts.some((account) => account.role === role)) throw new Error(`the first run needs one ${role}`)
  const people = [accounts.map((one) => one.username.trim().toLowerCase()), accounts.map((one) => one.name.trim())]
  if (people.some((names) => new Set(names).size < names.length))
    throw new Error('One person cannot be two administrators: system, security and auditor are three people.')
}

/**
 * On a database without any account: the three, each with a one-time password that must be changed. Gives the passwords,
 * which are stored nowhere; undefined when there are accounts already. `db` writes as the owner, inside a transaction.
 */
export async function seedAdministrators(
  db: Runner,
  accounts: readonly FirstAccount[] = firstAdministrators,
): Promise<FirstPassword[] | undefined> {
  refuseOneInTwo(accounts)
  await db.query('SELECT pg_advisory_xact_lock(340700)')
  if ((await db.query('SELECT 1 FROM app_user LIMIT 1')).rows.length > 0) return undefined
  const stamp = now().toISOString()
  const times = { created_at: stamp, updated_at: stamp }
  const people = await Promise.all(
    accounts.map(async (account) => {
      const password = oneTimePassword()
      return { ...account, id: uuidv7(), password, hash: await hashPassword(password) }
    }),
  )
  await addRows(db, 'region', [{ code: PLATFORM.region, name: '平台', short_name: '平台', tier: 'province' }])
  await addRows(db, 'unit', [
    { code: PLATFORM.unit, region_code: PLATFORM.region, kind: 'platform', name: '平台管理', opened_on: today() },
  ])
  await addRows(
    db,
    'app_user',
    people.map(({ id, name, username }) => ({
      id,
      name,
      username,
      display_username: username,
      email: `${username}@local.invalid`,
      email_verified: false,
      failed_count: 0,
      must_change_password: true,
      password_changed_at: stamp,
      used_at: stamp,
      ...times,
    })),
  )
  await addRows(
    db,
    'app_account',
    people.map(({ id, hash }) => ({
      id: uuidv7(),
      account_id: id,
      provider_id: 'credential',
      user_id: id,
      password: hash,
      ...times,
    })),
  )
  await addRows(
    db,
    'post',
    people.map(({ id, role }) => ({ id: uuidv7(), user_id: id, role, unit_code: PLATFORM.unit, from_on: today() })),
  )
  return people.map(({ username, password, role }) => ({ username, password, role }))
}
