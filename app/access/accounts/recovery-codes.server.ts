import { randomInt } from 'node:crypto'
import { mac } from '~/lib/crypto.server'
import type { Db } from '~/lib/db.server'

const CODES = 10
const LETTERS = 10
/** Without signs that look alike. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'

const digest = (userId: string, code: string) => mac(code, `recovery:${userId}`)

function draw(): string {
  const letters = Array.from({ length: LETTERS }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return `${letters.slice(0, 5)}-${letters.slice(5)}`
}

/** A code as typed, without blanks and hyphens, in lower case. */
const tidy = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')

/** Ten new codes (49 bits each) in place of the old ones; shown this once, kept as keyed hashes. */
export async function makeRecoveryCodes(db: Db, userId: string, at: Date): Promise<string[]> {
  const codes = Array.from({ length: CODES }, draw)
  await db.recoveryCode.deleteMany({ where: { userId } })
  await db.recoveryCode.createMany({
    data: codes.map((code) => ({ userId, mac: digest(userId, tidy(code)), madeAt: at })),
  })
  return codes
}

/** Uses a code up. Gives whether there was such a one, not used before. */
export async function takeRecoveryCode(db: Db, userId: string, text: string, at: Date): Promise<boolean> {
  const code = tidy(text)
  if (code.length !== LETTERS) return false
  const taken = await db.recoveryCode.updateMany({
    where: { userId, mac: digest(userId, code), usedAt: null },
    data: { usedAt: at },
  })
  return taken.count === 1
}

/** How many of a person's codes are still good. */
export const codesLeft = (db: Db, userId: string): Promise<number> =>
  db.recoveryCode.count({ where: { userId, usedAt: null } })
