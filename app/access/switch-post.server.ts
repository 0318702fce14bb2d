import { logAccess } from '~/audit/log.server'
import { dayOf } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { refused } from '~/lib/errors'
import type { SignedIn } from './guard-user.server'
import { inForce } from './in-force.server'
import { isRole, roles } from './roles'

export type PostChoice = {
  id: string
  roleLabel: string
  unitName: string
  until: Date | null
  deputy: boolean
  current: boolean
}

/** The posts of a person that are in force on the day, by unit. */
export async function postsInForce(db: Db, user: Pick<SignedIn, 'userId' | 'postId' | 'now'>): Promise<PostChoice[]> {
  const posts = await db.post.findMany({
    where: { userId: user.userId, ...inForce(dayOf(user.now)) },
    include: { unit: true },
    orderBy: [{ unitCode: 'asc' }, { role: 'asc' }],
  })
  return posts.map((post) => ({
    id: post.id,
    roleLabel: isRole(post.role) ? roles[post.role] : post.role,
    unitName: post.unit.name,
    until: post.untilOn,
    deputy: post.deputyOf !== null,
    current: post.id === user.postId,
  }))
}

/** Makes another of the person's own posts the active one of this session; logged. Throws 403 for any other post. */
export async function switchPost(db: Db, user: SignedIn, postId: FormDataEntryValue | null): Promise<void> {
  const post = (await postsInForce(db, user)).find((one) => one.id === postId)
  if (!post) throw refused('这个岗位不是您的，或者任期已经结束。')
  await db.session.update({ where: { id: user.sessionId }, data: { postId: post.id } })
  await db.$queryRaw`SELECT set_config('app.post', ${post.id}, true)`
  const { role } = await db.post.findUniqueOrThrow({ where: { id: post.id } })
  await logAccess(db, user, { event: 'switch_post', data: { role } })
}
