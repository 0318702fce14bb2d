/** How often one address may ask whether a code is valid. */
import { countAsked } from '~/access/count-asked.server'
import type { Db } from '~/lib/db.server'

export const CHECKS = 20
export const WINDOW_MS = 10 * 60_000

/** Counts one question; false when the address has asked too often. One statement. */
export const countCheck = (db: Pick<Db, '$executeRaw'>, ip: string, now: Date): Promise<boolean> =>
  countAsked(db, { ip, now }, { what: 'document-check', most: CHECKS, windowMs: WINDOW_MS })
