import type { Ctx } from '~/casefile/act.server'
import { handOf, type Domain } from '~/casefile/domain'
import { loadCase } from '~/casefile/load-case.server'
import { ruleBook } from '~/casefile/rules.server'
import { keepTasks } from '~/casefile/tasks/keep-tasks.server'
import type { ReliefFacts } from '../facts'

/** An application for somebody whom a list of deaths told of begins with the duty to look into it. */
export async function lookForDeath(domain: Domain<ReliefFacts>, { actor, db }: Ctx, caseId: string): Promise<void> {
  const facts = (await domain.facts(db, [caseId])).get(caseId)
  if (!facts?.personDiedOn) return
  const file = await loadCase(db, domain.kind.name, caseId)
  await keepTasks(db, { kind: domain.kind, file, facts, book: await ruleBook(db), hand: handOf(actor), at: actor.now })
}
