import { Prisma } from '~/generated/prisma/client'
import { applyStep } from '~/casefile/apply-step.server'
import { SYSTEM } from '~/casefile/domain'
import { lockCase } from '~/casefile/load-case.server'
import { dbToDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { isUuid } from '~/lib/ids.server'
import { reliefDibao } from '../domain.server'

const CHUNK = 200

/**
 * An approved standard reaches every household in 发放中: its amount by the formula, an event of its own. `run` gives a
 * transaction a chunk; a second run finds nothing left. Gives how many households changed. In the worker's role.
 */
export async function applyStandard(
  run: <T>(work: (db: Db) => Promise<T>) => Promise<T>,
  payload: unknown,
  at: Date,
): Promise<number> {
  const id = (payload as { id?: unknown } | null)?.id
  if (typeof id !== 'string' || !isUuid(id)) return 0
  let changed = 0
  for (;;) {
    const n = await run((db) => applyChunk(db, id, at))
    changed += n
    if (n < CHUNK) return changed
  }
}

async function applyChunk(db: Db, id: string, at: Date): Promise<number> {
  const standard = await db.reliefStandard.findFirst({ where: { id, state: 'in_force' } })
  if (!standard) return 0
  const rows = await db.$queryRaw<{ id: string; amount: number }[]>(Prisma.sql`
    SELECT c.id, greatest(0, ${standard.amountFen} * f.persons - coalesce(m.income_fen, 0))::int AS amount
    FROM case_file c JOIN relief_file f ON f.case_id = c.id JOIN relief_means m ON m.case_id = c.id
    WHERE c.kind = 'relief_dibao' AND c.state = 'paying' AND left(c.scope_key, length(${standard.region})) = ${standard.region}
      AND f.decided_fen IS NOT NULL AND f.standard_fen IS DISTINCT FROM ${standard.amountFen} ORDER BY c.id LIMIT ${CHUNK}`)
  for (const row of rows) {
    const file = await lockCase(db, 'relief_dibao', row.id)
    const input = { standard: standard.amountFen, amount: row.amount, from: dbToDay(standard.effectiveFrom) }
    await applyStep(db, reliefDibao, { file, step: 'new_standard', input, hand: SYSTEM, at })
  }
  return rows.length
}
