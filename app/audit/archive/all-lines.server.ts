/** The log from one end to the other: what lies in archives and what is in the database, in the order of the numbers. */
import { dayToDb, dbToDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { linesOnline, type LogLine, type LogLines } from '../chain/lines.server'
import type { Fault } from '../chain/faults'
import { ArchiveError, checkArchiveFile, readArchive } from './archive-file.server'

/** A month that is not in the database. Months touch: a line's number and its instant need not rise together. */
export type Archive = { month: LegalDay; firstId: bigint; lastId: bigint; fileSm3: string; removed: boolean }

export async function listArchives(db: Pick<Db, 'logArchive'>): Promise<Archive[]> {
  const rows = await db.logArchive.findMany({ where: { droppedAt: { not: null } }, orderBy: { firstId: 'asc' } })
  return rows.map((row) => ({ ...row, month: dbToDay(row.month), removed: row.removedAt !== null }))
}

/** The number after the last of these archives: from there on every line is in the database. */
export const onlineFrom = (archives: readonly Archive[]): bigint =>
  archives.reduce((top, { lastId }) => (lastId >= top ? lastId + 1n : top), 0n)

/** Archive files that are gone or no longer what they were. */
export async function verifyArchives(archives: readonly Archive[]): Promise<Fault[]> {
  const faults: Fault[] = []
  for (const { month, fileSm3, removed } of archives) {
    if (removed) continue
    const why = await checkArchiveFile(month).then(
      (found) => (found === fileSm3 ? null : 'changed'),
      (error: unknown) => {
        if (error instanceof ArchiveError) return error.why
        throw error
      },
    )
    if (why) faults.push({ what: 'archive', month, why })
  }
  return faults
}

/** Lines from a number on, archived (of these months) and online, merged; a file is opened when its first line is due. */
export async function* allLines(db: Pick<Db, '$queryRaw'>, archives: readonly Archive[], from: bigint): LogLines {
  const open: { next: LogLine; lines: LogLines }[] = []
  const begin = async (lines: LogLines) => {
    const first = await lines.next()
    if (!first.done) open.push({ next: first.value, lines })
  }
  const waiting = [...archives].filter(({ lastId, removed }) => !removed && lastId >= from)
  try {
    await begin(linesOnline(db, { from }))
    for (;;) {
      const low = open.reduce<(typeof open)[number] | undefined>(
        (a, b) => (a && a.next.id <= b.next.id ? a : b),
        undefined,
      )
      const due = waiting[0]
      if (due && (!low || due.firstId <= low.next.id)) {
        waiting.shift()
        await begin(readArchive(due.month))
        continue
      }
      if (!low) return
      if (low.next.id >= from) yield low.next
      const more = await low.lines.next()
      if (more.done) open.splice(open.indexOf(low), 1)
      else low.next = more.value
    }
  } finally {
    await Promise.all(open.map(({ lines }) => lines.return()))
  }
}

/** The record of one month's archive; undefined when there is none or its file was removed. */
export async function findArchive(db: Pick<Db, 'logArchive'>, month: LegalDay) {
  const row = await db.logArchive.findUnique({ where: { month: dayToDb(month) } })
  return row && !row.removedAt ? row : undefined
}
