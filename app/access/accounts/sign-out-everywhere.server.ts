import { logAccess } from '~/audit/log.server'
import type { Db } from '~/lib/db.server'
import type { SignedIn } from '../guard-user.server'
import { endSessions } from '../session/end-session.server'
import { lockUser } from '../session/open-session.server'

/** Ends every session of the person, this one included. */
export async function signOutEverywhere(db: Db, user: SignedIn): Promise<void> {
  await lockUser(db, user.userId)
  await endSessions({ userId: user.userId }, 'signed_out', db)
  await logAccess(db, user, { event: 'sign_out', data: { everywhere: true } })
}
