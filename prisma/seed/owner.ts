/** How seeds write: as the owner of the tables (row-level security is not forced on it), many rows in one statement. */
import pg from 'pg'
import { env } from '~/lib/env.server'

/** Anything that runs SQL: a pg client or pool; `client.query` of the owner in seeds. */
export type Runner = { query: (text: string, values?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }> }

export type Rows = Record<string, Record<string, unknown>[]>

/** Rows of one statement; keeps a statement below some megabytes. */
const CHUNK = 2000

/** Runs `work` in one transaction of the owner's login (DATABASE_OWNER_URL). */
export async function withOwner<T>(work: (db: Runner) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: env.DATABASE_OWNER_URL })
  await client.connect()
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    await client.end()
  }
}

/**
 * Adds rows (snake case) to a table; absent columns take their defaults, a row whose key is there already is left out.
 * Gives how many were added.
 */
export async function addRows(db: Runner, table: string, rows: readonly Record<string, unknown>[]): Promise<number> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const list = columns.map((name) => `"${name}"`).join(', ')
  let added = 0
  for (let start = 0; start < rows.length; start += CHUNK) {
    const part = rows
      .slice(start, start + CHUNK)
      .map((row) => Object.fromEntries(columns.map((name) => [name, row[name] ?? null])))
    const done = await db.query(
      `WITH added AS (INSERT INTO "${table}" (${list}) SELECT ${list} FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)
       ON CONFLICT DO NOTHING RETURNING 1) SELECT count(*)::int AS n FROM added`,
      [JSON.stringify(part)],
    )
    added += Number(done.rows[0]?.n ?? 0)
  }
  return added
}
