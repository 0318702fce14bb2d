import { FilterBar } from '~/ui/filters'
import { ButtonLink } from '~/ui/link'
import { Notice, PageHead, SubHead } from '~/ui/page'
import { DataTable } from '~/ui/table'
import { Totals } from '~/casefile/figures/pages/figures'
import type { ReportFigures } from '../report-figures.server'

/** 强制报告统计 of an office that receives reports: numbers alone; its own reports are one click away. */
export function ReportFiguresPage({ page }: { page: ReportFigures }) {
  return (
    <>
      <PageHead
        title="强制报告统计"
        sub={`${page.unit} · ${page.span}`}
        actions={
          <ButtonLink href="/children/reports/inbox" quiet>
            收到的强制报告
          </ButtonLink>
        }
      />
      <FilterBar
        label="统计范围"
        submitLabel="统计"
        values={page.values}
        clearHref="/children/reports/statistics"
        fields={[{ name: 'cutoff', label: '截止日（空为今天）', kind: 'date' }]}
      />
      {page.problem && <Notice tone="due">{page.problem}</Notice>}
      <Totals region={page.unit} measures={page.measures}>
        {page.measures.map(({ code, value }) => (
          <b key={code}>{value}</b>
        ))}
      </Totals>
      {page.offices.length > 0 && (
        <>
          <SubHead>按单位</SubHead>
          <DataTable
            caption="按单位"
            columns={[
              { key: 'name', label: '单位' },
              ...page.measures.map(({ code, label }) => ({ key: code, label, nowrap: true })),
            ]}
            rows={page.offices.map(({ id, name, cells }) => ({ id, cells: { name, ...cells } }))}
          />
          <p className="soft">
            下级单位 1 至 {page.limit - 1} 的数显示为 &lt;5；＊ 是为防止由合计推算出小数而一并隐去的数。
          </p>
        </>
      )}
    </>
  )
}
