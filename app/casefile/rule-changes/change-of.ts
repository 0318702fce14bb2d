import { z } from 'zod'
import { dbToDay } from '~/lib/dates'
import type { RuleChange } from './recompute'

const dayRows = z.array(z.object({ day: z.string(), kind: z.enum(['rest', 'work']), name: z.string() }))

export type BatchRow = {
  cause: string
  ruleId: string | null
  value: number | null
  effectiveFrom: Date | null
  year: number | null
  days: unknown
  source: string
}

/** The change that a stored batch asks for. Throws when the row is not one of a known cause. */
export function changeOf(row: BatchRow): RuleChange {
  if (row.cause === 'rule' && row.ruleId && row.value !== null && row.effectiveFrom)
    return {
      cause: 'rule',
      ruleId: row.ruleId,
      value: row.value,
      effectiveFrom: dbToDay(row.effectiveFrom),
      source: row.source,
    }
  if (row.cause === 'calendar' && row.year) return { cause: 'calendar', year: row.year, days: dayRows.parse(row.days) }
  if (row.cause === 'check') return { cause: 'check' }
  throw new Error(`not a change of rules: ${row.cause}`)
}
