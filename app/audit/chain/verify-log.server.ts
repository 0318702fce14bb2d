/** Everything that protects the log, looked at once: batches, anchors, archives, partitions. */
import { allLines, listArchives, onlineFrom, verifyArchives } from '../archive/all-lines.server'
import { formatInstant } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { verifyAnchors } from './anchors.server'
import type { Fault } from './faults'
import { verifyBatches, type BatchReport } from './verify-batches.server'

const DAY = 24 * 3_600_000

export type LogCheck = { batches: number; rows: number; faults: Fault[] }

/**
 * Verifies the whole log as of `at`. `archives`: also reads the archived months through; without, their files are not
 * opened and their batches are looked at for their place in the chain alone. `seen` hears of each batch; false ends the
 * look at batches. `db`: the worker's client.
 */
export async function verifyLog(
  db: Db,
  at: Date,
  { archives, seen = () => true }: { archives: boolean; seen?: (report: BatchReport) => boolean },
): Promise<LogCheck> {
  const months = await listArchives(db)
  const gone = archives ? months.filter((month) => month.removed) : months
  const faults: Fault[] = archives ? await verifyArchives(months) : []
  // A file that is gone or was changed is told; the batches that it holds cannot be read.
  const unreadable = new Set(faults.flatMap((fault) => (fault.what === 'archive' ? [fault.month] : [])))
  const readable = months.filter((month) => !gone.includes(month) && !unreadable.has(month.month))
  const readFrom = onlineFrom([...gone, ...months.filter((month) => unreadable.has(month.month))])
  let batches = 0
  let rows = 0
  for await (const report of verifyBatches(db, { open: (from) => allLines(db, readable, from), readFrom })) {
    batches += 1
    if (!report.unread) rows += report.found
    if (report.why)
      faults.push({
        what: 'batch',
        batch: report.batch,
        from: String(report.from),
        to: String(report.to),
        why: report.why,
        rows: report.rows,
        found: report.found,
      })
    if (!seen(report)) break
  }
  faults.push(...(await verifyAnchors(db)), ...(await verifyPlaces(db, at)))
  return { batches, rows, faults }
}

/** No line outside the months' partitions; none that waits for its batch for more than a day. */
async function verifyPlaces(db: Db, at: Date): Promise<Fault[]> {
  const [stray] = await db.$queryRaw<{ rows: bigint }[]>`SELECT log_stray() AS rows`
  const last = await db.auditBatch.findFirst({ orderBy: { id: 'desc' } })
  const [open] = await db.$queryRaw<{ at: Date | null }[]>`
    SELECT min(at) AS at FROM (SELECT at FROM access_log WHERE id > ${last?.toId ?? 0n} ORDER BY id LIMIT 1000) l`
  const late = open?.at && at.getTime() - open.at.getTime() > DAY ? open.at : null
  return [
    ...(stray?.rows ? [{ what: 'stray' as const, rows: Number(stray.rows) }] : []),
    ...(late ? [{ what: 'unclosed' as const, since: formatInstant(late) }] : []),
  ]
}
