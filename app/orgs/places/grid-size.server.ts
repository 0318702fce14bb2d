import { z } from 'zod'
import type { Actor } from '~/access/actor'
import type { Db } from '~/lib/db.server'
import { invalid } from '~/lib/errors'
import { toHalfWidth } from '~/lib/text'
import { gridHint, judgeGrid } from '../grids'
import { gridLimits } from './grid-limits.server'

/** A count of households as typed. */
export const countInput = z
  .string()
  .overwrite((text) => toHalfWidth(text).trim())
  .regex(/^\d{1,5}$/, '请填写整数')
  .transform(Number)

/** SR-11: above X.grid_block a grid is not taken; between warning and block it is, with a hint on its page. Throws 422. */
export async function refuseGridSize(ctx: { actor: Actor; db: Db }, households: number): Promise<void> {
  const limits = await gridLimits(ctx)
  if (judgeGrid(households, limits) === 'block') throw invalid({ households: [gridHint(households, limits)!] })
}
