/** Heads in office, and the posts a head answers for (heads.ts on real rows). */
import type { Actor } from '~/access/actor'
import { inForce } from '~/access/in-force.server'
import { isRole, type Role } from '~/access/roles'
import type { Prisma } from '~/generated/prisma/client'
import { dbToDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { notFound, refused } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'
import { directory } from '../find-units.server'
import { regionOfUnit, regionPath } from '../region-names'
import { headRoles, headsOf, isHead, mayAnswer, type Held, type Place } from './heads'
import { rolesAt } from './places'

type Ctx = { actor: Actor; db: Db }

export type Head = Held & { postId: string; userId: string; name: string }

/** Posts of heads in force, deputies too: in the regions that lie around the given units, or in and below one region. */
export async function headsInOffice(
  db: Db,
  today: LegalDay,
  where: { around: readonly string[] } | { within: string } | 'everywhere',
): Promise<Head[]> {
  const place =
    where === 'everywhere'
      ? {}
      : 'within' in where
        ? { unitCode: { startsWith: where.within } }
        : { unit: { regionCode: { in: [...new Set(where.around.flatMap((unit) => regionPath(regionOfUnit(unit))))] } } }
  const posts = await db.post.findMany({
    where: { role: { in: [...headRoles] }, ...inForce(today), ...place },
    select: { id: true, userId: true, role: true, user: { select: { name: true } }, unit: true },
  })
  return posts.map((post) => ({
    postId: post.id,
    userId: post.userId,
    name: post.user.name,
    role: post.role as Role,
    unit: { code: post.unit.code, kind: post.unit.kind },
  }))
}

const include = { user: { select: { name: true, username: true, disabledAt: true } }, unit: true } as const
export type PostRow = Prisma.PostGetPayload<{ include: typeof include }>

/** Who answers for this post, out of the heads in office; the person himself never does. */
export const headsOfPost = (post: { role: string; userId: string; unit: Place }, heads: readonly Head[]): Head[] =>
  isRole(post.role)
    ? headsOf(
        { role: post.role, unit: post.unit },
        heads.filter((head) => head.userId !== post.userId),
      )
    : []

const isMe = (actor: Actor) => (head: Head) => head.role === actor.role && head.unit.code === actor.unit.code

/**
 * Posts that the actor's post answers for, by unit, role and id; never his own person's. `where` narrows them; at most
 * `take`. Throws 403 for a role that is no head.
 */
export async function postsIAnswerFor(
  { actor, db }: Ctx,
  where: Prisma.PostWhereInput = {},
  take = 300,
): Promise<PostRow[]> {
  if (!isHead(actor.role)) throw refused('只有单位负责人可以办理本单位人员的岗位事项。')
  const heads = await headsInOffice(db, actor.today, { within: actor.unit.regionCode })
  const { units } = await directory(db)
  const places = new Map<Role, string[]>()
  for (const unit of units.values()) {
    if (!unit.regionCode.startsWith(actor.unit.regionCode)) continue
    for (const role of rolesAt(unit))
      if (mayAnswer(actor.role, { role, unit }) && headsOf({ role, unit }, heads).some(isMe(actor))) places.set(role, [...(places.get(role) ?? []), unit.code])
  }
  // A head of a lower unit may hold another post there, for which the next one up answers.
  const others = heads.map((head) => head.userId).filter((id) => id !== actor.userId)
  const found = await db.post.findMany({
    where: {
      AND: [
        where,
        {
          OR: [
            ...[...places].map(([role, codes]) => ({ role, unitCode: { in: codes } })),
            { userId: { in: others }, unitCode: { startsWith: actor.unit.regionCode } },
          ],
        },
      ],
      userId: { not: actor.userId },
    },
    include,
    orderBy: [{ unitCode: 'asc' }, { role: 'asc' }, { id: 'asc' }],
    take,
  })
  return found.filter((post) => headsOfPost(post, heads).some(isMe(actor)))
}

/** One post that the actor answers for. Throws 404 for any other, absent or not his. */
export async function postIAnswerFor(ctx: Ctx, id: unknown): Promise<PostRow> {
  const [post] = isUuid(id) ? await postsIAnswerFor(ctx, { id }) : []
  if (!post) throw notFound()
  return post
}

export const onDay = (day: Date | null): LegalDay | null => day && dbToDay(day)
