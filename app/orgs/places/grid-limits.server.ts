import type { Actor } from '~/access/actor'
import { limitOf } from '~/access/authorise-limits.server'
import type { Db } from '~/lib/db.server'
import type { GridLimits } from '../grids'

/** How many households a grid may have, as the rules in force say (SR-11). Two statements. */
export const gridLimits = async ({ actor, db }: { actor: Actor; db: Db }): Promise<GridLimits> => ({
  warn: (await limitOf(db, 'X.grid_warn', actor.today)).value,
  block: (await limitOf(db, 'X.grid_block', actor.today)).value,
})
