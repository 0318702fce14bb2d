/** Writes down what became of a call: done or missed, and if wanted how the child's mood was. Never what was said. */
import { appendEvent } from '~/casefile/append-event.server'
import type { Ctx } from '~/casefile/act.server'
import { handOf } from '~/casefile/domain'
import { lockCase } from '~/casefile/load-case.server'
import { encrypt } from '~/lib/crypto.server'
import { dbToDay } from '~/lib/dates'
import { conflict, invalid, refused } from '~/lib/errors'
import { read, recordInput } from '../inputs'
import { whyNotRecorded } from '../rules'
import { loadCall } from './load-call.server'

/** Throws 403, 404, 409, 422. */
export async function recordCall(ctx: Ctx, id: string | undefined, form: FormData): Promise<void> {
  const { actor, db } = ctx
  if (actor.role !== 'ST' && actor.role !== 'SP') throw refused('通话结果由学校登记。')
  const given = read(recordInput, form)
  if (given.outcome === 'missed' && !given.missedWhy) throw invalid({ missedWhy: ['请选择没有通话的原因'] })
  if (given.outcome === 'missed' && given.mood) throw invalid({ mood: ['没有通话的不用填'] })
  const file = await lockCase(db, 'child', (await loadCall(ctx, id)).caseId)
  const call = await loadCall(ctx, id)
  const why = whyNotRecorded(call, actor.now)
  if (why) throw conflict(why)
  await db.call.update({
    where: { id: call.id },
    data: {
      state: given.outcome,
      missedWhy: given.outcome === 'missed' ? given.missedWhy! : null,
      moodEnc: given.mood ? encrypt(given.mood, `call:${call.id}`) : null,
      recordedAt: actor.now,
      recordedBy: actor.postId,
      recordedName: actor.userName,
    },
  })
  await appendEvent(db, file, {
    step: given.outcome === 'done' ? 'call_done' : 'call_missed',
    fromState: file.state,
    toState: file.state,
    input: { way: call.way },
    eventOn: dbToDay(call.onDay),
    at: actor.now,
    hand: handOf(actor),
  })
}
