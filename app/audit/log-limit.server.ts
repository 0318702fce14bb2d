import { dayOf, dayToDb } from '~/lib/dates'
import type { Db } from '~/lib/db.server'

export type LogLimit = 'X.audit_online' | 'X.access_log_keep'

/** The value of a rule of the log in force at an instant. Throws when there is none. */
export async function logLimit(db: Pick<Db, 'ruleParam'>, ruleId: LogLimit, at: Date): Promise<number> {
  const row = await db.ruleParam.findFirst({
    where: { ruleId, effectiveFrom: { lte: dayToDb(dayOf(at)) } },
    orderBy: { effectiveFrom: 'desc' },
  })
  if (!row) throw new Error(`no rule ${ruleId}`)
  return Number(row.value)
}
