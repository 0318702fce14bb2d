import { dayOf, dbToDay } from '~/lib/dates'
import { conflict, invalid, notFound, refused } from '~/lib/errors'
import type { Ctx } from './act.server'
import { complain, stepContext } from './act.server'
import { appendEvent } from './append-event.server'
import { applyStep } from './apply-step.server'
import { digestOf } from './chain.server'
import { handOf, type Domain } from './domain'
import type { BaseFacts } from './kind'
import { isCaseId, lockCase } from './load-case.server'
import { readInputs } from './propose.server'
import { ruleBook } from './rules.server'

export type Decision = { proposalId: string | undefined; accept: boolean; reason?: string }

/**
 * The second hand: another person, in one of the roles named, confirms the same inputs or sends them back with a reason.
 * A decision with a later day waits for the worker; otherwise the step is done now. Throws 404, 403, 409, 422.
 */
export async function decide<F extends BaseFacts>(
  domain: Domain<F>,
  { actor, db }: Ctx,
  decision: Decision,
): Promise<{ outcome: 'returned' | 'decided' | 'done' }> {
  if (!isCaseId(decision.proposalId)) throw notFound()
  const proposal = await db.proposal.findFirst({ where: { id: decision.proposalId, kind: domain.kind.name } })
  if (!proposal) throw notFound()
  const file = await lockCase(db, domain.kind.name, proposal.caseId)
  const current = await db.proposal.findUniqueOrThrow({ where: { id: proposal.id } })
  if (current.state !== 'waiting') throw conflict('这件事项已经由别人处理过了，请刷新查看结果。')
  if (!proposal.secondRoles.includes(actor.role)) throw refused()
  if (proposal.proposedUser === actor.userId) throw refused('提出人不能审批自己提交的事项，须由另一人审批。')
  const decl = domain.kind.steps[proposal.step]!
  if (!decision.accept && !decision.reason) throw invalid({ reason: ['请写明退回的理由'] })
  const today = dayOf(actor.now)
  const signed = {
    decidedBy: actor.postId,
    decidedName: actor.userName,
    decidedAt: actor.now,
    decidedReason: decision.reason ?? null,
  }
  const event = {
    fromState: file.state,
    toState: file.state,
    input: { proposal: proposal.id, reason: decision.reason },
    eventOn: today,
    at: actor.now,
    hand: handOf(actor),
  }
  if (!decision.accept) {
    await db.proposal.update({ where: { id: proposal.id }, data: { ...signed, state: 'returned' } })
    await appendEvent(db, file, { ...event, step: `${proposal.step}.return` })
    return { outcome: 'returned' }
  }
  const input = decl.input.parse(readInputs(proposal))
  if (digestOf(input) !== proposal.digest) throw conflict('提交的内容与审批的内容不一致，请退回后重新提交。')
  const fits = decl.from === 'open' ? domain.kind.states[file.state]?.open : decl.from.includes(file.state)
  if (!fits) throw conflict('档案的状态已经变化，这件事项不能再按原样批准，请退回。')
  const facts = (await domain.facts(db, [file.id])).get(file.id)!
  const bar = decl.barred?.({ facts, actor })
  if (bar) throw refused(bar)
  complain(decl.check?.(stepContext(input, facts, await ruleBook(db), today)))
  const effectiveOn = proposal.effectiveOn && dbToDay(proposal.effectiveOn)
  if (effectiveOn && effectiveOn > today) {
    await db.proposal.update({ where: { id: proposal.id }, data: { ...signed, state: 'decided' } })
    await appendEvent(db, file, { ...event, step: `${proposal.step}.decide` })
    return { outcome: 'decided' }
  }
  await db.proposal.update({ where: { id: proposal.id }, data: { ...signed, state: 'done', appliedAt: actor.now } })
  const decided = await appendEvent(db, file, { ...event, step: `${proposal.step}.decide` })
  await applyStep(db, domain, { file: decided, step: proposal.step, input, hand: handOf(actor), at: actor.now })
  return { outcome: 'done' }
}
