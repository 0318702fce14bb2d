/** The pair helper (结对帮扶人): named on a file of whatever kind, with the limited view, until a day. */
import { inForce } from '~/access/in-force.server'
import { addDays, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import type { EffectContext } from './domain'

type Work = Pick<EffectContext, 'db' | 'file' | 'at'> & { hand: { postId: string | null } }
export type PairHelper = { id: string; name: string; unit: string; userId: string }

/** A helper's post of a county (6 digits) that is in force on the day, or nothing. */
export async function findPairHelper(
  db: Db,
  { county, today, postId }: { county: string; today: LegalDay; postId: string },
): Promise<PairHelper | undefined> {
  const [found] = await pairHelpers(db, { county, today, postId })
  return found
}

/** Helpers of a county whose posts are in force, by name; at most 300. */
export async function pairHelpers(
  db: Db,
  { county, today, postId }: { county: string; today: LegalDay; postId?: string },
): Promise<PairHelper[]> {
  const posts = await db.post.findMany({
    where: {
      ...(postId && { id: postId }),
      role: 'PH',
      ...inForce(today),
      deputyOf: null,
      unitCode: { startsWith: county },
    },
    include: { user: { select: { name: true } }, unit: { select: { name: true } } },
    orderBy: [{ user: { name: 'asc' } }, { id: 'asc' }],
    take: 300,
  })
  return posts.map((post) => ({ id: post.id, name: post.user.name, unit: post.unit.name, userId: post.userId }))
}

/** Ends what a helper may see of the file, now. */
export async function endPairHelper({ db, file, at }: Omit<Work, 'hand'>): Promise<void> {
  await db.caseParty.updateMany({
    where: { caseId: file.id, part: 'pair_helper', untilAt: { gt: at } },
    data: { untilAt: at },
  })
}

/** The earlier helper's view ends, the new one's begins; it lasts through `until`, without one until it is ended. */
export async function grantPairHelper(
  work: Work,
  postId: string,
  basis: string,
  until: LegalDay | null,
): Promise<void> {
  const { db, file, at, hand } = work
  await endPairHelper(work)
  await db.caseParty.create({
    data: {
      caseId: file.id,
      kind: file.kind,
      scopeKey: file.scopeKey,
      holder: postId,
      part: 'pair_helper',
      view: 'limited',
      fromAt: at,
      ...(until && { untilAt: new Date(`${addDays(until, 1)}T00:00:00+08:00`) }),
      basis,
      grantedBy: hand.postId,
    },
  })
}
