import { FilterBar } from '~/ui/filters'
import { ButtonLink } from '~/ui/link'
import { Empty, PageHead, Panel, SubHead } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { CellsPage as Page } from '../view-cells.server'
import { Chart, Totals } from './figures'

/** Sums for roles without rows: nothing here opens a list, and small numbers are withheld. */
export function CellsPage({ page }: { page: Page }) {
  return (
    <>
      <PageHead
        title={page.title}
        sub={`${page.region} · ${page.period} · 截止 ${page.cutOff}`}
        actions={
          page.exportHref && (
            <ButtonLink href={page.exportHref} quiet>
              申请导出
            </ButtonLink>
          )
        }
      />
      <FilterBar
        label="统计范围"
        submitLabel="统计"
        values={page.values}
        clearHref="/reports/figures"
        fields={[
          ...(page.kinds.length > 1
            ? [{ name: 'kind', label: '业务', kind: 'select' as const, options: page.kinds, required: true }]
            : []),
          { name: 'period', label: '时段', kind: 'select', options: page.periods, required: true },
          ...(page.regions.length
            ? [{ name: 'region', label: '地区', kind: 'select' as const, options: page.regions }]
            : []),
          { name: 'chart', label: '图示指标', kind: 'select', options: page.charted, required: true },
        ]}
      />
      {page.written ? <Sums page={page} /> : <NotYet />}
    </>
  )
}

const NotYet = () => (
  <Panel label="统计">
    <Empty title="还没有统计数据">合计数每天夜里更新一次，请明天再来看。</Empty>
  </Panel>
)

function Sums({ page }: { page: Page }) {
  return (
    <>
      <Totals region={page.region} measures={page.measures}>
        {page.total.map((text, i) => (
          <b key={page.measures[i]!.code}>{text}</b>
        ))}
      </Totals>
      {page.chart && (
        <Panel title={page.chart.title}>
          <Chart {...page.chart} />
        </Panel>
      )}
      <SubHead>按地区</SubHead>
      {page.rows.length === 0 && <p>县区按年、按季公布，乡镇只按年公布。请选择更长的时段看分地区的数。</p>}
      {page.rows.length > 0 && (
        <DataTable
          caption="按地区"
          columns={[
            { key: 'name', label: '地区', nowrap: true },
            ...page.measures.map((measure) => ({ key: measure.code, label: measure.label })),
          ]}
          rows={page.rows.map((row) => ({
            id: row.id,
            ...(row.href && { href: row.href }),
            cells: {
              name: row.name,
              ...Object.fromEntries(page.measures.map((measure, i) => [measure.code, row.cells[i]])),
            },
          }))}
        />
      )}
      <p className="soft">
        1 至 {page.limit - 1} 的数显示为 &lt;5；＊ 是为防止由合计推算出小数而一并隐去的数。{page.counts.label}：
        {page.counts.words}。{page.version}。{page.written} 更新，每天夜里更新一次。
      </p>
    </>
  )
}
