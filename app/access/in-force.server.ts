/**
 * The one place that says when a post (岗位) is in force: begun, not over, confirmed by another hand than the one that
 * granted it, and its account not disabled. For Prisma and for raw SQL, side by side.
 */
import { Prisma } from '~/generated/prisma/client'
import { dayToDb, type LegalDay } from '~/lib/dates'

/** For `db.post.find…({ where: { …, ...inForce(today) } })`; further conditions on `OR` go into an `AND`. */
export const inForce = (today: LegalDay) =>
  ({
    fromOn: { lte: dayToDb(today) },
    OR: [{ untilOn: null }, { untilOn: { gte: dayToDb(today) } }],
    confirmedAt: { not: null },
    user: { disabledAt: null },
  }) satisfies Prisma.PostWhereInput

/** The same of a post and its user under these aliases. */
export function inForceSql(today: LegalDay, post = 'p', user = 'u'): Prisma.Sql {
  const [p, u] = [Prisma.raw(post), Prisma.raw(user)]
  return Prisma.sql`(${p}.from_on <= ${today}::date AND (${p}.until_on IS NULL OR ${p}.until_on >= ${today}::date) AND ${p}.confirmed_at IS NOT NULL AND ${u}.disabled_at IS NULL)`
}
