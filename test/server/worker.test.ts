import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { prisma } from '~/lib/db.server'
import { enqueue } from '~/lib/jobs.server'
import { startWorker, type RunningWorker } from '../../server/worker'
import { asSuperuser, testDatabase } from '../support/database'

let worker: RunningWorker | undefined
let seen: unknown[] = []
let finish: () => void = () => undefined

const tasks = {
  note: async (payload: unknown) => void seen.push(payload),
  long: async () => {
    seen.push('begun')
    await new Promise<void>((resolve) => (finish = resolve))
    seen.push('ended')
  },
}

beforeAll(testDatabase)
afterEach(async () => {
  finish()
  await worker?.stop()
  worker = undefined
  seen = []
})

const start = async () => (worker = await startWorker(tasks, ''))

describe('jobs', () => {
  it('run when the transaction that added them commits, and only then', async () => {
    await start()
    await prisma.$transaction((db) => enqueue(db, 'note', { id: 1 }))
    const undone = prisma.$transaction(async (db) => {
      await enqueue(db, 'note', { id: 2 })
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    await prisma.$transaction((db) => enqueue(db, 'note', { id: 3 }))
    await vi.waitFor(() => expect(seen).toHaveLength(2), 10_000)
    expect(seen).toEqual([{ id: 1 }, { id: 3 }])
  })

  it('of one key wait as one', async () => {
    await prisma.$transaction((db) => enqueue(db, 'note', { id: 1 }, 'same'))
    await prisma.$transaction((db) => enqueue(db, 'note', { id: 2 }, 'same'))
    await start()
    await vi.waitFor(() => expect(seen).toEqual([{ id: 2 }]), 10_000)
  })

  it('under way are finished before the worker stops', async () => {
    const { stop } = await start()
    await prisma.$transaction((db) => enqueue(db, 'long', {}))
    await vi.waitFor(() => expect(seen).toEqual(['begun']), 10_000)
    worker = undefined
    const stopped = stop().then(() => seen.push('stopped'))
    await new Promise((resolve) => setTimeout(resolve, 100))
    finish()
    await stopped
    expect(seen).toEqual(['begun', 'ended', 'stopped'])
  })

  it('that a killed worker held are taken up by the next', async () => {
    await prisma.$transaction((db) => enqueue(db, 'note', { id: 9 }))
    await asSuperuser(`UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'dead'`)
    await start()
    await vi.waitFor(() => expect(seen).toEqual([{ id: 9 }]), 10_000)
  })

  it('are no business of whoever has no right to add them', async () => {
    await expect(prisma.$queryRaw`SELECT * FROM graphile_worker._private_jobs`).rejects.toThrow()
  })
})

it('the worker leaves a heartbeat', async () => {
  await start()
  const rows = await asSuperuser<{ fresh: boolean }>(
    `SELECT at > now() - interval '10 seconds' AS fresh FROM worker_heartbeat`,
  )
  expect(rows).toEqual([{ fresh: true }])
})
