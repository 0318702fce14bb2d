import { formatInstant, shortDay } from '~/lib/dates'
import { FilterBar } from '~/ui/filters'
import { Empty, PageHead, Pagination, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { Inbox } from '../inbox.server'
import { states } from '../situations'

const options = (['sent', 'acknowledged', 'feedback', 'closed'] as const).map((value) => ({
  value,
  label: states[value].label,
}))

/** Reports that came to this office. No child is named in the list. */
export function InboxPage({ inbox, nextHref }: { inbox: Inbox; nextHref: string | undefined }) {
  return (
    <>
      <PageHead
        title="收到的强制报告"
        sub={`${inbox.unit} · ${inbox.filtered ? '符合条件' : '共'} ${inbox.count} 份`}
      />
      <FilterBar
        values={inbox.values}
        clearHref="/children/reports/inbox"
        fields={[
          { name: 'state', label: '进展', kind: 'select', options },
          { name: 'late', label: '只看逾期', kind: 'check' },
        ]}
      />
      <DataTable
        caption="收到的强制报告"
        columns={[
          { key: 'no', label: '编号', nowrap: true },
          { key: 'situation', label: '情形' },
          { key: 'at', label: '报告时间', nowrap: true },
          { key: 'state', label: '进展' },
          { key: 'due', label: '下一步期限', nowrap: true },
        ]}
        rows={inbox.rows.map((row) => ({
          id: row.id,
          href: `/children/reports/inbox/${row.id}`,
          tone: row.late ? 'late' : undefined,
          cells: {
            no: <span className="code">{row.reportNo}</span>,
            situation: row.situation,
            at: formatInstant(row.filedAt),
            state: <Tag tone={row.state.tone}>{row.state.label}</Tag>,
            due: row.due && (row.late ? <Tag tone="late">逾期，{shortDay(row.due)}</Tag> : shortDay(row.due)),
          },
        }))}
        empty={
          inbox.filtered ? (
            <Empty title="没有符合条件的报告">换个条件试试，或清除筛选。</Empty>
          ) : (
            <Empty title="没有收到报告">有人报告时，会当即出现在这里，并通知本岗位的人员。</Empty>
          )
        }
      />
      <Pagination next={nextHref} />
    </>
  )
}
