/** Lines of the access log as the chain covers them: every column, in one text that is always the same. */
import { Prisma } from '~/generated/prisma/client'
import type { Db } from '~/lib/db.server'

/** A line's number and its text: a JSON array of every column, written by PostgreSQL (`at` in milliseconds). */
export type LogLine = { id: bigint; text: string }
/** Lines in the order of their numbers. */
export type LogLines = AsyncGenerator<LogLine, void>

/** The columns of a line's text, in their order. */
export const lineColumns = [
  'id',
  'at',
  'event',
  'post_id',
  'user_id',
  'unit_code',
  'file_token',
  'fields',
  'purpose',
  'count',
  'ip',
  'request_id',
  'data',
] as const

const CHUNK = 5_000
const text = Prisma.raw(
  `jsonb_build_array(${lineColumns
    .map((column) => (column === 'at' ? '(extract(epoch FROM at) * 1000)::bigint' : column))
    .join(', ')})::text`,
)

/**
 * The lines with numbers from `from` to `to`, chunk by chunk, so that memory stays flat. `during`: only lines of that
 * time (from inclusive, to exclusive); the planner then reads its partitions alone.
 */
export async function* linesOnline(
  db: Pick<Db, '$queryRaw'>,
  { from, to, during }: { from: bigint; to?: bigint; during?: { from: Date; to: Date } },
): LogLines {
  const more = [
    ...(to === undefined ? [] : [Prisma.sql`AND id <= ${to}`]),
    ...(during ? [Prisma.sql`AND at >= ${during.from} AND at < ${during.to}`] : []),
  ]
  for (let next = from; ;) {
    const lines = await db.$queryRaw<LogLine[]>(
      Prisma.sql`SELECT id, ${text} AS text FROM access_log WHERE id >= ${next} ${Prisma.join(more.length ? more : [Prisma.empty], ' ')} ORDER BY id LIMIT ${CHUNK}`,
    )
    yield* lines
    const last = lines.at(-1)
    if (!last || lines.length < CHUNK) return
    next = last.id + 1n
  }
}
