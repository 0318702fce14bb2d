/** Mandatory reports of a year up to a day, counted for an office that receives them: no report is opened, nobody is named. */
import type { Ctx } from '~/casefile/act.server'
import { choiceOfDay } from '~/casefile/figures/period'
import { figureText, told } from '~/casefile/figures/rate'
import { ruleBook } from '~/casefile/rules.server'
import { formatDay, type LegalDay } from '~/lib/dates'
import { UserError } from '~/lib/errors'
import { directory } from '~/orgs/find-units.server'
import type { BesideRow, BesideTable } from './beside.server'
import { tellReports, type ReportCount, type ToldCount } from './report-figures'

const yearOf = (day: LegalDay): LegalDay => `${day.slice(0, 4)}-01-01`

async function countReports({ actor, db }: Ctx, day: LegalDay) {
  const counts = await db.$queryRaw<ReportCount[]>`SELECT * FROM report_counts(${yearOf(day)}::date, ${day}::date)`
  const limit = (await ruleBook(db)).rule('X.small_cell', day).value
  return { limit, ...tellReports(counts, actor.unit.code, limit) }
}

/** The procuratorate looks on and need not feed back. */
function measures(role: string, day: LegalDay) {
  const span = `${formatDay(yearOf(day))}至${formatDay(day)}`
  const rate = (n: keyof ToldCount, d: keyof ToldCount) => (row: ToldCount) => figureText('rate', row[n], row[d])
  return [
    { code: 'filed', label: '强制报告', words: `${span}送达本岗位的报告份数`, of: (row: ToldCount) => told(row.filed) },
    {
      code: 'acknowledged',
      label: '查收率',
      words: '截止日已查收 / 送达的',
      of: rate('acknowledged', 'filed'),
    },
    ...(role === 'PV'
      ? []
      : [
          {
            code: 'fed_back',
            label: '反馈率',
            words: '截止日已向报告人反馈 / 反馈期限已到或者已反馈的',
            of: rate('fed_back', 'due'),
          },
        ]),
    { code: 'closed', label: '办结率', words: '截止日已办结 / 送达的', of: rate('closed', 'filed') },
  ]
}

/** Beside the register's figures: of the own office and those below together. */
export async function reportTable(ctx: Ctx, day: LegalDay): Promise<BesideTable> {
  const { all } = await countReports(ctx, day)
  const rows = measures(ctx.actor.role, day).map(({ code, label, words, of }): BesideRow => ({
    code: `report_${code}`,
    label,
    words,
    value: of(all),
    href: `/children/reports/statistics`,
  }))
  return { title: '强制报告', rows }
}

/** The page of an office that receives reports (`cutoff`): all, its own, and each office below. Throws 400. */
export async function viewReportFigures(ctx: Ctx, query: URLSearchParams) {
  const choice = choiceOfDay(query, ctx.actor.today)
  if (!choice) throw new UserError(400, '截止日写得不对。请在统计页面上重新选择。')
  const { cutOff, problem } = choice
  const { limit, own, below, all } = await countReports(ctx, cutOff)
  const { units } = await directory(ctx.db)
  const list = measures(ctx.actor.role, cutOff)
  const cells = (row: ToldCount) => Object.fromEntries(list.map(({ code, of }) => [code, of(row)]))
  return {
    unit: ctx.actor.unit.name,
    span: `${formatDay(yearOf(cutOff))}至${formatDay(cutOff)}`,
    problem: problem ?? null,
    limit,
    values: { cutoff: cutOff === ctx.actor.today ? '' : cutOff },
    measures: list.map(({ code, label, words, of }) => ({ code, label, words, value: of(all) })),
    offices: below.length
      ? [
          { id: ctx.actor.unit.code, name: ctx.actor.unit.name, cells: cells(own) },
          ...below.map(({ to_key, ...row }) => ({
            id: to_key,
            name: units.get(to_key)?.name ?? to_key,
            cells: cells(row),
          })),
        ]
      : [],
  }
}
export type ReportFigures = Awaited<ReturnType<typeof viewReportFigures>>
