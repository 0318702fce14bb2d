import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import type { ServerBuild } from '@remix-run/node'
import { disconnect } from '~/lib/db.server'
import { env } from '~/lib/env.server'
import { log } from '~/lib/log.server'
import { createApp } from './http/app'
import { serve } from './http/serve'
import { root } from './root'
import { makeShutdown } from './shutdown'

/**
 * By how much the heap may grow over what is alive, in percent, before V8 looks for what is not. By itself it lets a
 * process that makes pages grow to a multiple, as long as the machine has memory.
 */
const HEAP_GROWTH = 50

/** Serves the built application in this process until it is told to stop. */
export async function runWeb(): Promise<void> {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`)
  const shutdown = makeShutdown((what, error) =>
    log.debug({ part: 'web', ...(error !== undefined && { err: error }) }, what),
  )
  shutdown.add(disconnect)
  const build = (await import(pathToFileURL(join(root, 'build/server/index.js')).href)) as ServerBuild
  const app = createApp({
    build,
    publicUrl: env.PUBLIC_URL,
    trustProxy: env.TRUST_PROXY,
    clientFolder: join(root, 'build/client'),
  })
  const serving = await serve(app, env.PORT)
  shutdown.add(() => serving.close())
}
