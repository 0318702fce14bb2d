import { decrypt } from '~/lib/crypto.server'
import type { Db } from '~/lib/db.server'
import { toHalfWidth } from '~/lib/text'
import { takeRecoveryCode } from './recovery-codes.server'
import { fromBase32, stepOfCode } from './totp.server'

export type CodeVerdict = 'code' | 'recovery' | 'replay' | 'wrong'

/** The context under which the secret of a person is encrypted. */
export const secretContext = (userId: string) => `totp:${userId}`

/** What was typed, without blanks, letters and digits half-width. */
export const tidyCode = (text: string) => toHalfWidth(text).replace(/\s/g, '')

/**
 * Is this the person's code now, or one of his recovery codes? A code counts once: the step of the last one taken is
 * kept, and an earlier or the same one is a replay. Counting the attempt is the caller's.
 */
export async function checkCode(db: Db, userId: string, typed: string, at: Date): Promise<CodeVerdict> {
  const text = tidyCode(typed)
  if (!/^\d{6}$/.test(text)) return (await takeRecoveryCode(db, userId, text, at)) ? 'recovery' : 'wrong'
  const factor = await db.secondFactor.findUnique({ where: { userId } })
  if (!factor?.secretEnc) return 'wrong'
  const step = stepOfCode(fromBase32(decrypt(factor.secretEnc, secretContext(userId))), text, at)
  if (step === undefined) return 'wrong'
  const taken = await db.secondFactor.updateMany({
    where: { userId, lastStep: { lt: step } },
    data: { lastStep: step },
  })
  return taken.count === 1 ? 'code' : 'replay'
}

/** What is told of a code that was not taken. */
export const codeRefusal = (verdict: 'replay' | 'wrong'): string =>
  verdict === 'replay'
    ? '这个验证码已经用过。请等身份验证器显示下一个（最多 30 秒）再填。'
    : '验证码不正确。请核对身份验证器上当前的 6 位数字；恢复码每个只能用一次。'
