/** Cancels a booked call: its place is free again, and a reminder that was not sent yet is not sent. */
import type { Ctx } from '~/casefile/act.server'
import { logAccess } from '~/audit/log.server'
import { lockCase } from '~/casefile/load-case.server'
import { conflict, refused } from '~/lib/errors'
import { cancelReminder } from '~/messages/queue-reminder.server'
import { cancelInput, read } from '../inputs'
import { reminderKey } from '../rules'
import { isParent } from '../terms'
import { loadCall } from './load-call.server'

/** Throws 403, 404, 409, 422. */
export async function cancelCall(ctx: Ctx, id: string | undefined, form: FormData): Promise<void> {
  const { actor, db } = ctx
  if (actor.role !== 'ST' && actor.role !== 'SP') throw refused('通话由学校改约或者取消。')
  const { why } = read(cancelInput, form)
  const file = await lockCase(db, 'child', (await loadCall(ctx, id)).caseId)
  const call = await loadCall(ctx, id)
  const { count } = await db.call.updateMany({
    where: { id: call.id, state: 'booked' },
    data: {
      state: 'cancelled',
      cancelWhy: why,
      cancelledAt: actor.now,
      cancelledBy: actor.postId,
      ...(call.reminder === 'waiting' && { reminder: 'none' }),
    },
  })
  if (count !== 1) throw conflict('这次通话已经登记过或者取消了，请刷新查看。')
  for (const who of call.parties.filter(isParent)) await cancelReminder(db, reminderKey(call.id, who))
  await logAccess(db, actor, {
    event: 'step',
    fileToken: file.fileToken,
    data: { kind: file.kind, step: 'call_cancelled' },
  })
}
