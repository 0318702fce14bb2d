import { sm3 } from '~/lib/crypto.server'
import type { Db } from '~/lib/db.server'

type Line = {
  id: bigint
  at: Date
  event: string
  post_id: string | null
  user_id: string | null
  file_token: string | null
  fields: number
  purpose: string | null
  count: number
  data: unknown
}

const MAX_ROWS = 20_000

const text = (line: Line): string =>
  [
    line.id,
    line.at.toISOString(),
    line.event,
    line.post_id,
    line.user_id,
    line.file_token,
    line.fields,
    line.purpose,
    line.count,
    JSON.stringify(line.data),
  ].join('|')

const linesOf = (db: Db, from: bigint, to: bigint) =>
  db.$queryRaw<
    Line[]
  >`SELECT id, at, event, post_id, user_id, file_token, fields, purpose, count, data FROM access_log WHERE id >= ${from} AND id <= ${to} ORDER BY id`

/**
 * Closes the log's finished lines into a batch chained to the one before it. A line is finished when its count can no
 * longer rise (older than a quarter of an hour) and every transaction that could still write before it has ended.
 * Gives the number of lines closed.
 */
export async function closeBatches(db: Db, at: Date): Promise<number> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('audit_batch'))`
  const last = await db.auditBatch.findFirst({ orderBy: { id: 'desc' } })
  const from = (last?.toId ?? 0n) + 1n
  const quiet = new Date(at.getTime() - 15 * 60_000)
  const rows = await db.$queryRaw<{ top: bigint | null }[]>`
    SELECT max(id) AS top FROM (SELECT id, at, xmin FROM access_log WHERE id >= ${from} ORDER BY id LIMIT ${MAX_ROWS}) l
    WHERE l.at < ${quiet} AND age(l.xmin) > age((pg_snapshot_xmin(pg_current_snapshot())::text::bigint % 4294967296)::text::xid)`
  const top = rows[0]?.top
  if (!top) return 0
  const lines = await linesOf(db, from, top)
  const prev = last?.sm3 ?? ''
  await db.auditBatch.create({
    data: {
      fromId: from,
      toId: top,
      rows: lines.length,
      sm3: sm3([prev, ...lines.map(text)].join('\n')),
      prev,
      closedAt: at,
    },
  })
  return lines.length
}

/** Verifies every batch: the id of the first that does not fit, or null. */
export async function verifyBatches(db: Db): Promise<number | null> {
  let prev = ''
  let next = 1n
  for (const batch of await db.auditBatch.findMany({ orderBy: { id: 'asc' } })) {
    const lines = await linesOf(db, batch.fromId, batch.toId)
    const fits =
      batch.prev === prev &&
      batch.fromId === next &&
      lines.length === batch.rows &&
      sm3([prev, ...lines.map(text)].join('\n')) === batch.sm3
    if (!fits) return batch.id
    prev = batch.sm3
    next = batch.toId + 1n
  }
  return null
}
