/** The log's way out of the database: months past their time online go into files, then files past their years go. */
import { addMonths, addYears, dayOf, dayToDb, dbToDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import type { Run } from '../chain/close-batches.server'
import { linesOnline } from '../chain/lines.server'
import { logLimit } from '../log-limit.server'
import { logSystem } from '../log.server'
import { ArchiveError, readBack, removeArchive, writeArchive, type ArchiveFacts } from './archive-file.server'

export type Archived = { month: LegalDay; rows: bigint }

/** First days of the months that have a partition of their own, the oldest first. */
async function monthsOnline(db: Db): Promise<LegalDay[]> {
  const parts = await db.$queryRaw<{ name: string }[]>`
    SELECT c.relname::text AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'access_log'::regclass AND c.relname ~ '^access_log_[0-9]{6}$' ORDER BY 1`
  return parts.map(({ name }) => `${name.slice(-6, -2)}-${name.slice(-2)}-01`)
}

/** The month from its first instant to the next month's, in China. */
export const spanOf = (month: LegalDay) => ({
  from: new Date(`${month}T00:00:00+08:00`),
  to: new Date(`${addMonths(month, 1)}T00:00:00+08:00`),
})

/**
 * Writes each month past X.audit_online into its file, reads the file back, and only then lets the month leave the
 * database. The caller has verified the batches. A run that was cut off is taken up where it stood. Gives the months.
 * `run`: transactions of the worker's role; `db`: its client, for reading on without one.
 */
export async function archiveMonths(run: Run, db: Db, at: Date): Promise<Archived[]> {
  const limit = await logLimit(db, 'X.audit_online', at)
  const last = (await db.auditBatch.findFirst({ orderBy: { id: 'desc' } }))?.toId ?? 0n
  const done: Archived[] = []
  for (const month of await monthsOnline(db)) {
    if (addMonths(month, 1) > addMonths(dayOf(at), -limit)) break
    const known = await db.logArchive.findUnique({ where: { month: dayToDb(month) } })
    const facts = known ?? (await writeArchive(month, linesOnline(db, { from: 0n, during: spanOf(month) })))
    await compare(month, facts)
    // A month is not over for the chain while one of its lines is in no batch.
    if (facts.lastId > last) break
    if (!known) await run((tx) => tx.logArchive.create({ data: { ...facts, month: dayToDb(month), archivedAt: at } }))
    await run(async (tx) => {
      await tx.$executeRaw`SELECT drop_archived_log(${month}::date)`
      await logSystem(tx, at, { event: 'log_archive', data: { month, rows: Number(facts.rows) } })
    })
    done.push({ month, rows: facts.rows })
  }
  return done
}

/** Throws ArchiveError unless the file, read anew, holds exactly what was meant to be in it. */
async function compare(month: LegalDay, facts: Omit<ArchiveFacts, 'bytes'>): Promise<void> {
  const found = await readBack(month)
  const same = (Object.keys(found) as (keyof typeof found)[]).every((key) => found[key] === facts[key])
  if (!same) throw new ArchiveError('changed')
}

/** Removes the files of months past X.access_log_keep; what they were stays on record. Gives the months. */
export async function expireArchives(run: Run, db: Db, at: Date): Promise<LegalDay[]> {
  const years = await logLimit(db, 'X.access_log_keep', at)
  const old = await db.logArchive.findMany({
    where: {
      removedAt: null,
      droppedAt: { not: null },
      month: { lte: dayToDb(addMonths(addYears(dayOf(at), -years), -1)) },
    },
    orderBy: { month: 'asc' },
  })
  for (const { month } of old) {
    const first = dbToDay(month)
    await run((tx) => tx.$executeRaw`SELECT expire_log_archive(${first}::date)`)
    await removeArchive(first)
  }
  return old.map(({ month }) => dbToDay(month))
}
