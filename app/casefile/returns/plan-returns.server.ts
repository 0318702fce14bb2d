/** The worker's part: on the first days after a period every unit gets its draft, filled from its cases, and the duty to file it. */
import type { LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { ruleBook } from '../rules.server'
import { countLines, keyOf, ofAll } from './count.server'
import { unitsOf } from './fill.server'
import { countsFiles, zeros, type ReturnForm } from './form'
import { everies, isDueMonth, lastPeriod } from './period'
import { returnTask } from './return-task.server'

/**
 * Drafts and duties of the last month, and of a quarter, half-year and year that ended with it, for units that have none yet; repeatable. A unit without a single case files too (零报告).
 * Gives how many drafts and duties were added.
 */
export async function planReturns(
  db: Db,
  forms: readonly ReturnForm[],
  { today, at }: { today: LegalDay; at: Date },
): Promise<{ drafts: number; duties: number }> {
  const book = await ruleBook(db)
  const added = { drafts: 0, duties: 0 }
  for (const form of forms) {
    const period = lastPeriod(form.every, today)
    if (!isDueMonth(period, today)) continue
    const code = everies[form.every].duty
    const counted = await countLines(form, db, period, ofAll(form))
    const begun = new Set(
      (
        await db.unitReturn.findMany({ where: { form: form.code, period: period.period }, select: { unitCode: true } })
      ).map((row) => row.unitCode),
    )
    const detail = `${form.code}:${period.period}`
    const told = new Set(
      (await db.task.findMany({ where: { code, detail }, select: { scopeKey: true } })).map((row) => row.scopeKey),
    )
    for (const level of form.levels) {
      const units = await unitsOf(db, level, '', period)
      // The levels above are filled when those below have filed.
      const drafts = countsFiles(form, level) ? units.filter(({ code }) => !begun.has(code)) : []
      const made = await db.unitReturn.createMany({
        data: drafts.map((unit) => ({
          form: form.code,
          kind: form.kind,
          unitCode: unit.code,
          period: period.period,
          state: 'draft',
          lines: counted.get(keyOf(form, unit.code)) ?? zeros(form),
          filledAt: at,
        })),
        skipDuplicates: true,
      })
      const tasks = units
        .filter((unit) => !told.has(unit.code))
        .map((unit) =>
          returnTask(form, level, book, { back: false, unitCode: unit.code, period: period.period, today, at }),
        )
      if (tasks.length) await db.$executeRaw`SELECT add_rows(${JSON.stringify({ task: tasks })}::jsonb)`
      added.drafts += made.count
      added.duties += tasks.length
    }
  }
  return added
}
