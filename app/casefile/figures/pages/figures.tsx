import type { ReactNode } from 'react'
import { FilterBar } from '~/ui/filters'
import { A, ButtonLink } from '~/ui/link'
import { Empty, Notice, PageHead, Panel, Stack, SubHead } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { FigureCell, FigureRow, FiguresPage as Page } from '../view-figures.server'

/** 统计: the figures of a period in all, by unit and in their course; every number opens its list. `children`: other figures beside. */
export function FiguresPage({ page, children }: { page: Page; children?: ReactNode }) {
  return (
    <>
      <PageHead
        title={page.title}
        trail={page.trail ? [page.trail, { label: page.region }] : undefined}
        sub={`${page.region} · ${page.span}`}
        actions={
          <>
            {page.exportHref && (
              <ButtonLink href={page.exportHref} quiet>
                申请导出
              </ButtonLink>
            )}
            {page.printHref && (
              <ButtonLink href={page.printHref} quiet>
                打印
              </ButtonLink>
            )}
            {page.paper && (
              <ButtonLink href={page.paper.href} quiet>
                制发《{page.paper.title}》
              </ButtonLink>
            )}
          </>
        }
      />
      <FilterBar
        label="统计范围"
        submitLabel="统计"
        values={page.values}
        clearHref={page.path}
        fields={[
          ...(page.stock
            ? []
            : [
                { name: 'period', label: '时段', kind: 'select' as const, options: page.periods, required: true },
                { name: 'from', label: '自定义：从', kind: 'date' as const },
                { name: 'to', label: '到', kind: 'date' as const },
              ]),
          { name: 'cutoff', label: '截止日（空为今天）', kind: 'date' },
          ...(page.regions.length
            ? [{ name: 'region', label: '地区', kind: 'select' as const, options: page.regions }]
            : []),
          { name: 'chart', label: '图示指标', kind: 'select', options: page.charted, required: true },
        ]}
      />
      <Stack>
        {page.problem && <Notice tone="due">{page.problem}</Notice>}
        <Totals region={page.region} measures={page.measures}>
          {page.total.map((cell, i) => (
            <Figure key={page.measures[i]!.code} cell={cell} />
          ))}
        </Totals>
        {page.apart && (
          <p className="soft">合计中有少数人员依法只计入总数，不列名单，也不分到乡镇；点开的名单会比合计少这几人。</p>
        )}
        {children}
      </Stack>
      <Course title={`各单位${page.charts.label}`} chart={page.charts.places} />
      <Figures caption="按单位" head="单位" page={page} rows={page.places} total={page.total} />
      {page.buckets.length > 1 && (
        <>
          <Course title={`各时段${page.charts.label}`} chart={page.charts.buckets} />
          <Figures caption={`按时段（按${page.dayLabel}归入）`} head="时段" page={page} rows={page.buckets} />
        </>
      )}
      <p className="soft">
        {page.counts.label}：{page.counts.words}。{page.version}。{page.made} 统计。
      </p>
    </>
  )
}

type TotalsProps = { region: string; measures: Page['measures']; children: ReactNode[] }

/** Of each measure the number of the whole region and what it means. */
export function Totals({ region, measures, children }: TotalsProps) {
  return (
    <DataTable
      caption={`${region}合计`}
      showCaption
      columns={[
        { key: 'label', label: '指标', nowrap: true },
        { key: 'value', label: '数值', nowrap: true },
        { key: 'words', label: '口径' },
      ]}
      rows={measures.map((measure, i) => ({
        id: measure.code,
        cells: { label: measure.label, value: children[i], words: <span className="soft">{measure.words}</span> },
      }))}
    />
  )
}

function Course({ title, chart }: { title: string; chart: Page['charts']['places'] }) {
  if (!chart) return null
  return (
    <Panel title={title}>
      <Chart {...chart} />
    </Panel>
  )
}

/** Drawn on the server; the numbers stand in the table below it as well. */
export function Chart({ svg, label }: { svg: string; label: string }) {
  return (
    <div className="scroll" role="img" aria-label={label}>
      <div className="chart" dangerouslySetInnerHTML={{ __html: svg }} />
    </div>
  )
}

type TableProps = { caption: string; head: string; page: Page; rows: FigureRow[]; total?: FigureCell[] }

function Figures({ caption, head, page, rows, total }: TableProps) {
  const cells = (list: FigureCell[]): Record<string, ReactNode> =>
    Object.fromEntries(page.measures.map((measure, i) => [measure.code, <Figure key={measure.code} cell={list[i]!} />]))
  return (
    <div className="figures">
      <SubHead>{caption}</SubHead>
      <DataTable
        caption={caption}
        columns={[
          { key: 'name', label: head, nowrap: true },
          ...page.measures.map((measure) => ({ key: measure.code, label: measure.label })),
        ]}
        rows={rows.map((row) => ({
          id: row.id,
          ...(row.href && { href: row.href }),
          cells: { name: row.name, ...cells(row.cells) },
        }))}
        foot={total && rows.length > 1 ? { name: '合计', ...cells(total) } : undefined}
        empty={
          <Empty title={`没有${page.counts.label}`}>
            {page.counts.words}。换个{page.stock ? '截止日' : '时段'}再看。
          </Empty>
        }
      />
    </div>
  )
}

/** 159/162 = 98.1%, 12,345.00 元/27: each number of files leads to these. */
export function Figure({ cell }: { cell: FigureCell }) {
  const { form, n, d, value, nHref, dHref } = cell
  if (form === 'count') return <Linked href={nHref}>{n}</Linked>
  if (form === 'fen')
    return (
      <span className="nowrap">
        <b>{value}</b>/<Linked href={dHref}>{d}</Linked>
      </span>
    )
  return (
    <span className="figure">
      <span className="nowrap">
        <Linked href={nHref}>{n}</Linked>
        {form === 'days' && ' 天'}/<Linked href={dHref}>{d}</Linked>
      </span>{' '}
      = <b className="nowrap">{value}</b>
    </span>
  )
}

const Linked = ({ href, children }: { href: string | null; children: ReactNode }) =>
  href ? <A href={href}>{children}</A> : <>{children}</>
