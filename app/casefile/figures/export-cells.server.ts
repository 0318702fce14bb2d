/** The sums of roles without rows as a file: withheld in it as on the page. */
import type { Role } from '~/access/roles'
import { formatDay } from '~/lib/dates'
import type { ExportSource } from '../exports/source'
import { ruleBook } from '../rules.server'
import type { FigureSet } from './figure'
import { figureText } from './rate'
import { readCells } from './read-cells.server'
import { ruleLines } from './rule-lines'

export const cellsExport = (sets: readonly FigureSet[], readers: readonly Role[]): ExportSource => ({
  name: 'reports.figures',
  label: '合计统计',
  kind: null,
  roles: readers,
  second: readers,
  holdsNames: false,
  unit: '行',
  async about(ctx, query) {
    const { set, region, period } = await readCells(sets, ctx, query)
    return { about: `${set.title}：${region.name}，合计数（小数已隐去）`, period: period.label }
  },
  async count(ctx, query) {
    const { lines, written } = await readCells(sets, ctx, query)
    return written ? lines.length + 1 : 0
  },
  async sheets(ctx, query) {
    const { set, region, period, lines, total, written } = await readCells(sets, ctx, query)
    const cutOff = written?.cutOff ?? ctx.actor.today
    const book = await ruleBook(ctx.db)
    return [
      {
        name: '按地区',
        title: `${set.title}（${region.name}）`,
        notes: [
          `${period.label} · 截止 ${formatDay(cutOff)}`,
          `${set.title}口径第 ${written?.version ?? set.version} 版；${ruleLines(set.rules, book, cutOff).join('；')}`,
          `小于 ${book.rule('X.small_cell', cutOff).value} 的数显示为 <5；＊ 是为防止推算一并隐去的数`,
        ],
        columns: [
          { label: '地区', type: 'text', width: 20 },
          ...set.measures.map(({ label }) => ({ label, type: 'rate' as const, width: 22 })),
        ],
        rows: [...lines, { ...total, name: '合计' }].map(({ name, pairs }) => [
          name,
          ...pairs.map(({ n, d }, i) => figureText(set.measures[i]!.form, n, d)),
        ]),
      },
    ]
  },
  backHref: (query) => `/reports/figures?${query}`,
})
