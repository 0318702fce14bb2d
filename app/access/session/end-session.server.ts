import { prisma } from '~/lib/db.server'
import { now } from '~/lib/dates'

/** Ends sessions at once, on the server: one session, or all of a user (leaver, changed password, lost device). */
export async function endSessions(which: { sessionId: string } | { userId: string }): Promise<number> {
  const where = 'sessionId' in which ? { id: which.sessionId } : { userId: which.userId }
  const ended = await prisma.session.updateMany({ where: { ...where, endedAt: null }, data: { endedAt: now() } })
  return ended.count
}
