import type { Db } from '~/lib/db.server'
import { hashBatch } from './batch-hash.server'
import type { BatchWhy } from './faults'
import type { LogLine, LogLines } from './lines.server'

/** One batch, looked at. `unread`: its lines lie in an archive that was not read; only its place in the chain was seen. */
export type BatchReport = {
  batch: number
  from: bigint
  to: bigint
  rows: number
  found: number
  sm3: string
  why: BatchWhy | null
  unread: boolean
}

type Batch = { id: number; fromId: bigint; toId: bigint; rows: number; sm3: string; prev: string }
const CHUNK = 500
/** No number is lower: PostgreSQL's smallest bigint. */
const LOWEST = -(2n ** 63n)

async function* batches(db: Pick<Db, 'auditBatch'>): AsyncGenerator<Batch, void> {
  for (let after = 0; ;) {
    const part = await db.auditBatch.findMany({ where: { id: { gt: after } }, orderBy: { id: 'asc' }, take: CHUNK })
    yield* part
    const last = part.at(-1)
    if (!last || part.length < CHUNK) return
    after = last.id
  }
}

/**
 * Looks at every batch in order against the lines as they are now, both read once from one end to the other: memory
 * stays flat, however many there are. `open` gives the lines from a number on; batches that begin before `readFrom` are
 * not read (their lines are archived). Each batch is held against the hash stored before it, so that one that does not
 * fit hides no other.
 */
export async function* verifyBatches(
  db: Pick<Db, 'auditBatch'>,
  { open, readFrom = 0n }: { open: (from: bigint) => LogLines; readFrom?: bigint },
): AsyncGenerator<BatchReport, void> {
  let before: Batch | undefined
  let lines: LineReader | undefined
  try {
    for await (const batch of batches(db)) {
      const linked = batch.prev === (before?.sm3 ?? '') && batch.fromId === (before?.toId ?? 0n) + 1n
      const unread = batch.fromId < readFrom
      // From the very first: a line smuggled in before the first batch is one too many for it.
      const seen = unread
        ? undefined
        : await hashLines((lines ??= readLines(open(before ? batch.fromId : LOWEST))), batch)
      yield {
        batch: batch.id,
        from: batch.fromId,
        to: batch.toId,
        rows: batch.rows,
        found: seen?.rows ?? batch.rows,
        sm3: batch.sm3,
        why: whyNot(linked, batch, seen),
        unread,
      }
      before = batch
    }
  } finally {
    await lines?.close()
  }
}

function whyNot(linked: boolean, batch: Batch, seen: { sm3: string; rows: number } | undefined): BatchWhy | null {
  if (!linked) return 'link'
  if (seen && seen.rows !== batch.rows) return 'rows'
  return seen && seen.sm3 !== batch.sm3 ? 'content' : null
}

type LineReader = { upTo: (id: bigint) => AsyncGenerator<LogLine, void>; close: () => Promise<void> }

/** Lets the lines be taken up to a number, and on from there. */
function readLines(lines: LogLines): LineReader {
  let waiting: LogLine | undefined
  return {
    async *upTo(id) {
      for (;;) {
        if (!waiting) {
          const next = await lines.next()
          if (next.done) return
          waiting = next.value
        }
        if (waiting.id > id) return
        const line = waiting
        waiting = undefined
        yield line
      }
    },
    close: async () => void (await lines.return()),
  }
}

/** Lines between this batch and the one before it are in neither: they count as found and are not in the hash. */
async function hashLines(lines: LineReader, batch: Batch): Promise<{ sm3: string; rows: number }> {
  const hash = hashBatch(batch)
  let between = 0
  for await (const line of lines.upTo(batch.toId))
    if (line.id >= batch.fromId) hash.add(line.text)
    else between += 1
  const { sm3, rows } = hash.end()
  return { sm3, rows: rows + between }
}
