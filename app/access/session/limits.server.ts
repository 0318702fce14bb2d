/**
 * The numbers of sign-in, session and password (DOMAIN 4.11): rule parameters, not literals. Each request needs some of
 * them, so a process reads them at most once a minute.
 */
import type { Db } from '~/lib/db.server'
import { today } from '~/lib/dates'

const rules = {
  /** Minutes without a request that end a session, and minutes after which it ends anyway. */
  idle: 'X.session_idle',
  absolute: 'X.session_absolute',
  /** Minutes that a sign-in or re-authentication opens the doors that print, export, approve or sign. */
  fresh: 'X.fresh',
  /** So many failures within so many minutes lock the account for so many minutes. */
  lockFailures: 'X.lock_failures',
  lockWindow: 'X.lock_window',
  lockMinutes: 'X.lock_duration',
  passwordLength: 'X.password_length',
  passwordClasses: 'X.password_classes',
  passwordHistory: 'X.password_history',
  /** Days a password is good for, and days before its end on which a warning begins. */
  passwordDays: 'X.password_age',
  passwordWarnDays: 'X.password_warn',
  /** Days without a sign-in that disable an account, and days before on which a warning begins. */
  unusedDays: 'X.account_unused',
  unusedWarnDays: 'X.account_unused_warn',
} as const

export type Limits = Record<keyof typeof rules, number>

const KEPT_MS = 60_000
const MINUTES: Record<string, number> = { h: 60 }
const kept = globalThis as typeof globalThis & { guichengLimits?: { limits: Limits; until: number } }

/** Minutes, days or counts, as named above. Throws when one is not installed. */
export async function limitsOf(db: Pick<Db, '$queryRaw'>): Promise<Limits> {
  const clock = Date.now()
  if (kept.guichengLimits && kept.guichengLimits.until > clock) return kept.guichengLimits.limits
  const rows = await db.$queryRaw<{ rule_id: string; value: number; unit: string }[]>`
    SELECT DISTINCT ON (rule_id) rule_id, value, unit FROM rule_param
    WHERE rule_id = ANY (${Object.values(rules)}) AND effective_from <= ${today()}::date ORDER BY rule_id, effective_from DESC`
  const found = new Map(rows.map((row) => [row.rule_id, row.value * (MINUTES[row.unit] ?? 1)]))
  const limits = Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => {
      const value = found.get(rule)
      if (value === undefined) throw new Error(`no rule parameter ${rule} in force`)
      return [name, value]
    }),
  ) as Limits
  kept.guichengLimits = { limits, until: clock + KEPT_MS }
  return limits
}

/** After one of them was changed in this process. */
export function forgetLimits(): void {
  kept.guichengLimits = undefined
}
