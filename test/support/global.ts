import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { embeddedUrl } from '../../app/lib/env.server'
import { migrateQueue } from '../../server/migrate'
import { startPostgres, type RunningPostgres } from '../../server/postgres'
import { deployThroughEngine } from './engine'
import { freePort } from './ports'

declare module 'vitest' {
  export interface ProvidedContext {
    varDir: string
    postgresPort: number
    /** A TCP port of the main process: who connects is answered when the template database is ready. */
    readyPort: number
  }
}

const PREFIX = 'guicheng-test-'

/** Ends what a killed test run left behind. */
function sweep(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name)
    const alive = (file: string) => {
      try {
        return process.kill(Number.parseInt(readFileSync(join(folder, file), 'utf8')), 0)
      } catch {
        return false
      }
    }
    const owner = join(folder, 'run/postgres.owner')
    if (!existsSync(owner) || alive('run/postgres.owner')) continue
    if (alive('postgres/postmaster.pid')) {
      process.kill(Number.parseInt(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8')), 'SIGQUIT')
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

/**
 * One embedded PostgreSQL for the whole test run, in a folder and on a port of its own, with a migrated template.
 * It starts when the first test asks for a database, so that a run of pure tests does not wait for it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  sweep()
  const varDir = mkdtempSync(join(tmpdir(), PREFIX))
  chmodSync(varDir, 0o711) // the system user postgres must pass through
  const port = await freePort()
  let server: RunningPostgres | undefined

  const prepare = async () => {
    // No autovacuum: it would hold a database that is to be dropped, and what a test reads from many rows it analyses itself.
    const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }
    server = await startPostgres({ varDir, port, settings, say: console.log })
    await deployThroughEngine(embeddedUrl('owner', varDir, port))
    await migrateQueue(embeddedUrl('worker', varDir, port))
    const admin = new pg.Client({ connectionString: server.superUrl() })
    await admin.connect()
    await admin.query('GRANT SELECT ON _prisma_migrations TO guicheng_app')
    await admin.end()
  }
  let prepared: Promise<string> | undefined
  const ready = createServer((socket) => {
    socket.on('error', () => undefined)
    prepared ??= prepare().then(
      () => 'ready',
      (error: unknown) => String(error),
    )
    void prepared.then((answer) => socket.end(answer))
  })
  const readyPort = await new Promise<number>((resolve) => {
    ready.listen(0, '127.0.0.1', () => resolve((ready.address() as { port: number }).port))
  })
  ready.unref()

  project.provide('varDir', varDir)
  project.provide('postgresPort', port)
  project.provide('readyPort', readyPort)

  return async () => {
    ready.close()
    await prepared
    await server?.stop()
    rmSync(varDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}
