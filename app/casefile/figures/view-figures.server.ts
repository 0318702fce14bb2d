/** The page of figures: every number with its parts, the way to its list, its words, and the charts. */
import { judge } from '~/access/policy'
import { formatDay, formatInstant, type LegalDay } from '~/lib/dates'
import { directory, regionsBelow, type Directory } from '~/orgs/find-units.server'
import type { Ctx } from '../act.server'
import { askHref } from '../exports/terms'
import { ruleBook } from '../rules.server'
import { drawChart, type Point } from './chart.server'
import { measureOf, type FigureSet, type Measure } from './figure'
import { mayIssue } from './figure-issuers'
import { bucketLabel, choiceQuery, LAST_36, periodOf, recentPeriods, spanText, type Choice } from './period'
import { drawn, figureText, isRate, isSum, partsText, valueText } from './rate'
import { readFigures } from './read-figures.server'
import type { Pair } from './roll-up'
import { ruleLines } from './rule-lines'

/** A number of the page: what it says, and where its two parts lead. */
export type FigureCell = {
  form: Measure['form']
  n: number
  d: number
  value: string
  nHref: string | null
  dHref: string | null
}

export type FigureRow = { id: string; name: string; chartLabel: string; href: string | null; cells: FigureCell[] }

/** Parameters of the address that a link to another part of the same page keeps. */
const kept = (choice: Choice, region: string, own: string, today: LegalDay): Record<string, string> => ({
  ...choiceQuery(choice, today),
  ...(region !== own && { region }),
})

/** What a place is called: a town, a county, or the unit of the upper tier that still holds the files itself. */
export function placeName({ regions, units }: Directory, code: string): string {
  const unit = units.get(code)
  if (unit) return unit.name
  const region = regions.get(code)
  if (region) return region.name
  const holder = [...units.values()].find((one) => one.code.startsWith(code))
  return holder ? `${holder.name}（本级）` : code
}

export async function viewFigures(set: FigureSet, ctx: Ctx, url: URL) {
  const { actor, db } = ctx
  const figures = await readFigures(set, ctx, url.searchParams)
  const { choice, region, total, apart } = figures
  const known = await directory(db)
  const own = actor.unit.regionCode
  const keep = kept(choice, region.code, own, actor.today)
  const book = await ruleBook(db)
  const href = (more: Record<string, string>) => `${set.path}?${new URLSearchParams({ ...keep, ...more })}`
  const listHref = (more: Record<string, string>) => `${set.path}/list?${new URLSearchParams({ ...keep, ...more })}`
  // What counts beside the rows (DOMAIN 15.5) has no list: links go by the rows alone.
  const cellsOf = (pairs: readonly Pair[], more: Record<string, string>, rows = pairs): FigureCell[] =>
    set.measures.map(({ code, form }, i) => {
      const { n, d } = pairs[i]!
      const link = (part: 'n' | 'd', count: number) => (count > 0 ? listHref({ measure: code, part, ...more }) : null)
      const nHref = isSum(form) ? null : link('n', rows[i]!.n)
      return { form, n, d, value: valueText(form, n, d), nHref, dHref: form === 'count' ? null : link('d', rows[i]!.d) }
    })
  const drills = region.tier === 'county'
  const places: FigureRow[] = figures.places.map(({ code, pairs }) => ({
    id: code,
    name: placeName(known, code),
    chartLabel: placeName(known, code),
    href: drills && known.regions.has(code) ? href({ region: code }) : null,
    cells: cellsOf(pairs, { place: code }),
  }))
  const buckets: FigureRow[] = figures.buckets.map(({ key, pairs }) => ({
    id: key,
    name: bucketLabel(key),
    chartLabel: key,
    href: null,
    cells: cellsOf(pairs, { bucket: key }),
  }))
  const charted = measureOf(set, url.searchParams.get('chart')) ?? measureOf(set, set.main)!
  const sum = total.map(({ n, d }, i) => ({ n: n + apart[i]!.n, d: d + apart[i]!.d }))
  return {
    title: set.title,
    path: set.path,
    unit: actor.unit.name,
    region: region.name,
    regionCode: region.code,
    /** Place, days and cut-off as codes: what a paper of these figures is about. */
    about: [region.code, choice.period.from, choice.period.to, choice.cutOff].join(' '),
    trail:
      region.code === own
        ? null
        : {
            href: `${set.path}?${new URLSearchParams(choiceQuery(choice, actor.today))}`,
            label: actor.unit.regionName || actor.unit.name,
          },
    /** The cut-off day itself, for what stands beside the figures. */
    day: choice.cutOff,
    span: spanText(choice),
    period: choice.period.label,
    days: set.stock ? '截止日在册' : `${formatDay(choice.period.from)}至${formatDay(choice.period.to)}`,
    stock: set.stock === true,
    cutOff: formatDay(choice.cutOff),
    problem: choice.problem ?? null,
    counts: set.counts,
    dayLabel: set.dayLabel,
    measures: set.measures.map(({ code, label, words }) => ({
      code,
      label,
      words: words((rule) => book.rule(rule, choice.cutOff).value),
    })),
    total: cellsOf(sum, {}, total),
    apart: apart.some(({ n, d }) => n > 0 || d > 0),
    places,
    buckets,
    charts: chartsOf(charted, places, buckets, set),
    version: `${set.title}口径第 ${set.version} 版；${ruleLines(set.rules, book, choice.cutOff).join('；')}`,
    made: formatInstant(actor.now),
    values: {
      period: keep.period,
      from: keep.from,
      to: keep.to,
      cutoff: keep.cutoff,
      region: keep.region,
      chart: charted.code,
    },
    periods: set.stock ? [] : periodOptions(actor.today, choice),
    regions: drills || region.code !== own ? await regionOptions(ctx) : [],
    charted: set.measures.map(({ code, label }) => ({ value: code, label })),
    exportHref: judge(actor.role, set.kind, 'E').allowed
      ? askHref(`${set.kind}.figures`, new URLSearchParams({ ...keep }))
      : null,
    printHref: judge(actor.role, set.kind, 'P').allowed
      ? `${set.path}/print?${new URLSearchParams({ ...keep })}`
      : null,
    paper:
      set.paper && mayIssue(set, actor.role)
        ? { title: set.paper.title, href: `${set.path}/paper?${new URLSearchParams({ ...keep })}` }
        : null,
    backHref: href({}),
    by: actor.userName,
    who: `${actor.userName} ${formatInstant(actor.now)}`,
  }
}
export type FiguresPage = Awaited<ReturnType<typeof viewFigures>>

function chartsOf(measure: Measure, places: FigureRow[], buckets: FigureRow[], set: FigureSet) {
  const index = set.measures.indexOf(measure)
  const percent = isRate(measure.form)
  const points = (rows: FigureRow[]): Point[] =>
    rows.map(({ chartLabel, cells }) => {
      const { form, n, d, value } = cells[index]!
      const parts = partsText(form, n, d)
      return { label: chartLabel, value: drawn(form, n, d), text: parts ? `${value}（${parts}）` : value }
    })
  const chart = (kind: 'bars' | 'course', rows: FigureRow[], label: string) => ({
    svg: drawChart(kind, points(rows), percent),
    label: `${label}：${rows.map(({ name, cells }) => `${name} ${figureText(measure.form, cells[index]!.n, cells[index]!.d)}`).join('，')}`,
  })
  return {
    label: measure.label,
    places: places.length > 1 ? chart('bars', places, `各单位${measure.label}`) : null,
    buckets: buckets.length > 1 ? chart('course', buckets, `各时段${measure.label}`) : null,
  }
}

function periodOptions(today: LegalDay, { period }: Choice) {
  const codes = recentPeriods(today)
  const all = codes.includes(period.code) || period.code === 'custom' ? codes : [period.code, ...codes]
  return [
    ...all.map((code) => ({ value: code, label: code === LAST_36 ? '近 36 个月' : periodOf(code, today)!.label })),
    { value: 'custom', label: '自定义（填起止日期）' },
  ]
}

async function regionOptions({ actor, db }: Ctx) {
  const below = await regionsBelow(db, actor.unit.regionCode, 'county')
  return below
    .filter(({ code }) => code !== actor.unit.regionCode)
    .map(({ code, name }) => ({ value: code, label: name }))
}
