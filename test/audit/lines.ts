/** Lines of the access log as the application writes them, under a clock of the test's own. */
import { expect, vi } from 'vitest'
import { closeBatches, type Run } from '~/audit/chain/close-batches.server'
import type { Fault } from '~/audit/chain/faults'
import { verifyLog } from '~/audit/chain/verify-log.server'
import { prisma, workerPrisma } from '~/lib/db.server'
import { pastTriggers } from '../support/database'

export const POST = '01990000-0000-7000-8000-000000000001'
export const START = new Date('2026-11-23T02:00:00Z')
export const minutes = (n: number, from = START): Date => new Date(from.getTime() + n * 60_000)

/** A transaction of the worker's role, as the jobs open it. */
export const run: Run = (work) => workerPrisma.$transaction(work, { timeout: 20_000 })

/** One line as the application's role: a read of a file by POST unless said otherwise. */
export const read = (when: Date, file: string, fields = 1, event = 'read'): Promise<void> =>
  prisma.$transaction(async (db) => {
    await db.$executeRaw`SELECT set_config('app.post', ${POST}, true), set_config('app.user', 'u1', true), set_config('app.unit', '340705001-JO1', true), set_config('app.now', ${when.toISOString()}, true)`
    await db.$executeRaw`SELECT log_access(${event}, ${file}, ${fields}::int, NULL, '127.0.0.1', 'r1', '{"b": 1, "a": "甲|乙"}'::jsonb)`
  })

/**
 * Closes everything written so far: a fence at `when`, the batches ten minutes later. Tried until n lines are closed,
 * for a transaction of anybody on the server that still runs holds the fence back.
 */
export async function close(when: Date, n: number): Promise<void> {
  let closed = 0
  let at = when
  await vi.waitFor(
    async () => {
      closed += await closeBatches(run, at)
      at = minutes(10, at)
      expect(closed).toBe(n)
    },
    { timeout: 45_000, interval: 15 },
  )
}

/** Empties the log and what protects it; its partitions stay. */
export const emptyLog = () =>
  pastTriggers('TRUNCATE access_log, audit_batch, audit_fence, audit_anchor, audit_check, log_archive RESTART IDENTITY')

/** What a verification of the log finds. */
export const faults = async (at = START, archives = false): Promise<Fault[]> =>
  (await verifyLog(workerPrisma, at, { archives })).faults
