import type { ReactNode } from 'react'
import { figureText } from '../rate'
import { Paper } from '~/ui/print'
import type { FigureRow, FiguresPage } from '../view-figures.server'
import { Chart } from './figures'

/** The statistics on paper: what the page shows, with period, cut-off day, words and version of the rule. */
export function FiguresPrint({ page, children }: { page: FiguresPage; children?: ReactNode }) {
  const text = (row: FigureRow['cells'][number]) => figureText(row.form, row.n, row.d)
  const table = (head: string, rows: FigureRow[], total?: FigureRow['cells']) => (
    <table>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          {page.measures.map((measure) => (
            <th scope="col" key={measure.code}>
              {measure.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">{row.name}</th>
            {row.cells.map((cell, i) => (
              <td key={page.measures[i]!.code}>{text(cell)}</td>
            ))}
          </tr>
        ))}
        {total && (
          <tr>
            <th scope="row">合计</th>
            {total.map((cell, i) => (
              <td key={page.measures[i]!.code}>{text(cell)}</td>
            ))}
          </tr>
        )}
      </tbody>
    </table>
  )
  return (
    <Paper
      title={page.title}
      kind="list"
      landscape
      backHref={page.backHref}
      sub={`${page.region} · ${page.span}`}
      foot={
        <>
          <span>{page.version}</span>
          <span>打印：{page.who}</span>
        </>
      }
    >
      {table('单位', page.places, page.total)}
      {children}
      {page.charts.places && (
        <>
          <h2>各单位{page.charts.label}</h2>
          <Chart {...page.charts.places} />
        </>
      )}
      {page.buckets.length > 1 && (
        <>
          <h2>按时段（按{page.dayLabel}归入）</h2>
          {table('时段', page.buckets)}
        </>
      )}
      <h2>口径</h2>
      <p>
        {page.counts.label}：{page.counts.words}。
        {page.measures.map((measure) => `${measure.label}：${measure.words}`).join('。')}。
      </p>
    </Paper>
  )
}
