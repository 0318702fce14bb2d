import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import { disconnect } from '~/lib/db.server'
import { env } from '~/lib/env.server'
import { log } from '~/lib/log.server'
import { createApp } from './http/app'
import { serve } from './http/serve'
import { root } from './root'
import { makeShutdown } from './shutdown'

/** Serves the built application in this process until it is told to stop. */
export async function runWeb(): Promise<void> {
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
