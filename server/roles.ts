import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { root } from './root'
import { withClient } from './with-client'

/**
 * prisma/roles.sql with its passwords filled in: every `:'app_password'` becomes a quoted literal, as psql would do.
 * Throws when the file names a password that is not given.
 */
export function rolesSql(passwords: Record<string, string>): string {
  return readFileSync(join(root, 'prisma/roles.sql'), 'utf8').replace(/:'(\w+)_password'/g, (_, login: string) => {
    const password = passwords[login]
    if (!password) throw new Error(`prisma/roles.sql asks for a password of "${login}" that there is none of`)
    return pg.escapeLiteral(password)
  })
}

/** Makes the logins and the database `guicheng` on a server, as its superuser. Repeatable. */
export async function ensureRoles(superUrl: string, passwords: Record<string, string>): Promise<void> {
  await withClient(superUrl, async (client) => {
    await client.query(rolesSql(passwords))
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = 'guicheng'")
    if (!rowCount) await client.query('CREATE DATABASE guicheng OWNER guicheng_owner')
  })
}
