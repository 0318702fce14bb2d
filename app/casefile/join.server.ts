import { judge } from '~/access/policy'
import { invalid, refused } from '~/lib/errors'
import type { Ctx } from './act.server'
import { appendEvent } from './append-event.server'
import { handOf, type Domain } from './domain'
import type { BaseFacts } from './kind'
import { loadCase, lockCase } from './load-case.server'

/**
 * Two files of one unit are the same person's (同一人): the later one is closed and points to the one that stays, which
 * names it in its timeline. Both must be in the actor's scope and unit. Throws 404, 403, 422.
 */
export async function joinSamePerson<F extends BaseFacts>(
  domain: Domain<F>,
  { actor, db }: Ctx,
  request: { caseId: string | undefined; otherNo: string; reason: string },
): Promise<void> {
  if (!judge(actor.role, domain.kind.name, 'W').allowed) throw refused()
  const other = await db.caseFile.findFirst({
    where: { caseNo: request.otherNo.trim().toUpperCase(), kind: domain.kind.name },
  })
  if (!other || other.id === request.caseId) throw invalid({ otherNo: ['没有找到这个案件号，请核对'] })
  // In one order, so that two joins of the same pair wait for each other instead of locking each other out.
  for (const id of [request.caseId, other.id].sort()) await lockCase(db, domain.kind.name, id)
  const kept = await loadCase(db, domain.kind.name, request.caseId)
  const closed = await loadCase(db, domain.kind.name, other.id)
  if (!domain.kind.states[kept.state]?.open) throw refused('这份档案已办结，请从仍在办理的那份档案发起合并。')
  if (kept.scopeKey !== closed.scopeKey) throw invalid({ otherNo: ['两份档案不在同一单位，请先移交再合并'] })
  if (!domain.kind.states[closed.state]?.open) throw invalid({ otherNo: ['这份档案已办结，不需要合并'] })
  if (!request.reason.trim()) throw invalid({ reason: ['请写明依据，例如证件号码一致'] })
  const joined = domain.kind.steps.opened_in_error?.to ?? 'opened_in_error'
  const event = { eventOn: actor.today, at: actor.now, hand: handOf(actor) }
  await db.$executeRaw`UPDATE case_file SET state = ${joined}, closed_on = ${actor.today}::date, version = version + 1, person_id = ${kept.personId}::uuid, continues_id = ${kept.id}::uuid WHERE id = ${closed.id}::uuid`
  await db.task.updateMany({
    where: { caseId: closed.id, doneAt: null },
    data: { doneAt: actor.now, doneBy: actor.postId, outcome: 'superseded' },
  })
  await db.proposal.updateMany({
    where: { caseId: closed.id, state: { in: ['waiting', 'decided'] } },
    data: { state: 'overtaken' },
  })
  await appendEvent(
    db,
    { ...closed, state: joined },
    {
      ...event,
      step: '$joined',
      fromState: closed.state,
      toState: joined,
      input: { into: kept.caseNo, reason: request.reason },
    },
  )
  await appendEvent(db, kept, {
    ...event,
    step: '$join',
    fromState: kept.state,
    toState: kept.state,
    input: { from: closed.caseNo, reason: request.reason },
  })
}
