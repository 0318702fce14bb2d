import { dayToDb, dbToDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { log } from '~/lib/log.server'
import { applyStep } from './apply-step.server'
import { digestOf } from './chain.server'
import { SYSTEM, type Domain } from './domain'
import { toCaseRow } from './load-case.server'
import { readInputs } from './propose.server'

/**
 * Decisions whose day has come (end of help, lifting): each in its own transaction of the worker's role, with the legal
 * day as the event's day, so that an outage is caught up. Idempotent: a proposal is claimed by its state. One that cannot
 * be done is logged, stays decided for the next run and holds up no other. Gives how many were done.
 */
export async function applyDue(
  run: <T>(work: (db: Db) => Promise<T>) => Promise<T>,
  domains: Record<string, Domain>,
  on: { today: LegalDay; at: Date },
): Promise<number> {
  const due = await run((db) =>
    db.proposal.findMany({
      where: { state: 'decided', effectiveOn: { lte: dayToDb(on.today) } },
      orderBy: { effectiveOn: 'asc' },
      take: 500,
      select: { id: true, kind: true },
    }),
  )
  let done = 0
  for (const { id, kind } of due) {
    const domain = domains[kind]
    if (!domain) continue
    const one = await run(async (db) => {
      const claimed = await db.proposal.updateMany({
        where: { id, state: 'decided' },
        data: { state: 'done', appliedAt: on.at },
      })
      if (claimed.count !== 1) return 0
      const proposal = await db.proposal.findUniqueOrThrow({ where: { id } })
      const decl = domain.kind.steps[proposal.step]!
      await db.$queryRaw`SELECT id FROM case_file WHERE id = ${proposal.caseId}::uuid FOR UPDATE`
      const file = toCaseRow(await db.caseFile.findUniqueOrThrow({ where: { id: proposal.caseId } }))
      const fits = decl.from === 'open' ? domain.kind.states[file.state]?.open : decl.from.includes(file.state)
      if (!fits) {
        await db.proposal.update({ where: { id }, data: { state: 'overtaken' } })
        return 0
      }
      const input = decl.input.parse(readInputs(proposal))
      if (digestOf(input) !== proposal.digest) throw new Error('the inputs are not those that were confirmed')
      const legal = {
        ...domain.kind.steps,
        [proposal.step]: { ...decl, eventOn: () => dbToDay(proposal.effectiveOn!) },
      }
      await applyStep(
        db,
        { ...domain, kind: { ...domain.kind, steps: legal } },
        { file, step: proposal.step, input, hand: SYSTEM, at: on.at },
      )
      return 1
    }).catch((error: unknown) => {
      log.error({ err: error, kind }, 'a decision could not be carried out on its day')
      return 0
    })
    done += one
  }
  return done
}
