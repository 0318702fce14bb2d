/**
 * The figures of a choice as an official paper (统计表): every rate with its numbers, the period, the cut-off day and the
 * version of the rule (DOMAIN 4.9). Pure.
 */
import type { UnitDocumentDecl } from '../documents/declare'
import { cell, clause, heading, rows, type Block, type Column } from '../documents/paper'
import type { FigureSet } from './figure'
import { issuersOf } from './figure-issuers'
import { figureText } from './rate'
import type { FigureRow, FiguresPage } from './view-figures.server'

const told = ({ form, n, d }: FigureRow['cells'][number]): string => figureText(form, n, d)
/** Share of a column: days and money are longer than rates. */
const share = { rate: 1.06, rate2: 1.12, count: 1, days: 1.25, fen: 1.4 } as const

function tableOf(
  caption: string,
  head: string,
  page: FiguresPage,
  lines: FigureRow[],
  total?: FigureRow['cells'],
): Block {
  const columns: Column[] = [
    { label: head, share: 1.2 },
    ...page.measures.map(({ label }, i) => ({ label, share: share[page.total[i]!.form] })),
  ]
  return {
    type: 'table',
    caption,
    columns,
    rows: [
      ...lines.map(({ name, cells }) => [name, ...cells.map(told)]),
      ...(total ? [['合计', ...total.map(told)]] : []),
    ],
  }
}

function blocks(page: FiguresPage): Block[] {
  const { counts, measures, places, buckets, total, version } = page
  const words = [
    `${counts.label}：${counts.words}。`,
    ...measures.map(({ label, words }) => `${label}：${words}。`),
    ...(page.apart ? ['合计中有少数人员依法只计入总数，不分列到单位和时段。'] : []),
    `${version}。`,
  ]
  const line = (label: string, value = '') => cell(label, value)
  return [
    rows(
      [cell('填报单位', page.unit), cell('统计地区', page.region)],
      [cell('统计时段', page.days), cell('截止日', page.cutOff)],
    ),
    tableOf('按单位', '单位', page, places, total),
    ...(buckets.length > 1 ? [tableOf(`按时段（按${page.dayLabel}归入）`, '时段', page, buckets)] : []),
    heading('指标口径'),
    ...words.map((text, at) => clause(`${at + 1}. ${text}`)),
    {
      type: 'signatures',
      columns: [
        { title: '单位负责人', seal: true, lines: [line('签名'), line('日期')] },
        { title: '审核人', lines: [line('签名'), line('日期')] },
        { title: '制表人', lines: [line('签名', page.by), line('日期')] },
      ],
    },
  ]
}

/** The declaration of the paper of a set of figures. Throws RangeError for one without. */
export function figurePaper(set: FigureSet): UnitDocumentDecl<FiguresPage> {
  const { paper } = set
  if (!paper) throw new RangeError(`${set.kind}: no paper`)
  return {
    ...paper,
    layout: 'wide',
    roles: issuersOf(set),
    approval: { by: 'none' },
    check: 'public',
    shows: ['outline'],
    occasion: (page) => ({ about: page.about, label: `${page.region}，${page.period}，截止${page.cutOff}` }),
    blocks,
  }
}
