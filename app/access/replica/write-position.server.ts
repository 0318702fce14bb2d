/**
 * Up to where a session has written, as a position of the primary's log (WAL). It must not lie before the commit, and a
 * position can be asked for only before it or after it. So the writing transaction itself forgets the position, and
 * after the commit it is noted anew: what is lost between the two costs a visit to the primary, never a stale page.
 */
import { prisma, type Db } from '~/lib/db.server'
import { env } from '~/lib/env.server'
import { log } from '~/lib/log.server'

export const hasReplica = (): boolean => env.DATABASE_REPLICA_URL !== undefined

/** Inside the transaction that writes, whose session's row is held: from its commit on the position is not known. */
export async function forgetPosition(db: Db, sessionId: string): Promise<void> {
  await db.$executeRaw`UPDATE app_session SET wal_position = NULL WHERE id = ${sessionId} AND wal_position IS NOT NULL`
}

/**
 * After a commit. Behind another write of the session it waits for the row, and the position is then taken after that
 * one's commit. Never throws: an unknown position is no error.
 */
export async function notePosition(sessionId: string): Promise<void> {
  await prisma.$executeRaw`UPDATE app_session SET wal_position = pg_current_wal_insert_lsn() WHERE id = ${sessionId}`.catch(
    (error: unknown) => log.warn({ err: error }, 'position not noted'),
  )
}

/** The primary's position now, at or after every commit that is over. */
export async function currentPosition(db: Db): Promise<string> {
  const [row] = await db.$queryRaw<{ lsn: string }[]>`SELECT pg_current_wal_insert_lsn()::text AS lsn`
  return row!.lsn
}
