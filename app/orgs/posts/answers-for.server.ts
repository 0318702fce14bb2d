/** Heads in office, and the posts a head answers for (heads.ts on real rows). */
import type { Actor } from '~/access/actor'
import { inForceSql } from '~/access/in-force.server'
import type { Role } from '~/access/roles'
import { isRole } from '~/access/roles'
import { Prisma } from '~/generated/prisma/client'
import type { LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { notFound, refused } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'
import { directory } from '../find-units.server'
import { regionOfUnit, regionPath } from '../region-names'
import { headRoles, headsOf, isHead, mayAnswer, type Held, type Place } from './heads'
import { rolesAt } from './places'
import { postRows, postTables, type PostRow } from './post-rows.server'

type Ctx = { actor: Actor; db: Db }

export type Head = Held & { postId: string; userId: string; name: string }
type HeadRaw = { id: string; user_id: string; name: string; role: Role; unit_code: string; kind: string }

const subtree = (region: string) => Prisma.sql`p.unit_code >= ${region} AND p.unit_code < ${`${region}~`}`

/** Posts of heads in force, deputies too: in the regions that lie around the given units, in and below one, or all. */
export async function headsInOffice(
  db: Db,
  today: LegalDay,
  where: { around: readonly string[] } | { within: string } | 'everywhere',
): Promise<Head[]> {
  const place =
    where === 'everywhere'
      ? Prisma.sql`TRUE`
      : 'within' in where
        ? subtree(where.within)
        : Prisma.sql`n.region_code = ANY (${[...new Set(where.around.flatMap((unit) => regionPath(regionOfUnit(unit))))]})`
  const raw = await db.$queryRaw<HeadRaw[]>(Prisma.sql`
    SELECT p.id, p.user_id, u.name, p.role, p.unit_code, n.kind FROM ${postTables}
    WHERE p.role = ANY (${[...headRoles]}) AND ${inForceSql(today)} AND ${place} ORDER BY p.id`)
  return raw.map((row) => ({
    postId: row.id,
    userId: row.user_id,
    name: row.name,
    role: row.role,
    unit: { code: row.unit_code, kind: row.kind },
  }))
}

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
 * Posts that the actor's post answers for, by unit, role and id; never his own person's. `where` narrows them (aliases of
 * postTables); at most `take`. Throws 403 for a role that is no head.
 */
export async function postsIAnswerFor(
  { actor, db }: Ctx,
  where: Prisma.Sql = Prisma.sql`TRUE`,
  take = 300,
): Promise<PostRow[]> {
  if (!isHead(actor.role)) throw refused('只有单位负责人可以办理本单位人员的岗位事项。')
  const heads = await headsInOffice(db, actor.today, { within: actor.unit.regionCode })
  const places = await placesIAnswerFor(actor, db, heads)
  // A head of a lower unit may hold another post there, for which the next one up answers.
  const others = heads.map((head) => head.userId)
  const found = await postRows(
    db,
    Prisma.sql`${where} AND p.user_id <> ${actor.userId} AND ${subtree(actor.unit.regionCode)} AND (p.user_id = ANY (${others})
      OR (p.role, p.unit_code) IN (SELECT m.role, m.unit FROM jsonb_to_recordset(${JSON.stringify(places)}::jsonb) AS m(role text, unit text)))`,
    { take },
  )
  return found.filter((post) => headsOfPost(post, heads).some(isMe(actor)))
}

/** Roles at units for which nobody nearer is in office. */
async function placesIAnswerFor(actor: Actor, db: Db, heads: readonly Head[]): Promise<{ role: Role; unit: string }[]> {
  const { units } = await directory(db)
  return [...units.values()]
    .filter((unit) => unit.regionCode.startsWith(actor.unit.regionCode))
    .flatMap((unit) =>
      rolesAt(unit)
        .filter((role) => mayAnswer(actor.role, { role, unit }) && headsOf({ role, unit }, heads).some(isMe(actor)))
        .map((role) => ({ role, unit: unit.code })),
    )
}

/** One post that the actor answers for. Throws 404 for any other, absent or not his. */
export async function postIAnswerFor(ctx: Ctx, id: unknown): Promise<PostRow> {
  const [post] = isUuid(id) ? await postsIAnswerFor(ctx, Prisma.sql`p.id = ${id}::uuid`) : []
  if (!post) throw notFound()
  return post
}
