import { applyStep } from '~/casefile/apply-step.server'
import { SYSTEM } from '~/casefile/domain'
import { lockCase } from '~/casefile/load-case.server'
import type { Db } from '~/lib/db.server'
import { isUuid } from '~/lib/ids.server'
import type { ReliefFacts } from '../facts'
import { reliefDomains, isRelief } from '../views/kind-at.server'
import type { Domain } from '~/casefile/domain'

/**
 * An objection of the public page comes onto its file: an event and a duty, once. Of a decision that nothing was paid of yet it
 * begins the review; it holds a proposal up from the moment that it was filed. In the worker's role.
 */
export async function noteObjection(db: Db, payload: unknown, at: Date): Promise<boolean> {
  const id = (payload as { id?: unknown } | null)?.id
  if (typeof id !== 'string' || !isUuid(id)) return false
  const objection = await db.reliefObjection.findFirst({ where: { id, notedAt: null } })
  if (!objection || !isRelief(objection.kind)) return false
  const domain: Domain<ReliefFacts> = reliefDomains[objection.kind]
  const file = await lockCase(db, objection.kind, objection.caseId)
  const underWay = await db.reliefAward.count({
    where: { caseId: file.id, state: { in: ['in_batch', 'paid'] }, part: { notIn: ['quick', 'first'] } },
  })
  const step = file.state === 'decided' && !underWay ? 'posted_appeal' : 'posted_objection'
  const { from } = domain.kind.steps[step]!
  // Closed in the same instant: it stands on the file as filed.
  if (!Array.isArray(from) || !from.includes(file.state)) return false
  await applyStep(db, domain, { file, step, input: { objection: id }, hand: SYSTEM, at })
  return true
}
