import type { Actor } from '~/access/actor'
import { limitOf } from '~/access/authorise-limits.server'
import { inForce } from '~/access/in-force.server'
import { isRole } from '~/access/roles'
import { logAccess } from '~/audit/log.server'
import { addMonths, dayToDb, dbToDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { invalid } from '~/lib/errors'
import { coverComplaints } from './cover-rules'
import { holdingsOf } from './grant-post.server'

type Ctx = { actor: Actor; db: Db }

/**
 * Somebody stands in for a post of the same unit between two days: a dated post of the covered role, confirmed by the
 * head who arranges it, which ends by itself. Both posts were found among those the head answers for, or `covered` is
 * his own. Throws 422 by field.
 */
export async function coverPost(
  { actor, db }: Ctx,
  { covered, person, from, until }: { covered: string; person: string; from: LegalDay; until: LegalDay },
): Promise<void> {
  const away = await db.post.findUniqueOrThrow({ where: { id: covered } })
  if (!isRole(away.role)) throw invalid({ covered: ['请从列表中选择'] })
  const ownPosts = await db.post.findMany({ where: { userId: person, ...inForce(actor.today), deputyOf: null } })
  const drafts = await db.proposal.count({
    where: { proposedUser: person, state: 'waiting', secondRoles: { has: away.role } },
  })
  const complaints = coverComplaints({
    covered: {
      role: away.role,
      unitCode: away.unitCode,
      userId: away.userId,
      until: away.untilOn && dbToDay(away.untilOn),
      isCover: away.deputyOf !== null,
    },
    person: { userId: person, ownPosts, holdings: await holdingsOf(db, person, actor.today) },
    by: actor.userId,
    from,
    until,
    last: addMonths(actor.today, (await limitOf(db, 'X.authorisation', actor.today)).value),
    drafts,
    today: actor.today,
  })
  if (Object.keys(complaints).length) throw invalid(complaints)
  const clash = await db.post.count({
    where: { deputyOf: away.id, fromOn: { lte: dayToDb(until) }, untilOn: { gte: dayToDb(from) } },
  })
  if (clash) throw invalid({ from: ['这段时间已经安排了代办，请先结束原来的安排'] })
  const made = await db.post.create({
    data: {
      userId: person,
      role: away.role,
      unitCode: away.unitCode,
      classCode: away.classCode,
      fromOn: dayToDb(from),
      untilOn: dayToDb(until),
      deputyOf: away.id,
      grantedBy: actor.postId,
      grantedAt: actor.now,
      confirmedBy: actor.postId,
      confirmedAt: actor.now,
    },
  })
  await logAccess(db, actor, { event: 'deputy', data: { postId: made.id, until } })
}
