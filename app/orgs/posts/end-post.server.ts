import type { Actor } from '~/access/actor'
import { endSessions } from '~/access/session/end-session.server'
import { logAccess } from '~/audit/log.server'
import { addDays, dayToDb, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { conflict, refused } from '~/lib/errors'
import type { EndCause } from './post-state'
import { reviewUnitDuties } from './settle-unit-duty.server'

type Ctx = { actor: Actor; db: Db }
type Post = { id: string; userId: string; role: string; until: LegalDay | null }
type Ending = {
  cause: EndCause
  /** The last day in office; without it the post is over now. */
  lastDay?: LegalDay
  note?: string
}

/**
 * Ends a post of somebody else, now or after a day, and the covers that stand in for it. Ended now, every session that
 * works in it is over, after what it is just writing; a session in a cover is sent to choose another post. The caller has
 * checked that it is his to end. Throws 403, 409.
 */
export async function endPost({ actor, db }: Ctx, post: Post, { cause, lastDay, note }: Ending): Promise<void> {
  if (post.userId === actor.userId) throw refused('不能结束自己的岗位，请由另一位同志办理。')
  const until = lastDay ?? addDays(actor.today, -1)
  if (post.until && post.until <= until) throw conflict('这个岗位已经结束，或者本来就在这一天之前结束。')
  const covers = await db.post.findMany({
    where: { deputyOf: post.id, OR: [{ untilOn: null }, { untilOn: { gt: dayToDb(until) } }] },
    select: { id: true },
  })
  const ids = [post.id, ...covers.map((cover) => cover.id)]
  const sessions = until < actor.today ? await clearSessions(db, ids, cause === 'cover_over') : 0
  const over = { untilOn: dayToDb(until), endedBy: actor.postId, endedAt: actor.now }
  const done = await db.post.updateMany({
    where: { id: post.id, untilOn: post.until && dayToDb(post.until) },
    data: { ...over, endCause: cause, ...(note && { note }) },
  })
  if (done.count !== 1) throw conflict('这个岗位刚刚被别人改动过，请刷新后核对。')
  await db.post.updateMany({ where: { id: { in: ids.slice(1) } }, data: { ...over, endCause: 'cover_over' } })
  if (post.role === 'GW') await db.grid.updateMany({ where: { gridWorkerId: post.id }, data: { gridWorkerId: null } })
  await logAccess(db, actor, {
    event: 'post_end',
    data: { postId: post.id, until, cause, sessions },
  })
  await reviewUnitDuties(db)
}

/** Waits for an action that is under way in one of the sessions (read-session's `hold`), then nothing more is written in it. */
async function clearSessions(db: Db, postIds: string[], choose: boolean): Promise<number> {
  if (!choose) return endSessions({ postIds }, 'post', db)
  const { count } = await db.session.updateMany({
    where: { postId: { in: postIds }, endedAt: null },
    data: { postId: null },
  })
  return count
}
