import { disconnect } from '~/lib/db.server'
import { log } from '~/lib/log.server'
import { keepServer, refuseToRun, say } from './prepare'
import { makeShutdown } from './shutdown'
import { startWorker } from './worker'

/**
 * The jobs' process: as a child of the primary (`alone` false), or by itself on a machine of its own (`npm run worker`),
 * where it also sees to the embedded server.
 */
export async function runJobs(alone: boolean): Promise<void> {
  const shutdown = makeShutdown((what, error) =>
    log.info({ part: 'jobs', ...(error !== undefined && { err: error }) }, what),
  )
  try {
    if (alone) {
      await keepServer(shutdown)
      await refuseToRun()
    }
    shutdown.add(disconnect)
    const worker = await startWorker()
    shutdown.add(() => worker.stop())
    process.once('disconnect', () => void shutdown.now(0)) // the primary is gone
    process.send?.('ready')
    if (alone) say('归程: the worker is ready')
  } catch (error) {
    if (alone) say(`归程 does not start. ${error instanceof Error ? error.message : String(error)}`)
    else log.error({ err: error }, 'jobs do not start')
    await shutdown.now(1)
  }
}
