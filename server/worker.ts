import { Logger, run, type LogFunctionFactory, type TaskList } from 'graphile-worker'
import pg from 'pg'
import { crontab, jobs } from '~/domains/jobs.server'
import { env } from '~/lib/env.server'
import { log } from '~/lib/log.server'

const HEARTBEAT_MS = 20_000
/** How long jobs under way may take once we stop, before they are told to give up. */
const DRAIN_MS = 20_000
/** Any number; all our workers of one database hold it. */
const LOCK = 20_261_123

export interface RunningWorker {
  /** Takes no new job, lets those under way finish, then resolves. */
  stop(): Promise<void>
}

/** The queue's own words, without those about single failures: they quote the error's message. */
const queueLog: LogFunctionFactory = () => (level, message) => {
  if (level === 'error' && !message.startsWith('Failed task')) log.error({ part: 'queue' }, message)
  if (level === 'warning') log.warn({ part: 'queue' }, message)
}

/**
 * A killed worker leaves its jobs locked for hours. When no other worker is alive (each holds a shared lock as long as
 * its connection lives), they are freed at once.
 */
async function freeAbandonedJobs(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [LOCK])
  if (rows[0]?.alone) {
    await client.query(`SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT locked_by))
      FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL HAVING count(*) > 0`)
  }
  await client.query('SELECT pg_advisory_lock_shared($1)', [LOCK])
  if (rows[0]?.alone) await client.query('SELECT pg_advisory_unlock($1)', [LOCK])
}

/** Works the job queue and the crontab of `app/domains/jobs.server`, as the jobs' role, until stopped. */
export async function startWorker(tasks: TaskList = jobs, times: string = crontab): Promise<RunningWorker> {
  const connectionString = env.DATABASE_WORKER_URL
  const pgPool = new pg.Pool({ connectionString, max: 6 })
  pgPool.on('error', (error) => log.warn({ err: error }, 'worker connection lost'))
  const holder = new pg.Client({ connectionString })
  holder.on('error', (error) => log.warn({ err: error }, 'worker connection lost'))
  await holder.connect()
  await freeAbandonedJobs(holder)

  const beat = () =>
    pgPool
      .query('INSERT INTO worker_heartbeat (id, at) VALUES (1, now()) ON CONFLICT (id) DO UPDATE SET at = excluded.at')
      .catch((error: unknown) => log.warn({ err: error }, 'no heartbeat'))
  await beat()
  const beating = setInterval(() => void beat(), HEARTBEAT_MS)

  const runner = await run({
    pgPool,
    taskList: tasks,
    crontab: times,
    concurrency: 4,
    pollInterval: 2_000,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: DRAIN_MS,
    logger: new Logger(queueLog),
  })
  runner.events.on('job:success', ({ job }) => log.info({ task: job.task_identifier, job: job.id }, 'job done'))
  runner.events.on('job:error', ({ job, error }) => {
    log.error({ task: job.task_identifier, job: job.id, attempt: job.attempts, err: error }, 'job failed')
  })

  return {
    async stop() {
      clearInterval(beating)
      await runner.stop()
      await pgPool.end()
      await holder.end()
    },
  }
}
