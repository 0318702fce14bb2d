import { dayToDb, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'

/** The value of a rule parameter (rule_param) in force on the day. Throws when it is not installed. */
export async function limitOf(db: Db, ruleId: string, on: LegalDay): Promise<{ value: number; unit: string }> {
  const day = dayToDb(on)
  const row = await db.ruleParam.findFirst({
    where: { ruleId, effectiveFrom: { lte: day }, OR: [{ effectiveTo: null }, { effectiveTo: { gte: day } }] },
    orderBy: { effectiveFrom: 'desc' },
  })
  if (!row) throw new Error(`no rule parameter ${ruleId} in force`)
  return { value: row.value, unit: row.unit }
}
