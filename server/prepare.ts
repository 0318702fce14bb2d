import { today } from '~/lib/dates'
import { env } from '~/lib/env.server'
import { ensureVaultKeys } from '~/people/vault-mouth.server'
import { seedBase } from '../prisma/seed/base'
import { withOwner } from '../prisma/seed/owner'
import { migrate } from './migrate'
import { startPostgres, type RunningPostgres } from './postgres'
import { ensureKeyCheck, refuseQuickHash, refuseSetClock, refuseUnlessSafe } from './refusals'
import type { Shutdown } from './shutdown'
import { withClient } from './with-client'

export const say = (line: string): void => void process.stdout.write(`${line}\n`)

const WATCH_MS = 3_000

/** The embedded server, running; undefined when DATABASE_URL names another. */
export async function ensureServer(create = true): Promise<RunningPostgres | undefined> {
  if (!env.EMBEDDED) return undefined
  return startPostgres({ varDir: env.VAR_DIR, port: env.POSTGRES_PORT, say, create })
}

/** The same, for as long as this process runs: started again when it ended by itself, stopped at the shutdown. */
export async function keepServer(shutdown: Shutdown): Promise<void> {
  const server = await ensureServer()
  if (!server) return
  let mending: Promise<unknown> | undefined
  const watch = setInterval(() => {
    if (mending || server.alive()) return
    say('PostgreSQL is gone; starting it again')
    mending = ensureServer(false)
      .catch((error: unknown) => say(error instanceof Error ? error.message : String(error)))
      .finally(() => (mending = undefined))
  }, WATCH_MS)
  shutdown.onBegin(() => {
    clearInterval(watch)
    server.leaving()
  })
  shutdown.add(async () => {
    await mending
    await server.stop()
  })
}

/**
 * Migrations, key check value, the vault's key pair, what every installation begins with, and the log's partition of
 * this month; as the owner. Repeatable.
 */
export async function prepareDatabase(): Promise<void> {
  const applied = await migrate({ ownerUrl: env.DATABASE_OWNER_URL, workerUrl: env.DATABASE_WORKER_URL })
  if (applied.length) say(`Migrations applied: ${applied.join(', ')}`)
  await withClient(env.DATABASE_OWNER_URL, ensureKeyCheck)
  ensureVaultKeys(env.VAR_DIR)
  await withOwner(seedBase)
  await withClient(env.DATABASE_OWNER_URL, (owner) =>
    owner.query('SELECT ensure_log_partitions($1::date, 3)', [today()]),
  )
}

/** What must hold before a request is served. Throws Refusal. */
export async function refuseToRun(): Promise<void> {
  refuseSetClock(env)
  refuseQuickHash(env)
  await refuseUnlessSafe(env.DATABASE_URL)
}
