import { dayToDb } from '~/lib/dates'
import { endPairings, type Ending } from './pairing/end-pairing.server'

/** With a child's care end its pairing and the calls still to come. The caller writes the event. */
export async function endContact(work: Ending, { calls }: { calls: boolean }): Promise<void> {
  const { db, file, hand, at, today } = work
  await endPairings(work, 'child_left')
  if (!calls) return
  await db.call.updateMany({
    where: { caseId: file.id, state: 'booked', onDay: { gte: dayToDb(today) } },
    data: { state: 'cancelled', cancelWhy: 'left', cancelledAt: at, cancelledBy: hand.postId, reminder: 'none' },
  })
}
