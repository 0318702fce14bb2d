import { logAccess } from '~/audit/log.server'
import type { Db } from '~/lib/db.server'
import { refused } from '~/lib/errors'
import type { SignedIn } from '../guard-user.server'
import { hasSecondFactor } from './re-authenticate.server'
import { makeRecoveryCodes } from './recovery-codes.server'

/** Ten new recovery codes for oneself; the old ones are void. Throws 403 without a second factor. */
export async function renewCodes(db: Db, user: SignedIn): Promise<string[]> {
  if (!(await hasSecondFactor(db, user.userId))) throw refused('请先启用身份验证器，再生成恢复码。')
  const codes = await makeRecoveryCodes(db, user.userId, user.now)
  await logAccess(db, user, { event: 'account', data: { what: 'recovery_codes', account: user.userId } })
  return codes
}
