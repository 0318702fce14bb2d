import { formatInstant } from '~/lib/dates'
import { ButtonLink } from '~/ui/link'
import { Empty, PageHead, Pagination, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { OwnList } from '../read-own.server'

/** The reports that I filed in this post. */
export function OwnReportsPage({ list }: { list: OwnList }) {
  return (
    <>
      <PageHead
        title="强制报告"
        sub="本岗位报告的，只有您自己看得到"
        actions={<ButtonLink href="/children/reports/new">我要报告</ButtonLink>}
      />
      <DataTable
        caption="我的强制报告"
        columns={[
          { key: 'no', label: '编号', nowrap: true },
          { key: 'situation', label: '情形' },
          { key: 'at', label: '报告时间', nowrap: true },
          { key: 'state', label: '进展' },
        ]}
        rows={list.rows.map((row) => ({
          id: row.id,
          href: `/children/reports/${row.id}`,
          cells: {
            no: <span className="code">{row.reportNo}</span>,
            situation: row.situation,
            at: formatInstant(row.filedAt),
            state: <Tag tone={row.state.tone}>{row.state.label}</Tag>,
          },
        }))}
        empty={<Empty title="没有报告过">发现孩子受到侵害或者正面临危险，点“我要报告”；紧急的先打 110。</Empty>}
      />
      <Pagination next={list.next && `/children/reports?before=${encodeURIComponent(list.next)}`} />
    </>
  )
}
