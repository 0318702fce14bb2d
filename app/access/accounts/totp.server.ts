/**
 * One-time codes by time (TOTP, RFC 6238) as every authenticator application makes them: SHA-1, six digits, 30 seconds.
 * Pure: the instant is given.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

const STEP_SECONDS = 30
/** Clocks of telephones differ: the code before and the code after are taken, too. */
const DRIFT = 1
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The number of the 30 seconds in which the instant lies. */
export const stepAt = (at: Date): number => Math.floor(at.getTime() / 1000 / STEP_SECONDS)

/** The code of one step (RFC 4226). */
export function codeAt(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const offset = digest[digest.length - 1]! & 15
  const number = digest.readUInt32BE(offset) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}

/** The step whose code this is, near the instant; undefined when it is none. Compares each in the same time. */
export function stepOfCode(secret: Buffer, code: string, at: Date): number | undefined {
  const typed = Buffer.from(code)
  let found: number | undefined
  for (let step = stepAt(at) - DRIFT; step <= stepAt(at) + DRIFT; step++) {
    const wanted = Buffer.from(codeAt(secret, step))
    if (typed.length === wanted.length && timingSafeEqual(typed, wanted)) found = step
  }
  return found
}

/** Bytes as base32 without padding (RFC 4648), in which authenticators take a secret. */
export function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[parseInt(five.padEnd(5, '0'), 2)]).join('')
}

export function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
}

/** What the square code says: `otpauth://totp/…`. */
export function otpauthUri(secret: string, account: string): string {
  const issuer = '归程'
  const parts = new URLSearchParams({ secret, issuer, algorithm: 'SHA1', digits: '6', period: String(STEP_SECONDS) })
  return `otpauth://totp/${encodeURIComponent(`${issuer}:${account}`)}?${parts}`
}
