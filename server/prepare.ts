import pg from 'pg'
import { env } from '~/lib/env.server'
import { migrate } from './migrate'
import { startPostgres, type RunningPostgres } from './postgres'
import { ensureKeyCheck, refuseSetClock, refuseUnlessSafe } from './refusals'
import type { Shutdown } from './shutdown'

export const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** The embedded server, running; undefined when DATABASE_URL names another. */
export async function ensureServer(): Promise<RunningPostgres | undefined> {
  if (!env.EMBEDDED) return undefined
  return startPostgres({ varDir: env.VAR_DIR, port: env.POSTGRES_PORT, say })
}

/** The same, for as long as this process runs. */
export async function keepServer(shutdown: Shutdown): Promise<void> {
  const server = await ensureServer()
  if (!server) return
  shutdown.onBegin(server.leaving)
  shutdown.add(server.stop)
}

/** Migrations and key check value, as the owner. */
export async function prepareDatabase(): Promise<void> {
  const applied = await migrate({ ownerUrl: env.DATABASE_OWNER_URL, workerUrl: env.DATABASE_WORKER_URL })
  if (applied.length) say(`Migrations applied: ${applied.join(', ')}`)
  const owner = new pg.Client({ connectionString: env.DATABASE_OWNER_URL })
  await owner.connect()
  try {
    await ensureKeyCheck(owner)
  } finally {
    await owner.end()
  }
}

/** What must hold before a request is served. Throws Refusal. */
export async function refuseToRun(): Promise<void> {
  refuseSetClock(env)
  await refuseUnlessSafe(env.DATABASE_URL)
}
