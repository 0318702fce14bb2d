/** The page of figures for roles without rows: sums of their own region, never linked to anybody. */
import { readsSums } from '~/access/policy'
import { formatDay, formatInstant } from '~/lib/dates'
import { regionsBelow } from '~/orgs/find-units.server'
import type { Ctx } from '../act.server'
import { askHref } from '../exports/terms'
import { ruleBook } from '../rules.server'
import { cellPeriods, publishes } from './cell-table'
import { drawChart } from './chart.server'
import { measureOf, type FigureSet, type Measure } from './figure'
import { periodOf } from './period'
import { drawn, figureText, isRate } from './rate'
import { readCells, type CellLine, type Cells, type ToldPair } from './read-cells.server'
import { ruleLines } from './rule-lines'

export async function viewCells(sets: readonly FigureSet[], ctx: Ctx, url: URL) {
  const cells = await readCells(sets, ctx, url.searchParams)
  const { actor, db } = ctx
  const { set, region, period, lines, total, written } = cells
  const book = await ruleBook(db)
  const cutOff = written?.cutOff ?? actor.today
  const value = (rule: string) => book.rule(rule, cutOff).value
  const charted = measureOf(set, url.searchParams.get('chart')) ?? measureOf(set, set.main)!
  const own = actor.unit.regionCode
  const keep = { kind: set.kind, period: period.code, ...(region.code !== own && { region: region.code }) }
  const text = ({ n, d }: ToldPair, i: number) => figureText(set.measures[i]!.form, n, d)
  const counties = own.length === 4 ? await regionsBelow(db, own, 'county') : []
  const drills = (code: string) => counties.some((county) => county.code === code)
  return {
    title: set.title,
    region: region.name,
    period: period.label,
    cutOff: formatDay(cutOff),
    written: written && formatInstant(written.at),
    measures: set.measures.map(({ code, label, words }) => ({ code, label, words: words(value) })),
    total: total.pairs.map(text),
    rows: lines.map(({ code, name, pairs }) => ({
      id: code,
      name,
      href: drills(code) ? `/reports/figures?${new URLSearchParams({ ...keep, region: code })}` : null,
      cells: pairs.map(text),
    })),
    chart: written && lines.length > 1 ? chartOf(cells, charted) : null,
    version: `${set.title}口径第 ${written?.version ?? set.version} 版；${ruleLines(set.rules, book, cutOff).join('；')}`,
    counts: set.counts,
    limit: value('X.small_cell'),
    values: { ...keep, chart: charted.code } as Record<string, string>,
    kinds: sets.filter((one) => readsSums(actor.role, one.kind)).map((one) => ({ value: one.kind, label: one.title })),
    periods: cellPeriods(actor.today)
      .filter((code) => publishes(region.code, code))
      .map((code) => ({ value: code, label: periodOf(code, actor.today)!.label })),
    regions: counties.map(({ code, name }) => ({ value: code, label: name })),
    charted: set.measures.map(({ code, label }) => ({ value: code, label })),
    exportHref: written ? askHref('reports.figures', new URLSearchParams(keep)) : null,
  }
}
export type CellsPage = Awaited<ReturnType<typeof viewCells>>

function chartOf({ set, lines }: Cells, { code, form, label }: Measure) {
  const index = set.measures.findIndex((one) => one.code === code)
  const text = (line: CellLine) => figureText(form, line.pairs[index]!.n, line.pairs[index]!.d)
  const points = lines.map((line) => ({
    label: line.name,
    value: drawn(form, line.pairs[index]!.n, line.pairs[index]!.d),
    text: text(line),
  }))
  return {
    title: `各地区${label}`,
    label: `各地区${label}：${lines.map((line) => `${line.name} ${text(line)}`).join('，')}`,
    svg: drawChart('bars', points, isRate(form)),
  }
}
