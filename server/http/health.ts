import type { RequestHandler } from 'express'
import { isLogSound } from '~/audit/chain/read-chain.server'
import { prisma } from '~/lib/db.server'
import { pendingMigrations } from '../migrations'

/** A worker that was not heard of for so long is reported. */
const WORKER_LATE_MS = 90_000
const DATABASE_MS = 3_000
const FRESH_MS = 1_000

export interface Health {
  status: 'ok' | 'degraded' | 'down'
  database: 'up' | 'down'
  migrations: 'current' | 'pending' | 'unknown'
  worker: 'up' | 'late' | 'unknown'
  /** Are logs and timelines as they were written, as of the last verification? What is not, the auditor sees. */
  logs: 'sound' | 'broken' | 'unknown'
}

async function look(): Promise<Health> {
  const query = async (sql: string) => ({ rows: await prisma.$queryRawUnsafe<never[]>(sql) })
  const pending = await pendingMigrations({ query } as never)
  if (pending.length) return { ...DOWN, database: 'up', migrations: 'pending' }
  const beat = await prisma.workerHeartbeat.findFirst({ orderBy: { at: 'desc' } })
  const alive = beat !== null && Date.now() - beat.at.getTime() < WORKER_LATE_MS
  const sound = await isLogSound(prisma)
  return {
    status: alive && sound !== false ? 'ok' : 'degraded',
    database: 'up',
    migrations: 'current',
    worker: alive ? 'up' : 'late',
    logs: sound === null ? 'unknown' : sound ? 'sound' : 'broken',
  }
}

const DOWN: Health = { status: 'down', database: 'down', migrations: 'unknown', worker: 'unknown', logs: 'unknown' }

/** The state of the parts, asked at most once a second, within three seconds. */
export function makeHealth(): () => Promise<Health> {
  let last: { at: number; health: Promise<Health> } | undefined
  return () => {
    if (last && Date.now() - last.at < FRESH_MS) return last.health
    const late = new Promise<Health>((resolve) => setTimeout(resolve, DATABASE_MS, DOWN).unref())
    const health = Promise.race([look().catch(() => DOWN), late])
    last = { at: Date.now(), health }
    return health
  }
}

/** `GET /healthz`: 200 while requests can be served (also without the worker: `degraded`), else 503. Names no version. */
export function healthz(): RequestHandler {
  const health = makeHealth()
  return (_, res, next) => {
    health()
      .then((now) =>
        res
          .status(now.status === 'down' ? 503 : 200)
          .set('Cache-Control', 'no-store')
          .json(now),
      )
      .catch(next)
  }
}
