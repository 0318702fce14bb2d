/** Passwords at rest: PBKDF2-HMAC-SM3, slow and salted, over a keyed digest (DOMAIN 4.11; never bare SM3). */
import { pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { verifyPassword as verifyScrypt } from 'better-auth/crypto'
import { mac } from '~/lib/crypto.server'
import { env } from '~/lib/env.server'

const derive = promisify(pbkdf2)

const BYTES = 32
const FORM = /^pbkdf2-sm3\$(\d{1,8})\$([\w-]+)\$([\w-]+)$/

/**
 * Without the key file a stolen table gives nothing to guess at: the digest is keyed. Full-width letters and digits of
 * an input method are the same as half-width ones (NFKC).
 */
const digest = (password: string) => mac(password.normalize('NFKC'), 'password')

const stretch = (password: string, salt: Buffer, rounds: number) => derive(digest(password), salt, rounds, BYTES, 'sm3')

/** Gives `pbkdf2-sm3$<rounds>$<salt>$<key>`, salt and key in base64url. Runs beside the event loop. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const rounds = env.HASH_ROUNDS
  const key = await stretch(password, salt, rounds)
  return `pbkdf2-sm3$${rounds}$${salt.toString('base64url')}$${key.toString('base64url')}`
}

/** Is it the password of this hash? Also reads the hashes of the first installations (scrypt of better-auth). */
export async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [, rounds, salt, key] = FORM.exec(hash) ?? []
  if (!rounds || !salt || !key) return verifyScrypt({ hash, password }).catch(() => false)
  const wanted = Buffer.from(key, 'base64url')
  const given = await stretch(password, Buffer.from(salt, 'base64url'), Number(rounds))
  return wanted.length === given.length && timingSafeEqual(wanted, given)
}

/** Was it made otherwise than `hashPassword` does today? */
export const isOutdated = (hash: string): boolean => FORM.exec(hash)?.[1] !== String(env.HASH_ROUNDS)
