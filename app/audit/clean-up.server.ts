import type { Db } from '~/lib/db.server'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Removes what has served: drafts past their day, used form tokens, ended sessions, read import rows. Gives the counts. */
export async function cleanUp(
  db: Db,
  at: Date,
): Promise<{ drafts: number; tokens: number; sessions: number; imports: number }> {
  const ago = (ms: number) => new Date(at.getTime() - ms)
  const drafts = await db.draft.deleteMany({ where: { expiresAt: { lt: at } } })
  const tokens = await db.formToken.deleteMany({ where: { usedAt: { lt: ago(2 * DAY) } } })
  const sessions = await db.session.deleteMany({ where: { createdAt: { lt: ago(7 * DAY) } } })
  const imports = await db.importRun.deleteMany({ where: { createdAt: { lt: ago(7 * DAY) } } })
  return { drafts: drafts.count, tokens: tokens.count, sessions: sessions.count, imports: imports.count }
}
