import { z } from 'zod'
import { parseWithZod } from '@conform-to/zod/v4'
import { logAccess } from '~/audit/log.server'
import { encrypt } from '~/lib/crypto.server'
import type { Db } from '~/lib/db.server'
import { conflict, invalid, notFound, refused } from '~/lib/errors'
import { optionalText } from '~/lib/text'
import type { Actor } from '../actor'
import { alarmOutcomes, noteContext, type AlarmOutcome } from './outcomes'

const input = z.object({
  alarm: z.uuid(),
  outcome: z.enum(Object.keys(alarmOutcomes) as [AlarmOutcome, ...AlarmOutcome[]]),
  note: optionalText(200),
})

/** The security administrator has looked into an alarm: what came out of it, once. Throws 403, 404, 409, 422. */
export async function reviewAlarm({ actor, db }: { actor: Actor; db: Db }, form: FormData): Promise<void> {
  if (actor.role !== 'SE') throw refused()
  const parsed = parseWithZod(form, { schema: input })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const { alarm, outcome, note } = parsed.value
  if (!(await db.revealAlarm.findUnique({ where: { id: alarm } }))) throw notFound()
  const done = await db.revealAlarm.updateMany({
    where: { id: alarm, reviewedAt: null },
    data: {
      reviewedBy: actor.postId,
      reviewedAt: actor.now,
      outcome,
      noteEnc: note ? encrypt(note, noteContext(alarm)) : null,
    },
  })
  if (done.count !== 1) throw conflict('这条提示已经由别人处理过了。')
  await logAccess(db, actor, { event: 'alarm_review', data: { alarm, outcome } })
}
