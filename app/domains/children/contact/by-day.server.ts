import { ruleBook } from '~/casefile/rules.server'
import { dayOf } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { mayRemindAt } from './rules'

/** May parents be written to at this hour (D4.remind_from, D4.remind_until)? */
export async function byDay(db: Db, at: Date): Promise<boolean> {
  const book = await ruleBook(db)
  return mayRemindAt(at, (rule) => book.rule(rule, dayOf(at)).value)
}
