import type { ServerBuild } from '@remix-run/node'
import { disconnect } from '~/lib/db.server'
import { env } from '~/lib/env.server'
import { firstRun } from './first-run'
import { createApp } from './http/app'
import { makeServer, serve } from './http/serve'
import { keepServer, prepareDatabase, refuseToRun, say } from './prepare'
import { makeShutdown } from './shutdown'
import { startWorker } from './worker'

/** Vite (Remix starts a second one) would end the process at a signal, in the middle of our own shutdown. */
function forget(ours: NodeJS.SignalsListener[]): void {
  for (const listener of process.listeners('SIGTERM')) if (!ours.includes(listener)) process.off('SIGTERM', listener)
  process.stdin.removeAllListeners('end')
}

/** Everything in one process, with sources served by Vite; jobs are loaded once, pages again at every change. */
export async function runDev(): Promise<void> {
  const shutdown = makeShutdown((what, error) => say(error ? `${what}: ${String(error)}` : `归程: ${what}`))
  try {
    await keepServer(shutdown)
    await prepareDatabase()
    await refuseToRun()
    if (env.DEMO) await (await import('../prisma/seed/demo')).seedDemo()
    else await firstRun()
    shutdown.add(disconnect)

    const worker = await startWorker()
    shutdown.add(() => worker.stop())

    const { createServer } = await import('vite')
    const http = makeServer()
    // Hot reloading shares our port, so that two checkouts do not meet on a third one.
    const before = process.listeners('SIGTERM')
    const vite = await createServer({ server: { middlewareMode: true, hmr: { server: http } }, appType: 'custom' })
    shutdown.add(() => vite.close())
    forget(before)
    const app = createApp({
      build: () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>,
      publicUrl: env.PUBLIC_URL,
      trustProxy: env.TRUST_PROXY,
      vite: vite.middlewares,
    })
    const serving = await serve(app, env.PORT, http)
    shutdown.add(() => serving.close())
    say(`归程 (development) is ready at ${env.PUBLIC_URL}`)
  } catch (error) {
    say(`归程 does not start. ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    await shutdown.now(1)
  }
}
