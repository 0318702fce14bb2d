import type { Actor } from '~/access/actor'
import type { Db } from '~/lib/db.server'
import { enqueue } from '~/lib/jobs.server'
import { UNIT_KIND, type UnitDuty } from './unit-duties'

/** What the head did fulfils his unit's duty at once. `about`: the post's id. */
export async function settleUnitDuty(
  { actor, db }: { actor: Actor; db: Db },
  code: UnitDuty,
  about: string,
): Promise<void> {
  await db.task.updateMany({
    where: { kind: UNIT_KIND, code, detail: about, doneAt: null },
    data: { doneAt: actor.now, doneBy: actor.postId, outcome: 'done' },
  })
}

/** Asks the worker to bring the units' duties in line with the posts, once this transaction is through. */
export const reviewUnitDuties = (db: Db): Promise<void> => enqueue(db, 'unit_duties', {}, 'unit_duties')
