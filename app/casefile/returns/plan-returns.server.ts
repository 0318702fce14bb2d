/** The worker's part: on the first days of a month every unit gets its draft, filled from its cases, and the duty to file it. */
import { Prisma } from '~/generated/prisma/client'
import type { LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { ruleBook } from '../rules.server'
import { countLines } from './count.server'
import { unitsOf } from './fill.server'
import { countsFiles, lastMonth, zeros, type ReturnForm } from './form'
import { returnTask } from './return-task.server'

/**
 * Drafts and duties of last month for units that have none yet; repeatable. A unit without a single case files too (零报告).
 * Gives how many drafts and duties were added.
 */
export async function planReturns(
  db: Db,
  forms: readonly ReturnForm[],
  { today, at }: { today: LegalDay; at: Date },
): Promise<{ drafts: number; duties: number }> {
  const month = lastMonth(today)
  const book = await ruleBook(db)
  const added = { drafts: 0, duties: 0 }
  for (const form of forms) {
    const counted = await countLines(form, db, month, Prisma.sql`c.kind = ${form.kind}`)
    const begun = new Set(
      (
        await db.unitReturn.findMany({ where: { form: form.code, period: month.period }, select: { unitCode: true } })
      ).map((row) => row.unitCode),
    )
    const detail = `${form.code}:${month.period}`
    const told = new Set(
      (await db.task.findMany({ where: { code: 'monthly_return', detail }, select: { scopeKey: true } })).map(
        (row) => row.scopeKey,
      ),
    )
    for (const level of form.levels) {
      const units = await unitsOf(db, level, '', month)
      // The levels above are filled when those below have filed.
      const drafts = countsFiles(form, level) ? units.filter(({ code }) => !begun.has(code)) : []
      const made = await db.unitReturn.createMany({
        data: drafts.map(({ code }) => ({
          form: form.code,
          kind: form.kind,
          unitCode: code,
          period: month.period,
          state: 'draft',
          lines: counted.get(code) ?? zeros(form),
          filledAt: at,
        })),
        skipDuplicates: true,
      })
      const tasks = units
        .filter(({ code }) => !told.has(code))
        .map(({ code }) =>
          returnTask(form, level, book, { code: 'monthly_return', unitCode: code, period: month.period, today, at }),
        )
      if (tasks.length) await db.$executeRaw`SELECT add_rows(${JSON.stringify({ task: tasks })}::jsonb)`
      added.drafts += made.count
      added.duties += tasks.length
    }
  }
  return added
}
