/** The reports page: what my unit has filed and must file, and how far the units below are with a period. */
import { grantOf } from '~/access/policy'
import { formatInstant } from '~/lib/dates'
import type { Ctx } from '../act.server'
import type { RuleBook } from '../deadlines/rule-book'
import { ruleBook } from '../rules.server'
import { unitsOf, latestBelow } from './fill.server'
import { below, levelOf, type Level, type ReturnForm } from './form'
import { dueDay, everies, lastPeriod, recentPeriods, reportPeriod, type Every, type ReportPeriod } from './period'
import { isReturnState, returnStates } from './state'

/** How many periods of each sort may be chosen. */
const SHOWN: Record<Every, number> = { month: 12, quarter: 8, half: 4, year: 4 }

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

/** `period` of the address: forms of that sort of period alone; without it each form with its last period, which is due. */
export async function readReports(forms: readonly ReturnForm[], ctx: Ctx, url: URL) {
  const { actor, db } = ctx
  const mine = formsFor(forms, ctx)
  const asked = reportPeriod(url.searchParams.get('period'))
  const book = await ruleBook(db)
  const parts = []
  for (const form of mine.filter(({ every }) => !asked || every === asked.every))
    parts.push(await readPart(form, ctx, asked ?? lastPeriod(form.every, actor.today), book))
  const sorts = (Object.keys(everies) as Every[]).filter((every) => mine.some((form) => form.every === every))
  return {
    parts,
    unit: actor.unit.name,
    /** Without a choice: the one that is due, when all have one sort of period. */
    period: asked?.period ?? (sorts.length === 1 ? lastPeriod(sorts[0]!, actor.today).period : null),
    sorts: sorts.map((every) => everies[every].label),
    periods: sorts.flatMap((every) =>
      recentPeriods(every, actor.today, SHOWN[every]).map(({ period, label }) => ({
        value: period,
        label: sorts.length > 1 ? `${everies[every].label}：${label}` : label,
      })),
    ),
  }
}
export type ReportsData = Awaited<ReturnType<typeof readReports>>

async function readPart(form: ReturnForm, ctx: Ctx, period: ReportPeriod, book: RuleBook) {
  const { actor, db } = ctx
  const level = levelOf(form, actor.unit)!
  const due = dueDay(period, book.rule(everies[form.every].rule, actor.today).value)
  const own = await db.unitReturn.findMany({
    where: { form: form.code, unitCode: actor.unit.code },
    orderBy: [{ period: 'desc' }, { version: 'desc' }],
    take: 40,
  })
  return {
    form: form.code,
    title: form.title,
    period: { code: period.period, label: period.label },
    sort: everies[form.every].label,
    word: everies[form.every].word,
    due,
    mayBegin: level.prepare.includes(actor.role) && period.from <= actor.today,
    begun: own.find((row) => row.period === period.period)?.id ?? null,
    own: own.map((row) => ({
      id: row.id,
      period: reportPeriod(row.period)?.label ?? row.period,
      version: row.version,
      state: stateOf(row.state),
      prepared: row.preparedName,
      signed: row.signedName,
      at: row.submittedAt && formatInstant(row.submittedAt),
    })),
    below: await readBelow(form, level, ctx, period, due < actor.today),
  }
}

/** What the units of the level below sent up; none for the lowest. `over`: the day has passed. */
async function readBelow(form: ReturnForm, level: Level, { actor, db }: Ctx, period: ReportPeriod, over: boolean) {
  const lower = below(form, level)
  if (!lower) return null
  const units = await unitsOf(db, lower, actor.unit.regionCode, period)
  const latest = await latestBelow(db, form, period, units)
  const rows = units.map(({ code, name }) => {
    const one = latest.get(code)
    return {
      code,
      name,
      id: one?.id ?? null,
      version: one?.version ?? null,
      state: one ? stateOf(one.state) : null,
      at: one?.submittedAt ? formatInstant(one.submittedAt) : null,
      late: !one?.submittedAt && over,
    }
  })
  return { rows, filed: rows.filter(({ state }) => state?.label === returnStates.submitted.label).length }
}
