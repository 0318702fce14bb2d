import { now } from '~/lib/dates'
import { prisma, type Db } from '~/lib/db.server'
import type { EndedWhy } from '../ways.server'

/** Ends sessions at once, on the server: one, all of a user, or all of a user but one. Gives how many. */
export async function endSessions(
  which: { sessionId: string } | { userId: string; except?: string },
  why: EndedWhy,
  db: Pick<Db, 'session'> = prisma,
): Promise<number> {
  const where =
    'sessionId' in which ? { id: which.sessionId } : { userId: which.userId, NOT: { id: which.except ?? '' } }
  const ended = await db.session.updateMany({
    where: { ...where, endedAt: null },
    data: { endedAt: now(), endedWhy: why },
  })
  return ended.count
}
