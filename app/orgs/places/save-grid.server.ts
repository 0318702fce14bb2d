import { z } from 'zod'
import type { Actor } from '~/access/actor'
import { logAccess } from '~/audit/log.server'
import type { Db } from '~/lib/db.server'
import { conflict, invalid } from '~/lib/errors'
import { countInput, refuseGridSize } from './grid-size.server'
import { formValues, openPlace } from './open-place.server'

const input = z.object({ households: countInput, worker: z.uuid().or(z.literal('')).optional() })

/** Saves a grid's households and its one worker (SR-11). Throws 404, 409, 422. */
export async function saveGrid(ctx: { actor: Actor; db: Db }, code: string | undefined, form: FormData): Promise<void> {
  const { actor, db } = ctx
  const place = await openPlace(ctx, code)
  if (!place.grid) throw conflict('这里不是网格。')
  const { households, worker } = formValues(form, input)
  await refuseGridSize(ctx, households)
  if (worker && !place.grid.choices.some((choice) => choice.value === worker))
    throw invalid({ worker: ['请从列表中选择：本村（社区）的网格员，且没有负责别的网格'] })
  await db.grid.update({
    where: { code: place.code },
    data: { householdCount: households, gridWorkerId: worker || null },
    select: { code: true },
  })
  await logAccess(db, actor, { event: 'org_change', data: { what: 'grid', code: place.code } })
}
