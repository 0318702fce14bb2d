import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TestProject } from 'vitest/node'
import { root } from '../../../server/root'
import { freePort } from '../../support/ports'
import type { Account } from './chromium'

declare module 'vitest' {
  export interface ProvidedContext {
    appUrl: string
    accounts: Account[]
  }
}

/** The demo's day: the sample rosters are of this autumn. */
const CLOCK = '2026-11-23T09:00:00+08:00'
const START_MS = 300_000
const STOP_MS = 25_000

/**
 * The built application as `npm run demo` serves it, once for the whole run: ports and a folder of its own, its clock
 * standing still. Provides its address and the demo accounts. Throws with its last words when it does not start.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // the unit tests' set-up removes folders of this name whose owner is gone
  const varDir = mkdtempSync(join(tmpdir(), 'guicheng-test-e2e-'))
  chmodSync(varDir, 0o711) // the system user postgres must pass through
  const [port, postgresPort] = [await freePort(), await freePort()]
  const appUrl = `http://localhost:${port}`
  const child = spawn(process.execPath, ['server/launch.js', 'demo'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'production',
      PORT: String(port),
      POSTGRES_PORT: String(postgresPort),
      VAR_DIR: varDir,
      CLOCK,
      WEB_CONCURRENCY: '1',
    },
  })
  const gone = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  const kill = () => child.kill('SIGKILL')
  process.on('exit', kill)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000)))

  const stop = async () => {
    child.kill('SIGTERM')
    await Promise.race([gone, sleep(STOP_MS).then(kill)])
    process.off('exit', kill)
    rmSync(varDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }

  const until = Date.now() + START_MS
  while (!(await healthy(appUrl))) {
    if (child.exitCode === null && Date.now() < until) {
      await sleep(200)
      continue
    }
    await stop()
    throw new Error(`The application did not start:\n${said}`)
  }
  project.provide('appUrl', appUrl)
  project.provide('accounts', JSON.parse(readFileSync(join(varDir, 'demo/accounts.json'), 'utf8')) as Account[])
  return stop
}

async function healthy(appUrl: string): Promise<boolean> {
  return fetch(`${appUrl}/healthz`).then(
    (answer) => answer.ok,
    () => false,
  )
}
