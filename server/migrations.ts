import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ClientBase } from 'pg'
import { root } from './root'

const folder = join(root, 'prisma/migrations')

/** Names of the migrations in the project, in order. */
export const knownMigrations = (): string[] =>
  readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'migration.sql')))
    .sort()

/** Names of the migrations a database still lacks; all of them when it is empty. Needs SELECT on _prisma_migrations. */
export async function pendingMigrations(client: Pick<ClientBase, 'query'>): Promise<string[]> {
  const { rows: tables } = await client.query<{ found: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found",
  )
  if (!tables[0]?.found) return knownMigrations()
  const { rows } = await client.query<{ migration_name: string }>(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  )
  const done = new Set(rows.map((row) => row.migration_name))
  return knownMigrations().filter((name) => !done.has(name))
}
