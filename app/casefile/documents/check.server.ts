/** Is this code of a document that stands? Valid or not valid: no title, unit, name or reason leaves the house here. */
import type { Db } from '~/lib/db.server'
import { transaction } from '~/lib/transaction.server'
import { makeCheckLimit } from './check-limit'
import { readCode } from './number'

export type CheckAnswer = 'valid' | 'invalid' | 'too_many'

const kept = globalThis as typeof globalThis & { guichengCheckLimit?: ReturnType<typeof makeCheckLimit> }
export const checkLimit = (kept.guichengCheckLimit ??= makeCheckLimit())

/** The same one statement for every code, also for one that cannot be one. */
async function ask(db: Db, typed: string): Promise<'valid' | 'invalid'> {
  const rows = await db.$queryRaw<{ valid: boolean }[]>`SELECT check_document(${readCode(typed) ?? ''}) AS valid`
  return rows[0]?.valid ? 'valid' : 'invalid'
}

/** For anybody: only papers that say so; rate-limited by address. */
export async function checkPublicly(typed: string, from: { ip: string; now: Date }): Promise<CheckAnswer> {
  if (!checkLimit.allow(from.ip, from.now)) return 'too_many'
  return transaction((db) => ask(db, typed))
}

/** For a signed-in post, whose scope stands in the transaction: also papers that are checked after sign-in only. */
export async function checkSignedIn(
  { db, actor }: { db: Db; actor: { ip: string; now: Date } },
  typed: string,
): Promise<CheckAnswer> {
  if (!checkLimit.allow(actor.ip, actor.now)) return 'too_many'
  return ask(db, typed)
}
