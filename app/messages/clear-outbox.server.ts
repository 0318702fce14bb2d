import type { Db } from '~/lib/db.server'

/** Days for which the numbers of what is done with stay on the administrator's page, and more. */
const KEPT_DAYS = 90

/** Removes messages that are done with; their lines in the log stay. Gives how many. */
export async function clearOutbox(db: Db, at: Date): Promise<number> {
  const before = new Date(at.getTime() - KEPT_DAYS * 86_400_000)
  await db.digestDay.deleteMany({ where: { writtenAt: { lt: before } } })
  const { count } = await db.outbox.deleteMany({
    where: { state: { in: ['sent', 'cancelled', 'declined', 'expired'] }, createdAt: { lt: before } },
  })
  return count
}
