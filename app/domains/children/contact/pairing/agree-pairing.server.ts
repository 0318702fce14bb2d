/** The village's director or the town's supervisor lets a helper in: by another hand than the one that proposed him. */
import { limitOf } from '~/access/authorise-limits.server'
import { logAccess } from '~/audit/log.server'
import { appendEvent } from '~/casefile/append-event.server'
import type { Ctx } from '~/casefile/act.server'
import { handOf } from '~/casefile/domain'
import { findPairHelper, grantPairHelper } from '~/casefile/pair-helper.server'
import { dayToDb, dbToDay } from '~/lib/dates'
import { conflict, refused, UserError } from '~/lib/errors'
import { listConsents } from '~/people/list-consents.server'
import { declineInput, read } from '../inputs'
import { consents } from '../rules'
import { dropContactTask, plantContactTask } from './contact-task.server'
import { lockPairing } from './load-pairing.server'
import { tellEnded } from './tell-ended.server'

/** Who owns the child's file. */
export const owners = ['CD', 'CS']

/**
 * The guardian's consent is looked up on the file; the earlier helper's view ends in the same transaction. Throws 403, 404,
 * 409, 422.
 */
export async function agreePairing(ctx: Ctx, id: string | undefined): Promise<void> {
  const { actor, db } = ctx
  if (!owners.includes(actor.role)) throw refused('结对由儿童主任或者督导员同意。')
  const { file, pairing } = await lockPairing(ctx, id)
  if (pairing.state !== 'proposed') throw conflict('这份结对已经处理过了，请刷新查看。')
  if (pairing.proposedUser === actor.userId || pairing.proposedBy === actor.postId)
    throw refused('提出的人不能自己同意，请另一位同事办理。')
  if (file.closedOn) throw refused('这份档案已经办结，不再安排结对。')
  const until = dbToDay(pairing.untilOn)
  if (until <= actor.today) throw new UserError(422, '约定的结束日期已过，请退回后重新提出。')
  const given = await listConsents(ctx, file)
  const { value: age } = await limitOf(db, 'X.consent_age', actor.today)
  const holds = (one: (typeof given)[number]) =>
    consents('pairing', { consents: [one], birthOn: file.birthOn, today: actor.today, age })
  const consent = given.find(holds)
  if (!consent) throw new UserError(422, '还没有监护人对结对关爱的同意书。请先在“知情同意”里登记，再同意结对。')
  const county = file.scopeKey.slice(0, 6)
  if (!(await findPairHelper(db, { county, today: actor.today, postId: pairing.helperPostId })))
    throw new UserError(422, '这位结对人现在不在岗，请退回后重新提出。')
  const hand = handOf(actor)
  const work = { db, file, at: actor.now, hand }
  await db.pairing.updateMany({
    where: { caseId: file.id, state: 'active' },
    data: { state: 'ended', endedOn: dayToDb(actor.today), endWhy: 'replaced', endedBy: actor.postId },
  })
  await tellEnded(db)
  await dropContactTask(db, file.id, actor.postId, actor.now)
  await grantPairHelper(work, pairing.helperPostId, '结对关爱', until)
  await logAccess(db, actor, {
    event: 'party',
    fileToken: file.fileToken,
    data: { part: 'pair_helper', view: 'limited' },
  })
  const next = await plantContactTask(db, file, {
    helperPostId: pairing.helperPostId,
    from: actor.today,
    occurrence: 1,
    because: '结对开始',
    at: actor.now,
  })
  await db.pairing.update({
    where: { id: pairing.id },
    data: {
      state: 'active',
      consentId: consent.id,
      fromOn: dayToDb(actor.today),
      agreedBy: actor.postId,
      agreedName: actor.userName,
      nextContactOn: dayToDb(next),
    },
  })
  await appendEvent(db, file, {
    step: 'pair_active',
    fromState: file.state,
    toState: file.state,
    input: { until },
    eventOn: actor.today,
    at: actor.now,
    hand,
  })
}

/** Not agreed, or taken back by whoever proposed it. Throws 403, 404, 409, 422. */
export async function declinePairing(ctx: Ctx, id: string | undefined, form: FormData): Promise<void> {
  const { actor, db } = ctx
  const { why } = read(declineInput, form)
  const { file, pairing } = await lockPairing(ctx, id)
  if (!owners.includes(actor.role) && pairing.proposedBy !== actor.postId) throw refused()
  if (pairing.state !== 'proposed') throw conflict('这份结对已经处理过了，请刷新查看。')
  await db.pairing.update({
    where: { id: pairing.id },
    data: { state: 'declined', endedOn: dayToDb(actor.today), endWhy: why, endedBy: actor.postId },
  })
  await logAccess(db, actor, {
    event: 'step',
    fileToken: file.fileToken,
    data: { kind: file.kind, step: 'pair_declined' },
  })
}
