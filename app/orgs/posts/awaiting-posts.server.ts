import type { Actor } from '~/access/actor'
import { Prisma } from '~/generated/prisma/client'
import type { Db } from '~/lib/db.server'
import { postsIAnswerFor } from './answers-for.server'
import { notOver, type PostRow } from './post-rows.server'

/** Granted posts that wait for this head, the longest waiting first. Throws 403. */
export async function awaitingPosts(ctx: { actor: Actor; db: Db }): Promise<PostRow[]> {
  const posts = await postsIAnswerFor(ctx, Prisma.sql`p.confirmed_at IS NULL AND ${notOver(ctx.actor.today)}`)
  return posts.sort((a, b) => Number(a.hands.granted.at) - Number(b.hands.granted.at))
}
