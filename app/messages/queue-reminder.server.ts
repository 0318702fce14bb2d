/** Reminders to citizens: at a time of their own, taken back when there is nothing to remind of, declined where the law lets them. */
import type { Db } from '~/lib/db.server'
import type { Purpose } from './purposes'
import { queueMessage, type Message } from './queue-message.server'
import type { TemplateName } from './templates'

/** The file of which somebody is reminded, as the caller has it in his scope. */
export type FileRef = { id: string; fileToken: string }

export type Queued = 'queued' | 'declined' | 'there'

/**
 * Queues a reminder for `notBefore`, in the caller's transaction. 'declined': nobody of this file wants them; 'there':
 * one of its key waits or was sent. Declined later, it is not sent either.
 */
export async function queueReminder<Name extends TemplateName>(
  db: Db,
  file: FileRef,
  purpose: Purpose,
  message: Message<Name> & { key: string; notBefore: Date },
): Promise<Queued> {
  if (await hasDeclined(db, file.id, purpose)) return 'declined'
  return (await queueMessage(db, message, { fileToken: file.fileToken, purpose })) ? 'queued' : 'there'
}

/**
 * Takes back what still waits under the key, by a post that may write on its file. Gives how many: 0 when it was sent,
 * declined, or is of a file out of scope. The key may be queued anew.
 */
export async function cancelReminder(db: Db, key: string): Promise<number> {
  const [row] = await db.$queryRaw<{ n: number }[]>`SELECT cancel_message(${key}) AS n`
  return row!.n
}

/** Is the purpose declined on this file? */
export async function hasDeclined(db: Db, caseId: string, purpose: Purpose): Promise<boolean> {
  const row = await db.messageOptOut.findUnique({ where: { caseId_purpose: { caseId, purpose } } })
  return row !== null && row.withdrawnOn === null
}
