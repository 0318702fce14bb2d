import { logAccess } from '~/audit/log.server'
import type { Db } from '~/lib/db.server'
import type { SignedIn } from '../guard-user.server'

/** Whether the person gets the morning's mail with the number of duties. */
export async function chooseDigest(db: Db, user: SignedIn, wanted: boolean): Promise<void> {
  await db.user.update({ where: { id: user.userId }, data: { digest: wanted } })
  const what = wanted ? 'digest_on' : 'digest_off'
  await logAccess(db, user, { event: 'account', data: { what, account: user.userId } })
}
