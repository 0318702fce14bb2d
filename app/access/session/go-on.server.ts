import type { Db } from '~/lib/db.server'
import { postsInForce } from '../switch-post.server'
import { nextPath } from '../ways.server'
import type { Held } from './read-session.server'

/** Where a session goes next: to what holds it, to the choice of posts, or to the page that was asked for. */
export async function whereNext(
  db: Db,
  session: { userId: string; held: Held | null; now: Date },
  to: string,
): Promise<string> {
  if (session.held) return nextPath(session.held, to)
  const posts = await postsInForce(db, { userId: session.userId, postId: null, now: session.now })
  return posts.length === 1 ? to : `/posts?to=${encodeURIComponent(to)}`
}
