/** Figures and the lists behind them as files: two export sources of each set of figures. */
import { formatDay } from '~/lib/dates'
import { directory } from '~/orgs/find-units.server'
import type { ExportColumn, ExportSource } from '../exports/source'
import { countCases, everyCase, type ListedCase } from '../find.server'
import { ruleBook } from '../rules.server'
import type { FigureSet } from './figure'
import { bucketLabel, spanText } from './period'
import { valueText, type Form } from './rate'
import { readChoice, readFigures, readRegion } from './read-figures.server'
import { readFigureList } from './read-figure-list.server'
import type { Pair } from './roll-up'
import { ruleLines } from './rule-lines'
import { dayColumn, listTitle } from './view-figure-list.server'
import { placeName } from './view-figures.server'

/** How a domain writes one file of a list: the columns, and the row. */
export type ListFace = {
  columns: readonly ExportColumn[]
  row: (
    file: ListedCase,
    context: { today: string; known: Awaited<ReturnType<typeof directory>> },
  ) => readonly (string | number | null)[]
  /** Columns of h that `row` reads. */
  select?: Parameters<typeof everyCase>[2]['select']
}

/** The table of figures: by place and by stretch, with totals; aggregates without names. */
export const figuresExport = (set: FigureSet): ExportSource => ({
  name: `${set.kind}.figures`,
  label: set.title,
  kind: set.kind,
  holdsNames: false,
  unit: '行',
  async about(ctx, query) {
    const choice = readChoice(set, query, ctx)
    const region = await readRegion(set, ctx, query)
    return {
      about: `${region.name}，按单位${set.stock ? '' : '、按时段'}的合计数`,
      period: `${choice.period.label}，截止 ${formatDay(choice.cutOff)}`,
    }
  },
  async count(ctx, query) {
    const { places, buckets } = await readFigures(set, ctx, query)
    return places.length + buckets.length + 1
  },
  async sheets(ctx, query) {
    const figures = await readFigures(set, ctx, query)
    const { choice, region, total, apart } = figures
    const known = await directory(ctx.db)
    const book = await ruleBook(ctx.db)
    const value = (rule: string) => book.rule(rule, choice.cutOff).value
    const notes = [
      `${region.name} · ${spanText(choice)}`,
      `${set.title}口径第 ${set.version} 版；${ruleLines(set.rules, book, choice.cutOff).join('；')}`,
      `${set.counts.label}：${set.counts.words}`,
      ...set.measures.map(({ label, words }) => `${label}：${words(value)}`),
    ]
    const sum = total.map(({ n, d }, i) => ({ n: n + apart[i]!.n, d: d + apart[i]!.d }))
    const sheet = (name: string, head: string, rows: (readonly [string, Pair[]])[]) => ({
      name,
      title: `${set.title}（${name}）`,
      notes,
      columns: figureColumns(set, head),
      rows: rows.map(([label, pairs]) => [label, ...figureCells(set, pairs)]),
    })
    return [
      sheet('按单位', '单位', [
        ...figures.places.map(({ code, pairs }) => [placeName(known, code), pairs] as const),
        ['合计', sum] as const,
      ]),
      ...(set.stock
        ? []
        : [
            sheet(
              '按时段',
              '时段',
              figures.buckets.map(({ key, pairs }) => [bucketLabel(key), pairs] as const),
            ),
          ]),
    ]
  },
  backHref: (query) => `${set.path}?${query}`,
})

/** Of each measure the value and what it is made of: 98.1%, 159, 162. */
const figureColumns = (set: FigureSet, head: string): ExportColumn[] => [
  { label: head, type: 'text', width: 24 },
  ...set.measures.flatMap(({ label, form }): ExportColumn[] => [
    { label, type: form === 'count' ? 'number' : 'rate', width: form === 'fen' ? 18 : 12 },
    ...partsOf[form].map((part) => ({ label: `${label} ${part}`, type: 'number' as const, width: 12 })),
  ]),
]

/** What stands beside a value: of money the number of files, since the value is the sum. */
const partsOf: Record<Form, readonly string[]> = {
  rate: ['分子', '分母'],
  rate2: ['分子', '分母'],
  days: ['合计天数', '分母'],
  fen: ['件数'],
  count: [],
}

const figureCells = (set: FigureSet, pairs: readonly Pair[]) =>
  set.measures.flatMap(({ form }, i) => {
    const { n, d } = pairs[i]!
    if (form === 'count') return [n]
    return form === 'fen' ? [valueText(form, n, d), d] : [valueText(form, n, d), n, d]
  })

/** The list behind a number: the very files that it counts. */
export const figureListExport = (set: FigureSet, face: ListFace): ExportSource => ({
  name: `${set.kind}.figure_list`,
  label: `${set.title}：数字背后的名单`,
  kind: set.kind,
  holdsNames: true,
  unit: set.counts.unit,
  async about(ctx, query) {
    const list = await readFigureList(set, ctx, query)
    return {
      about: listTitle(list, await directory(ctx.db)),
      period: `${list.choice.period.label}，截止 ${formatDay(list.choice.cutOff)}`,
    }
  },
  count: async (ctx, query) => countCases(ctx, set.kind, (await readFigureList(set, ctx, query)).query),
  async sheets(ctx, query) {
    const list = await readFigureList(set, ctx, query)
    const known = await directory(ctx.db)
    const context = { today: ctx.actor.today, known }
    const rows = async function* () {
      const select = face.select ?? dayColumn(set)
      for await (const file of everyCase(ctx, set.kind, { ...list.query, select })) yield face.row(file, context)
    }
    const title = listTitle(list, known)
    const notes = [spanText(list.choice)]
    return [{ name: '名单', title, notes, columns: face.columns, rows: rows() }]
  },
  backHref: (query) => `${set.path}/list?${query}`,
})
