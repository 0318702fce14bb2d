import type { Actor } from '~/access/actor'
import { asPost } from '~/access/as-post.server'
import { logAccess } from '~/audit/log.server'
import type { LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { UserError } from '~/lib/errors'
import { log } from '~/lib/log.server'
import { forgetDirectory } from '../find-units.server'

type Ctx = { actor: Actor; db: Db }

/** What one merge may take, in milliseconds. */
const LONG = 20 * 60_000

/** Carries a decided merge out in the administrator's scope; gives how many files moved. Throws 409 when the units no longer fit. */
export async function applyMerge({ actor, db }: Ctx, id: string): Promise<number> {
  const change = await db.orgUnitChange.findUnique({ where: { id } })
  if (!change?.toCode || change.appliedAt) return 0
  const rows = await db.$queryRaw<{ moved: number }[]>`SELECT merge_unit(${id}::uuid) AS moved`.catch(
    (error: unknown) => {
      if (error instanceof Error && /units do not fit/.test(error.message))
        throw new UserError(409, '单位已有变动，这次合并没有执行。请撤销后重新安排。')
      throw error
    },
  )
  const moved = rows[0]!.moved
  await logAccess(db, actor, { event: 'merge_unit', data: { from: change.fromCodes, to: change.toCode, moved } })
  forgetDirectory()
  return moved
}

/**
 * The worker's part: every decided merge whose day has come, each in a transaction of its own as the post that decided
 * it. One that cannot be done is logged, waits for the next run and holds up no other. Gives how many were done.
 */
export async function applyMerges(run: <T>(work: (db: Db) => Promise<T>) => Promise<T>, on: LegalDay): Promise<number> {
  const due = await run(
    (db) =>
      db.$queryRaw<{ id: string; post_id: string; user_id: string }[]>`
      SELECT c.id, p.id AS post_id, p.user_id FROM org_unit_change c JOIN post p ON p.id = c.decided_by
      WHERE c.kind = 'merge' AND c.applied_at IS NULL AND c.effective_on <= ${on}::date ORDER BY c.effective_on, c.id`,
  )
  let done = 0
  for (const { id, post_id: postId, user_id: userId } of due) {
    done += await asPost({ postId, userId, jobId: id }, (ctx) => applyMerge(ctx, id), LONG).then(
      () => 1,
      (error: unknown) => {
        log.error({ err: error }, 'a merge of units could not be carried out on its day')
        return 0
      },
    )
  }
  return done
}
