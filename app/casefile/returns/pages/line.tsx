import { Count, Empty, Notice, PageHead, Pagination } from '~/ui/page'
import { DataTable } from '~/ui/table'
import { shownValue } from '../form'
import type { LineData } from '../read-line.server'

/** What stands behind one number of a return. */
export function LinePage({ data }: { data: LineData }) {
  return (
    <>
      <PageHead
        trail={[
          { href: '/reports', label: '报表' },
          { href: `/reports/${data.id}`, label: `${data.period} ${data.unit}` },
          { label: data.label },
        ]}
        title={data.label}
        sub={`${data.title} · ${data.section} · 报表数 ${shownValue(data.counted, data.value)}`}
      />
      {data.units && (
        <DataTable
          caption="各单位"
          columns={[
            { key: 'name', label: '单位' },
            { key: 'value', label: '数量', num: true },
          ]}
          rows={data.units.map(({ id, name, value }) => ({
            id,
            href: `/reports/${id}/lines/${data.code}`,
            cells: { name, value: shownValue(data.counted, value) },
          }))}
          empty={<Empty>没有下级单位的报表。</Empty>}
        />
      )}
      {data.files && (
        <>
          <Count>
            涉及档案 <b>{data.files.count}</b> 份
          </Count>
          {data.single && data.files.count !== String(data.value) && (
            <Notice tone="due">
              报表取数以后档案有变动，现在按同一口径是 {data.files.count} 份。已上报的数字不变，需要更正的请发起新版本。
            </Notice>
          )}
          <DataTable
            caption={data.label}
            columns={[
              { key: 'name', label: '人员', nowrap: true },
              { key: 'no', label: '案件号', nowrap: true },
            ]}
            rows={data.files.rows.map(({ id, name, caseNo }) => ({
              id,
              href: `${data.path}/${id}`,
              cells: { name, no: <span className="code">{caseNo}</span> },
            }))}
            empty={<Empty title="没有档案">这一项是零。</Empty>}
          />
          <Pagination next={data.files.next} />
        </>
      )}
    </>
  )
}
