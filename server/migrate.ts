import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import { pendingMigrations } from './migrations'
import { root } from './root'
import { withClient } from './with-client'

export interface MigrateUrls {
  ownerUrl: string
  workerUrl: string
}

/** Runs the Prisma CLI of this project to its end; throws with its output when it fails. */
export async function prismaCli(args: string[], ownerUrl: string): Promise<string> {
  const cli = createRequire(import.meta.url).resolve('prisma/build/index.js')
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: root,
    env: { ...process.env, DATABASE_OWNER_URL: ownerUrl, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  if (code !== 0) throw new Error(`prisma ${args.join(' ')} failed:\n${output}`)
  return output
}

/**
 * Brings a database up to date: the project's migrations as its owner, then the job queue's own as the jobs' role.
 * Does nothing, and starts no program, when there is nothing to do. Gives the names of the migrations applied.
 */
export async function migrate({ ownerUrl, workerUrl }: MigrateUrls): Promise<string[]> {
  const pending = await withClient(ownerUrl, pendingMigrations)
  if (pending.length) {
    await prismaCli(['migrate', 'deploy'], ownerUrl)
    // For /healthz, which asks as the application.
    await withClient(ownerUrl, (owner) => owner.query('GRANT SELECT ON _prisma_migrations TO guicheng_app'))
  }
  await migrateQueue(workerUrl)
  return pending
}

/** Makes or updates the job queue's schema, as the jobs' role. */
export async function migrateQueue(workerUrl: string): Promise<void> {
  const pgPool = new pg.Pool({ connectionString: workerUrl, max: 2 })
  pgPool.on('error', () => undefined)
  try {
    await runMigrations({ pgPool, logger: new Logger(() => () => undefined) })
  } finally {
    await pgPool.end()
  }
}
