import { connect } from 'node:net'
import pg from 'pg'
import { inject } from 'vitest'
import { disconnect } from '~/lib/db.server'
import { embeddedUrl } from '~/lib/env.server'

const name = `test_${process.env.VITEST_POOL_ID ?? '1'}`
const superUrl = (database: string) => embeddedUrl('postgres', inject('varDir'), inject('postgresPort'), database)

/** Waits until the main process has started PostgreSQL and migrated the template. Throws with its reason when it failed. */
async function serverReady(): Promise<void> {
  const answer = await new Promise<string>((resolve, reject) => {
    let text = ''
    const socket = connect(inject('readyPort'), '127.0.0.1').on('error', reject)
    socket.on('data', (chunk) => (text += chunk.toString()))
    socket.on('end', () => resolve(text))
  })
  if (answer !== 'ready') throw new Error(`the test database did not start: ${answer}`)
}

/** Runs SQL as the superuser in this worker's database (past row-level security); gives the rows. */
export async function asSuperuser<Row extends pg.QueryResultRow>(
  sql: string,
  values: unknown[] = [],
  database = name,
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: superUrl(database) })
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}

/** Statements without values past every trigger, as only a superuser can: tampering, and putting back. */
export const pastTriggers = (sql: string): Promise<pg.QueryResultRow[]> =>
  asSuperuser(`BEGIN; SET LOCAL session_replication_role = replica; ${sql}; COMMIT`)

/**
 * A fresh clone of the migrated template for this worker: `beforeAll(testDatabase)`. The settings point at it already.
 * About 100 ms; what reference data a test needs it writes itself.
 */
export async function testDatabase(): Promise<void> {
  await serverReady()
  await disconnect()
  await asSuperuser(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`, [], 'postgres')
  for (let attempt = 1; ; attempt++) {
    try {
      await asSuperuser(`CREATE DATABASE ${name} TEMPLATE guicheng OWNER guicheng_owner`, [], 'postgres')
      return
    } catch (error) {
      // Another worker clones at this moment.
      if ((error as { code?: string }).code !== '55006' || attempt === 20) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

/** Empties every table of the schemas public and vault, except the migrations' own and those named. */
export async function truncateAll(except: string[] = []): Promise<void> {
  const rows = await asSuperuser<{ table: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS table FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname IN ('public', 'vault') AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND c.relname <> '_prisma_migrations' AND c.relname <> ALL ($1)`,
    [except],
  )
  // The log's own triggers refuse it.
  await pastTriggers(`TRUNCATE ${rows.map((row) => row.table).join(', ')} RESTART IDENTITY CASCADE`)
}
