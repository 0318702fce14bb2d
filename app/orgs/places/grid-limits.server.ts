import type { Actor } from '~/access/actor'
import { dayToDb } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import type { GridLimits } from '../grids'

/** How many households a grid may have, as the rules in force say (SR-11). One statement. Throws when they are not installed. */
export async function gridLimits({ actor, db }: { actor: Actor; db: Db }): Promise<GridLimits> {
  const rows = await db.ruleParam.findMany({
    where: { ruleId: { in: ['X.grid_warn', 'X.grid_block'] }, effectiveFrom: { lte: dayToDb(actor.today) } },
    orderBy: { effectiveFrom: 'desc' },
  })
  const valueOf = (id: string) => {
    const row = rows.find((one) => one.ruleId === id)
    if (!row) throw new Error(`no rule parameter ${id} in force`)
    return row.value
  }
  return { warn: valueOf('X.grid_warn'), block: valueOf('X.grid_block') }
}
