/** Is this code of a document that stands? Valid or not valid: no title, unit, name or reason leaves the house here. */
import type { Db } from '~/lib/db.server'
import { transaction } from '~/lib/transaction.server'
import { countCheck } from './check-limit.server'
import { readCode } from './number'

export type CheckAnswer = 'valid' | 'invalid' | 'too_many'
type From = { ip: string; now: Date }

/** The same two statements for every code, also for one that cannot be one. */
async function ask(db: Db, typed: string, from: From): Promise<CheckAnswer> {
  if (!(await countCheck(db, from.ip, from.now))) return 'too_many'
  const rows = await db.$queryRaw<{ valid: boolean }[]>`SELECT check_document(${readCode(typed) ?? ''}) AS valid`
  return rows[0]?.valid ? 'valid' : 'invalid'
}

/** For anybody: only papers that say so; rate-limited by address. */
export const checkPublicly = (typed: string, from: From): Promise<CheckAnswer> =>
  transaction((db) => ask(db, typed, from))

/** For a signed-in post, whose scope stands in the transaction: also papers that are checked after sign-in only. */
export const checkSignedIn = ({ db, actor }: { db: Db; actor: From }, typed: string): Promise<CheckAnswer> =>
  ask(db, typed, actor)
