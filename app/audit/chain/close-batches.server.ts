import type { Db } from '~/lib/db.server'
import { hashBatch } from './batch-hash.server'
import { linesOnline } from './lines.server'

/** A transaction of the worker's role. */
export type Run = <T>(work: (db: Db) => Promise<T>) => Promise<T>

/** A line is left open so long: as long as a further read of the same may raise its count. */
const OPEN_MS = 10 * 60_000
const MAX_ROWS = 10_000

type Fence = { high: bigint; at: Date; passed: boolean }

/** The fence, and whether every transaction that ran when it was set has ended. */
async function readFence(db: Db): Promise<Fence | undefined> {
  const [fence] = await db.$queryRaw<Fence[]>`
    SELECT high, at, xid <= pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS passed FROM audit_fence WHERE id = 1`
  return fence
}

/** Closers go one by one; readers that would raise a count write a new line meanwhile (log_access). */
const lock = (db: Db) => db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('audit_batch'))`

/**
 * Closes the log's finished lines into batches, each chained to the one before it. How far: to the fence that an earlier
 * run set, once it is ten minutes old and every transaction of that moment has ended; no line below it can still appear
 * or change. Catches up in batches of ten thousand, each in a transaction of its own. Gives the number of lines closed.
 */
export async function closeBatches(run: Run, at: Date): Promise<number> {
  let closed = 0
  for (let more = true; more;) {
    const rows = await run((db) => closeNext(db, at))
    closed += rows
    more = rows > 0
  }
  await run((db) => moveFence(db, at))
  return closed
}

async function closeNext(db: Db, at: Date): Promise<number> {
  await lock(db)
  const fence = await readFence(db)
  if (!fence?.passed || at.getTime() - fence.at.getTime() < OPEN_MS) return 0
  const last = await db.auditBatch.findFirst({ orderBy: { id: 'desc' } })
  const fromId = (last?.toId ?? 0n) + 1n
  const toId = await endOfBatch(db, fromId, fence.high)
  if (toId === undefined) return 0
  const prev = last?.sm3 ?? ''
  const hash = hashBatch({ prev, fromId, toId })
  for await (const line of linesOnline(db, { from: fromId, to: toId })) hash.add(line.text)
  const { sm3, rows } = hash.end()
  await db.auditBatch.create({ data: { fromId, toId, rows, sm3, prev, closedAt: at } })
  return rows
}

/** The last number of the next batch; undefined when there is no line below the fence. */
async function endOfBatch(db: Db, from: bigint, high: bigint): Promise<bigint | undefined> {
  const [found] = await db.$queryRaw<{ rows: bigint; top: bigint | null }[]>`
    SELECT count(*) AS rows, max(id) AS top FROM
      (SELECT id FROM access_log WHERE id >= ${from} AND id <= ${high} ORDER BY id LIMIT ${MAX_ROWS}) l`
  if (!found?.top) return undefined
  return Number(found.rows) < MAX_ROWS ? high : found.top
}

/** Sets the fence anew where the old one has served. The number is read before the transactions are. */
async function moveFence(db: Db, at: Date): Promise<void> {
  await lock(db)
  const fence = await readFence(db)
  if (fence && (!fence.passed || at.getTime() - fence.at.getTime() < OPEN_MS)) return
  const [{ high } = { high: null }] = await db.$queryRaw<{ high: bigint | null }[]>`
    SELECT pg_sequence_last_value('access_log_id_seq') AS high`
  if (high === null) return
  await db.$executeRaw`
    INSERT INTO audit_fence (id, high, xid, at) SELECT 1, ${high}, pg_snapshot_xmax(pg_current_snapshot())::text::bigint, ${at}
    ON CONFLICT (id) DO UPDATE SET high = excluded.high, xid = excluded.xid, at = excluded.at`
}
