import { randomBytes } from 'node:crypto'
import QRCode from 'qrcode'
import { logAccess } from '~/audit/log.server'
import { decrypt, encrypt } from '~/lib/crypto.server'
import type { Db } from '~/lib/db.server'
import { invalid } from '~/lib/errors'
import type { SignedIn } from '../guard-user.server'
import { sameSitePath } from '../public.server'
import { whereNext } from '../session/go-on.server'
import { advanceSession } from '../session/open-session.server'
import { codeRefusal, secretContext, tidyCode } from './check-code.server'
import { makeRecoveryCodes } from './recovery-codes.server'
import { fromBase32, otpauthUri, stepOfCode, toBase32 } from './totp.server'

/** As long as the digest (RFC 4226 asks for 20 bytes). */
const SECRET_BYTES = 20
const QUIET = 4

export type Enrolment = {
  /** For typing: base32 in groups of four. */
  secret: string
  /** The square code: sides in modules, quiet zone included, and the dark modules as a path. */
  qr: { size: number; path: string }
  /** There is a generator already; this one takes its place. */
  replaces: boolean
}

/** The dark modules of a QR code as an SVG path. */
export function qrOf(text: string): { size: number; path: string } {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const dark = [...modules.data].flatMap((on, at) =>
    on ? [`M${(at % modules.size) + QUIET} ${Math.floor(at / modules.size) + QUIET}h1v1h-1z`] : [],
  )
  return { size: modules.size + 2 * QUIET, path: dark.join('') }
}

/**
 * The secret that waits for its first code; the same one however often the page is opened, so that what the telephone
 * has read stays right. Encrypted at rest.
 */
export async function readEnrolment(db: Db, user: SignedIn): Promise<Enrolment> {
  const context = secretContext(user.userId)
  const known = await db.secondFactor.findUnique({ where: { userId: user.userId } })
  const secret = known?.pendingEnc ? decrypt(known.pendingEnc, context) : toBase32(randomBytes(SECRET_BYTES))
  if (!known?.pendingEnc) {
    const pendingEnc = encrypt(secret, context)
    await db.secondFactor.upsert({
      where: { userId: user.userId },
      create: { userId: user.userId, pendingEnc },
      update: { pendingEnc },
    })
  }
  const { username } = await db.user.findUniqueOrThrow({ where: { id: user.userId }, select: { username: true } })
  return {
    secret: secret.replace(/.{4}(?=.)/g, '$& '),
    qr: qrOf(otpauthUri(secret, username)),
    replaces: known?.secretEnc != null,
  }
}

/**
 * The first code proves that the telephone has the secret: it counts from now on, in place of an earlier one. Gives the
 * ten recovery codes, shown this once, and where to go then. Throws 422 for a code that does not fit.
 */
export async function enrol(db: Db, user: SignedIn, form: FormData): Promise<{ codes: string[]; next: string }> {
  const { userId, now: at } = user
  const code = tidyCode(String(form.get('oneTimeCode') ?? ''))
  if (code === '') throw invalid({ oneTimeCode: ['请填写验证码'] })
  const waiting = await db.secondFactor.findUnique({ where: { userId } })
  if (!waiting?.pendingEnc) throw invalid({ oneTimeCode: ['请刷新页面，重新扫码后再填'] })
  const step = stepOfCode(fromBase32(decrypt(waiting.pendingEnc, secretContext(userId))), code, at)
  if (step === undefined) throw invalid({ oneTimeCode: [codeRefusal('wrong')] })
  await db.secondFactor.update({
    where: { userId },
    data: { secretEnc: waiting.pendingEnc, pendingEnc: null, lastStep: step },
  })
  await db.user.update({ where: { id: userId }, data: { secondFactorAt: at } })
  const codes = await makeRecoveryCodes(db, userId, at)
  await logAccess(db, user, { event: 'account', data: { what: 'second_factor_enrolled', account: userId } })
  const held = user.held ? await advanceSession(db, user, true, at) : null
  const to = sameSitePath(form.get('to'))
  return { codes, next: user.held ? await whereNext(db, { ...user, held }, to) : '/account?done=second-factor' }
}
