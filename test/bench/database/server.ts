/** The bench's own PostgreSQL, and in it one database per number of files, kept from run to run. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { keepSums } from '~/casefile/figures/keep-sums.server'
import { figureSets } from '~/domains/figures.server'
import { now } from '~/lib/dates'
import { disconnect, workerPrisma, type Db } from '~/lib/db.server'
import { embeddedUrl, rereadEnv } from '~/lib/env.server'
import { seedBase } from '../../../prisma/seed/base'
import { withOwner } from '../../../prisma/seed/owner'
import { migrate } from '../../../server/migrate'
import { knownMigrations } from '../../../server/migrations'
import { startPostgres, type RunningPostgres } from '../../../server/postgres'
import { ensureKeyCheck } from '../../../server/refusals'
import { root } from '../../../server/root'
import { withClient } from '../../../server/with-client'
import { addMissing } from './additions'
import { fill } from './fill'

type Say = (line: string) => void

export interface BenchServer {
  postgres: RunningPostgres
  varDir: string
}

/** The settings of a process that works on one database. */
export type Settings = Record<string, string>

/** Starts the server below `varDir`, with the settings that the product gives its own. */
export async function startServer(varDir: string, port: number, say: Say): Promise<BenchServer> {
  process.env.VAR_DIR = varDir
  rereadEnv()
  return { postgres: await startPostgres({ varDir, port, say }), varDir }
}

export function settingsFor({ postgres, varDir }: BenchServer, database: string): Settings {
  const url = (login: 'app' | 'owner' | 'worker' | 'vault') => embeddedUrl(login, varDir, postgres.port, database)
  return {
    VAR_DIR: varDir,
    DATABASE_URL: url('app'),
    DATABASE_OWNER_URL: url('owner'),
    DATABASE_WORKER_URL: url('worker'),
    VAULT_DATABASE_URL: url('vault'),
  }
}

/** From now on this process's settings name the database of these. */
export function workOn(settings: Settings): void {
  Object.assign(process.env, settings)
  rereadEnv()
}

/**
 * What the rows of the released follow from: another generator or another table makes the database anew. Further migrations
 * and additions do not.
 */
function recipe(): string {
  const hash = createHash('sha256')
  for (const file of ['plots', 'rows', 'stages', 'tables'])
    hash.update(readFileSync(join(root, `test/bench/database/${file}.ts`)))
  return hash.digest('hex').slice(0, 16)
}

/**
 * The database of so many files, filled when there is none or its rows are of another making; migrated in any case.
 * This process's settings name it afterwards. Gives the settings for others.
 */
export async function benchDatabase(server: BenchServer, files: number, say: Say): Promise<Settings> {
  const database = `bench_${files}`
  const superUrl = server.postgres.superUrl('postgres')
  const settings = settingsFor(server, database)
  workOn(settings)
  if (!(await isFilled(server, database))) {
    say(`Filling ${database} …`)
    await withClient(superUrl, async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
      await client.query(`CREATE DATABASE ${database} OWNER guicheng_owner`)
    })
    await bringUpToDate()
    await fill(server.postgres.superUrl(database), files, say)
    await withClient(superUrl, (client) => client.query(`COMMENT ON DATABASE ${database} IS '${recipe()}'`))
  } else await bringUpToDate()
  await addMissing(server.postgres.superUrl(database), files, say)
  await keepUp(say)
  return settings
}

async function isFilled(server: BenchServer, database: string): Promise<boolean> {
  return withClient(server.postgres.superUrl('postgres'), async (client) => {
    const found = await client.query<{ recipe: string | null }>(
      `SELECT shobj_description(oid, 'pg_database') AS recipe FROM pg_database WHERE datname = $1`,
      [database],
    )
    if (found.rows[0]?.recipe !== recipe()) return false
    return withClient(server.postgres.superUrl(database), async (own) => {
      const { rows } = await own.query<{ name: string }>('SELECT migration_name AS name FROM _prisma_migrations')
      return rows.every((row) => knownMigrations().includes(row.name))
    })
  })
}

/** What the worker does within a minute and at midnight: the sums of what was written, and of today. */
async function keepUp(say: Say): Promise<void> {
  const began = Date.now()
  const snapshot = <T>(work: (db: Db) => Promise<T>) =>
    workerPrisma.$transaction(work, { isolationLevel: 'RepeatableRead', timeout: 60_000 })
  const counted = await keepSums(snapshot, figureSets, now())
  if (counted) say(`  sums of ${counted} units and months in ${Math.round((Date.now() - began) / 1000)} s`)
  await disconnect()
}

async function bringUpToDate(): Promise<void> {
  const { DATABASE_OWNER_URL: ownerUrl = '', DATABASE_WORKER_URL: workerUrl = '' } = process.env
  await migrate({ ownerUrl, workerUrl })
  await withClient(ownerUrl, ensureKeyCheck)
  await withOwner(seedBase)
}
