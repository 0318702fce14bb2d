/**
 * How often one address may ask something without signing in: counted in the database, so that the number holds however many
 * processes answer. The count lives in app_verification under a keyed digest of the address, beside that of unknown names;
 * the nightly job that clears accounts removes what has run out.
 */
import { mac } from '~/lib/crypto.server'
import type { Db } from '~/lib/db.server'
import { askerOf } from './asker'

export type Allowance = {
  /** What is counted; a word of its own for each thing. */
  what: string
  /** So often, … */
  most: number
  /** … within so many milliseconds of the first time. */
  windowMs: number
}

/** Counts one question; false when the address has asked too often, which writes nothing. One statement. */
export async function countAsked(
  db: Pick<Db, '$executeRaw'>,
  { ip, now: at }: { ip: string; now: Date },
  { what, most, windowMs }: Allowance,
): Promise<boolean> {
  const until = new Date(at.getTime() + windowMs)
  const counted = await db.$executeRaw`
    INSERT INTO app_verification AS v (id, identifier, value, expires_at, created_at, updated_at)
    VALUES (${mac(askerOf(ip), what)}, ${what.replaceAll('-', '_')}, '1', ${until}, ${at}, ${at})
    ON CONFLICT (id) DO UPDATE SET
      value = CASE WHEN v.expires_at > ${at} THEN v.value::int + 1 ELSE 1 END::text,
      expires_at = CASE WHEN v.expires_at > ${at} THEN v.expires_at ELSE ${until} END,
      updated_at = ${at}
    WHERE v.expires_at <= ${at} OR v.value::int < ${most}`
  return counted === 1
}
