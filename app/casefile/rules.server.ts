import { makeCalendar, type CalendarRow } from '~/orgs/calendar'
import type { Db } from '~/lib/db.server'
import { sourceOf } from '~/lib/transaction.server'
import { dbToDay } from '~/lib/dates'
import { makeRuleBook, type RuleBook, type RuleRow, type RuleUnit } from './deadlines/rule-book'

const KEPT_MS = 60_000
type Kept = Partial<Record<ReturnType<typeof sourceOf>, { book: RuleBook; until: number }>>
const kept = globalThis as typeof globalThis & { guichengRules?: Kept }

export type StoredRules = { rules: RuleRow[]; days: CalendarRow[] }

/** The stored rule parameters and days of the calendar, as they are now. Two statements. */
export async function storedRules(db: Db): Promise<StoredRules> {
  const params = await db.ruleParam.findMany()
  const days = await db.workdayCalendar.findMany()
  return {
    rules: params.map((row) => ({
      id: row.ruleId,
      value: row.value,
      unit: row.unit as RuleUnit,
      source: row.source,
      effectiveFrom: dbToDay(row.effectiveFrom),
      effectiveTo: row.effectiveTo && dbToDay(row.effectiveTo),
    })),
    days: days.map((row) => ({ day: dbToDay(row.day), kind: row.kind as 'rest' | 'work', name: row.name })),
  }
}

/** The rule parameters and the working-day calendar, as a book; read at most once a minute in a process. */
export async function ruleBook(db: Db): Promise<RuleBook> {
  const clock = Date.now()
  const books = (kept.guichengRules ??= {})
  const known = books[sourceOf(db)]
  if (known && known.until > clock) return known.book
  const { rules, days } = await storedRules(db)
  const book = makeRuleBook(rules, makeCalendar(days))
  books[sourceOf(db)] = { book, until: clock + KEPT_MS }
  return book
}

/** After a parameter or the calendar was changed in this process. */
export function forgetRules(): void {
  kept.guichengRules = undefined
}
