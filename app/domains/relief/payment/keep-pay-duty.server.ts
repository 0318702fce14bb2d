/** The duty to make a batch (编制发放批次): of each county's finance office, as long as something can be listed there. */
import { Prisma } from '~/generated/prisma/client'
import { computeDue } from '~/casefile/deadlines/compute'
import type { RuleBook } from '~/casefile/deadlines/rule-book'
import { nextNeutralNos } from '~/casefile/numbers.server'
import { ruleBook } from '~/casefile/rules.server'
import { addDays, dayOf, dayToDb, dbToDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { uuidv7 } from '~/lib/ids.server'
import { lastDayOf } from './make-batch.server'

const CODE = 'make_batch'
type Waiting = { unit: string; monthly: LegalDay | null; other: LegalDay | null }

/** When the first of them must be paid: an allowance on its pay day, the others within the days after the decision (D7.pay). */
function planned({ monthly, other }: Waiting, book: RuleBook, today: LegalDay) {
  const payDay = book.rule('D7.pay_day', today)
  const days = book.rule('D7.pay', today)
  const allowance = monthly && {
    dueOn: monthly,
    triggerOn: monthly,
    provisional: false,
    rule: payDay,
    reason: `低保每月 ${payDay.value} 日前发放，依据 ${payDay.source}`,
  }
  const after = (from: LegalDay) => ({
    ...computeDue({ book, rule: 'D7.pay', from, roll: 'agency', because: '作出决定' }),
    triggerOn: from,
    rule: days,
  })
  const grant = other && after(other)
  if (allowance && grant) return allowance.dueOn <= grant.dueOn ? allowance : grant
  return allowance || grant || undefined
}

/** Idempotent; by the worker. Gives how many duties are open. */
export async function keepPayDuty(db: Db, at: Date): Promise<number> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('pay_duty'))`
  const today = dayOf(at)
  const waiting = await db.$queryRaw<Waiting[]>(Prisma.sql`
    SELECT u.code AS unit, (min(a.due_on) FILTER (WHERE a.month IS NOT NULL))::text AS monthly, (min(a.due_on) FILTER (WHERE a.month IS NULL))::text AS other
    FROM relief_award a JOIN unit u ON u.region_code = a.county AND u.kind = 'finance' AND u.closed_on IS NULL
    WHERE a.state = 'unpaid' AND a.due_on <= ${lastDayOf(today.slice(0, 7))}::date AND a.state_reason IS DISTINCT FROM 'dead'
      AND (a.payee_account_enc IS NOT NULL OR a.part IN ('quick', 'first'))
    GROUP BY u.code ORDER BY u.code`)
  const book = await ruleBook(db)
  const open = await db.task.findMany({ where: { kind: 'payment_batch', code: CODE, doneAt: null } })
  const called = new Set(waiting.map((row) => row.unit))
  const idle = open.filter((task) => !called.has(task.scopeKey)).map((task) => task.id)
  await db.task.updateMany({ where: { id: { in: idle } }, data: { doneAt: at, outcome: 'done' } })
  const known = new Map(open.map((task) => [task.scopeKey, task]))
  const fresh = waiting.filter((row) => !known.has(row.unit))
  const numbers = await nextNeutralNos(
    db,
    fresh.map((row) => row.unit),
    today,
  )
  for (const row of waiting) {
    const due = planned(row, book, today)
    if (!due) continue
    const task = known.get(row.unit)
    const warnOn = addDays(due.dueOn, -1) < due.triggerOn ? due.triggerOn : addDays(due.dueOn, -1)
    const dates = {
      triggerOn: dayToDb(due.triggerOn),
      dueOn: dayToDb(due.dueOn),
      warnOn: dayToDb(warnOn),
      provisional: due.provisional,
      ruleId: due.rule.id,
      ruleValue: due.rule.value,
      ruleUnit: due.rule.unit,
      reason: due.reason,
    }
    if (task && dbToDay(task.dueOn) !== due.dueOn) await db.task.update({ where: { id: task.id }, data: dates })
    if (!task) {
      const neutralNo = numbers[fresh.indexOf(row)]!
      const own = { id: uuidv7(), scopeKey: row.unit, kind: 'payment_batch', code: CODE, role: 'FN', neutralNo }
      await db.task.create({ data: { ...own, ...dates, createdAt: at } })
    }
  }
  return waiting.length
}
