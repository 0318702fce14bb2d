import { limitsOf } from '../session/limits.server'
import type { Db } from '~/lib/db.server'
import { verifyPassword } from './password-hash.server'

/** The stored hash of a person's password; null when he has none. */
export async function passwordHashOf(db: Pick<Db, 'account'>, userId: string): Promise<string | null> {
  const account = await db.account.findFirst({
    where: { userId, providerId: 'credential' },
    select: { password: true },
  })
  return account?.password ?? null
}

/** Is this the person's password? Counting the attempt is the caller's. */
export async function isPassword(db: Pick<Db, 'account'>, userId: string, password: string): Promise<boolean> {
  const hash = await passwordHashOf(db, userId)
  return hash !== null && password !== '' && verifyPassword({ hash, password })
}

/** Is it the person's password, or one of the last ones (X.password_history)? Row-level security shows one's own alone. */
export async function wasPassword(db: Db, userId: string, password: string): Promise<boolean> {
  const { passwordHistory } = await limitsOf(db)
  const rows = await db.passwordHistory.findMany({
    where: { userId },
    orderBy: { setAt: 'desc' },
    take: passwordHistory,
    select: { hash: true },
  })
  const current = await passwordHashOf(db, userId)
  const hashes = new Set([...rows.map((row) => row.hash), ...(current ? [current] : [])])
  const found = await Promise.all([...hashes].map((hash) => verifyPassword({ hash, password })))
  return found.includes(true)
}
