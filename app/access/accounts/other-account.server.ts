import type { Db } from '~/lib/db.server'
import { notFound, refused } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'
import type { Actor } from '../actor'
import type { Role } from '../roles'

/** The administrator at work and his transaction. */
export type AdminCtx = { db: Db; actor: Actor }

/**
 * The account of somebody else, for an administrator of this role. Throws 403 for any other role and for one's own
 * account, 404 when there is none.
 */
export async function otherAccount({ db, actor }: AdminCtx, role: Role, userId: unknown) {
  if (actor.role !== role) throw refused()
  if (userId === actor.userId) throw refused('不能对自己的账号这样做，请由另一位管理员办理。')
  const user = isUuid(userId) ? await db.user.findUnique({ where: { id: userId } }) : null
  if (!user) throw notFound()
  return user
}
