/** One post with its history, for the security administrator. */
import type { Actor } from '~/access/actor'
import { limitOf } from '~/access/authorise-limits.server'
import { Prisma } from '~/generated/prisma/client'
import type { Db } from '~/lib/db.server'
import { notFound } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'
import { headsInOffice, headsOfPost } from './answers-for.server'
import { postRows } from './post-rows.server'
import { certifyBy, endCauses, postState, type EndCause } from './post-state'

const MOST = 60

/** The post, the other posts of its person, and the names of those whose hands made it. Throws 404. */
export async function readPost({ actor, db }: { actor: Actor; db: Db }, id: unknown) {
  if (!isUuid(id)) throw notFound()
  const rows = await postRows(
    db,
    Prisma.sql`p.user_id = x.user_id OR p.id IN (x.granted_by, x.confirmed_by, x.ended_by, x.deputy_of)`,
    {
      take: MOST,
      order: Prisma.sql`p.id = x.id DESC, p.from_on DESC, p.id DESC`,
      withTables: Prisma.sql`JOIN post x ON x.id = ${id}::uuid`,
    },
  )
  const post = rows.find((one) => one.id === id)
  if (!post) throw notFound()
  const months = (await limitOf(db, 'X.recertify', actor.today)).value
  const heads = headsOfPost(post, await headsInOffice(db, actor.today, { around: [post.unit.code] }))
  const nameOf = (hand: string | null): string => {
    const found = rows.find((one) => one.id === hand)
    return found ? `${found.name}（${found.roleLabel}）` : ''
  }
  const deed = ({ by, at }: { by: string | null; at: Date | null }) => (at ? { at, by: nameOf(by) } : null)
  return {
    ...post,
    state: postState(post, actor.today),
    granted: deed(post.hands.granted),
    confirmedBy: deed(post.hands.confirmed),
    ended: deed(post.hands.ended),
    cause: endCauses[post.endCause as EndCause] ?? null,
    coverOf: post.deputyOf && nameOf(post.deputyOf),
    certifyBy: certifyBy(post.certifiedOn, months),
    confirmers: heads.map((head) => head.name),
    own: post.userId === actor.userId,
    others: rows
      .filter((one) => one.userId === post.userId && one.id !== post.id)
      .map((one) => ({ ...one, state: postState(one, actor.today) })),
    today: actor.today,
  }
}

export type PostView = Awaited<ReturnType<typeof readPost>>
