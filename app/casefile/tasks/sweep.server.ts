import type { Db } from '~/lib/db.server'
import { SYSTEM, type Domain } from '../domain'
import { toCaseRow } from '../load-case.server'
import { ruleBook } from '../rules.server'
import { keepTasks } from './keep-tasks.server'

const CHUNK = 200

/**
 * The nightly deadline sweep: every open file of every kind has its standing duties. Idempotent; a chunk per
 * transaction. Gives the number of files seen.
 */
export async function sweepDuties(
  run: <T>(work: (db: Db) => Promise<T>) => Promise<T>,
  domains: Record<string, Domain>,
  at: Date,
): Promise<number> {
  let seen = 0
  for (const domain of Object.values(domains)) {
    const open = Object.keys(domain.kind.states).filter((state) => domain.kind.states[state]!.open)
    let after = '00000000-0000-0000-0000-000000000000'
    for (;;) {
      const count = await run(async (db) => {
        const rows = await db.caseFile.findMany({
          where: { kind: domain.kind.name, state: { in: open }, id: { gt: after } },
          orderBy: { id: 'asc' },
          take: CHUNK,
        })
        const facts = await domain.facts(
          db,
          rows.map((row) => row.id),
        )
        const book = await ruleBook(db)
        for (const row of rows) {
          const known = facts.get(row.id)
          if (known)
            await keepTasks(db, { kind: domain.kind, file: toCaseRow(row), facts: known, book, hand: SYSTEM, at })
        }
        after = rows.at(-1)?.id ?? after
        return rows.length
      })
      seen += count
      if (count < CHUNK) break
    }
  }
  return seen
}
