import type pg from 'pg'
import { keyCheckValue } from '~/lib/crypto.server'
import { env, HASH_ROUNDS, type Settings } from '~/lib/env.server'
import { withClient } from './with-client'

/** A reason not to run, in words for the person who installs. */
export class Refusal extends Error {
  override name = 'Refusal'
}

interface Powers {
  who: string
  superuser: boolean
  owns: boolean
}

/**
 * Refuses a database login that row-level security does not bind: a superuser, one that bypasses it, an owner of
 * tables, or a member of such a role. Throws Refusal.
 */
export async function refusePowerfulRole(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<Powers>(`
    SELECT current_user AS who,
      EXISTS (SELECT FROM pg_roles r WHERE (r.rolsuper OR r.rolbypassrls) AND pg_has_role(current_user, r.oid, 'MEMBER')) AS superuser,
      EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname !~ '^(pg_|information_schema$)' AND pg_has_role(current_user, c.relowner, 'MEMBER')) AS owns`)
  const powers = rows[0]
  if (!powers?.superuser && !powers?.owns) return
  const why = powers.superuser ? 'is a superuser or bypasses row-level security' : 'owns tables'
  throw new Refusal(`The login "${powers.who}" of DATABASE_URL ${why}. Use guicheng_app of prisma/roles.sql.`)
}

/** Stores the key file's check value on the first run. Needs the owner's login. */
export async function ensureKeyCheck(owner: pg.ClientBase): Promise<void> {
  await owner.query('INSERT INTO key_check (id, value) VALUES (1, $1) ON CONFLICT (id) DO NOTHING', [keyCheckValue()])
}

/** Refuses a key file that is not the one this database was written with. Throws Refusal. */
export async function refuseWrongKey(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ value: string }>('SELECT value FROM key_check WHERE id = 1')
  if (rows[0]?.value === keyCheckValue()) return
  throw new Refusal(
    rows[0]
      ? `KEY_FILE (${env.KEY_FILE}) is not the one this database was written with. Put the right one back.`
      : 'The database holds no key check value: run the migrations first (npm run db:migrate).',
  )
}

/** The clock may be set in tests and in the demo only. Throws Refusal. */
export function refuseSetClock(settings: Pick<Settings, 'CLOCK' | 'DEMO'>): void {
  if (settings.CLOCK && !settings.DEMO)
    throw new Refusal('CLOCK is set: deadlines would be wrong. It is for tests and the demo.')
}

/** Passwords are hashed with full strength outside of tests. Throws Refusal. */
export function refuseQuickHash(settings: Pick<Settings, 'HASH_ROUNDS'>): void {
  if (settings.HASH_ROUNDS < HASH_ROUNDS)
    throw new Refusal(`GUICHENG_HASH_ROUNDS is below ${HASH_ROUNDS}: passwords would be weakly kept. It is for tests.`)
}

/** All checks that the application's own login can make. Throws Refusal. */
export async function refuseUnlessSafe(databaseUrl: string): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    await refusePowerfulRole(client)
    await refuseWrongKey(client)
  })
}
