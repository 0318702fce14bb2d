import cluster from 'node:cluster'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { disconnect } from '~/lib/db.server'
import { env, rereadEnv } from '~/lib/env.server'
import { keepJobs, keepWeb } from './children'
import { firstRun, refuseDemoFolder } from './first-run'
import { serve } from './http/serve'
import { keepServer, prepareDatabase, refuseToRun, say } from './prepare'
import { makeShutdown } from './shutdown'

const PORT_ATTEMPTS = 12
const PORT_PAUSE_MS = 250

/** Takes the port for a moment, before the long work; waits a little for a predecessor that is just stopping. */
async function tryPort(port: number): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await (await serve(() => undefined, port)).close()
    } catch (error) {
      if (attempt === PORT_ATTEMPTS) throw error
      await sleep(PORT_PAUSE_MS)
    }
  }
}

interface DemoAccount {
  username: string
  password: string
  posts: { role: string; unit: string }[]
}

function sayAccounts(): void {
  const file = join(env.VAR_DIR, 'demo', 'accounts.json')
  if (!existsSync(file)) return
  const accounts = JSON.parse(readFileSync(file, 'utf8')) as DemoAccount[]
  say(`\nDemo accounts (also in ${file}):`)
  for (const { username, password, posts } of accounts) {
    say(
      `  ${username.padEnd(14)} ${password.padEnd(16)} ${posts.map((post) => `${post.role} ${post.unit}`).join(', ')}`,
    )
  }
}

/**
 * The primary process: database up, migrated and checked; then one web process per core and one for jobs. At a signal:
 * requests finished, jobs finished, embedded server shut down.
 */
export async function runPrimary(): Promise<void> {
  const started = Date.now()
  process.env.GUICHENG_PROCESSES = String(env.WEB_CONCURRENCY + 1)
  rereadEnv()
  const shutdown = makeShutdown((what, error) => say(error ? `${what}: ${String(error)}` : `归程: ${what}`))
  try {
    await tryPort(env.PORT)
    await keepServer(shutdown)
    await prepareDatabase()
    await refuseToRun()
    if (env.DEMO) {
      const { seedDemo } = await import('../prisma/seed/demo')
      await seedDemo()
      await disconnect()
    } else {
      refuseDemoFolder()
      await firstRun()
    }
    if (shutdown.stopping) return

    const giveUp = () => void shutdown.now(1)
    cluster.setupPrimary({ args: ['web'] })
    const jobs = keepJobs(giveUp)
    shutdown.add(() => jobs.stop())
    const web = keepWeb(env.WEB_CONCURRENCY, giveUp)
    shutdown.add(() => web.stop())
    shutdown.onForce(() => [web, jobs].forEach((children) => children.kill()))
    await Promise.all([web.ready, jobs.ready])
    const seconds = ((Date.now() - started) / 1000).toFixed(1)
    if (env.DEMO) sayAccounts()
    say(`\n归程 is ready at ${env.PUBLIC_URL} (${env.WEB_CONCURRENCY} web processes, ${seconds} s)`)
  } catch (error) {
    if (shutdown.stopping) return
    say(`归程 does not start. ${error instanceof Error ? error.message : String(error)}`)
    await shutdown.now(1)
  }
}
