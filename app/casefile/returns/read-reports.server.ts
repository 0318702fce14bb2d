/** The reports page: what my unit has filed and must file, and how far the units below are with a month. */
import { grantOf } from '~/access/policy'
import { addMonths, formatInstant } from '~/lib/dates'
import type { Ctx } from '../act.server'
import { ruleBook } from '../rules.server'
import { unitsOf, latestBelow } from './fill.server'
import { below, dueDay, lastMonth, levelOf, monthOf, type ReturnForm } from './form'
import { RULE } from './return-task.server'
import { isReturnState, returnStates } from './state'

const MONTHS = 12

/** Forms that a post takes part in. */
export const formsFor = (forms: readonly ReturnForm[], { actor }: Ctx): ReturnForm[] =>
  forms.filter((form) => {
    const level = levelOf(form, actor.unit)
    return (
      level !== undefined &&
      grantOf(actor.role, form.kind) !== undefined &&
      [...level.prepare, ...level.check, ...level.sign].includes(actor.role)
    )
  })

const stateOf = (state: string) => (isReturnState(state) ? returnStates[state] : returnStates.draft)

export async function readReports(forms: readonly ReturnForm[], ctx: Ctx, url: URL) {
  const { actor, db } = ctx
  const due = lastMonth(actor.today)
  const month = monthOf(url.searchParams.get('period')) ?? due
  const day = (await ruleBook(db)).rule(RULE, actor.today).value
  const months = Array.from({ length: MONTHS }, (_, back) =>
    monthOf(addMonths(`${actor.today.slice(0, 7)}-01`, -back).slice(0, 7))!,
  )
  const parts = []
  for (const form of formsFor(forms, ctx)) {
    const level = levelOf(form, actor.unit)!
    const own = await db.unitReturn.findMany({
      where: { form: form.code, unitCode: actor.unit.code },
      orderBy: [{ period: 'desc' }, { version: 'desc' }],
      take: 40,
    })
    const lower = below(form, level)
    const units = lower ? await unitsOf(db, lower, actor.unit.regionCode, month) : []
    const latest = await latestBelow(db, form, month, units)
    const rows = units.map(({ code, name }) => {
      const one = latest.get(code)
      return {
        code,
        name,
        id: one?.id ?? null,
        version: one?.version ?? null,
        state: one ? stateOf(one.state) : null,
        at: one?.submittedAt ? formatInstant(one.submittedAt) : null,
        late: !one?.submittedAt && dueDay(month, day) < actor.today,
      }
    })
    parts.push({
      form: form.code,
      title: form.title,
      mayBegin: level.prepare.includes(actor.role) && month.from <= actor.today,
      begun: own.find(({ period }) => period === month.period)?.id ?? null,
      own: own.map((row) => ({
        id: row.id,
        period: monthOf(row.period)?.label ?? row.period,
        version: row.version,
        state: stateOf(row.state),
        prepared: row.preparedName,
        signed: row.signedName,
        at: row.submittedAt && formatInstant(row.submittedAt),
      })),
      below: lower
        ? {
            rows,
            filed: rows.filter(({ state }) => state?.label === returnStates.submitted.label).length,
            due: dueDay(month, day),
          }
        : null,
    })
  }
  return {
    parts,
    unit: actor.unit.name,
    month: { period: month.period, label: month.label },
    due: { label: due.label, on: dueDay(due, day) },
    months: months.map(({ period, label }) => ({ value: period, label })),
  }
}
export type ReportsData = Awaited<ReturnType<typeof readReports>>
