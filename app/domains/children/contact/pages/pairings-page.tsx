import { Count, Empty, Notice, PageHead, Pagination, Tabs, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { PairingsData } from '../views/pairings.server'

/** 结对关爱: proposals, running pairings, what is late. */
export function PairingsPage({ data }: { data: PairingsData }) {
  return (
    <>
      <PageHead
        title="结对关爱"
        sub={`${data.unit} · 结对人有背景声明和监护人同意，每月至少联系一次，不与孩子单独在封闭的房间里`}
      />
      {data.done && <Notice tone="done">已办理。</Notice>}
      <Tabs label="结对" items={data.tabs} />
      <Count>
        共 <b>{data.count}</b> 对
      </Count>
      <DataTable
        caption="结对"
        columns={[
          { key: 'name', label: '孩子' },
          { key: 'helper', label: '结对人' },
          { key: 'state', label: '状态', nowrap: true },
          { key: 'until', label: '至', nowrap: true },
          { key: 'due', label: '下次联系', nowrap: true },
          { key: 'hours', label: '已联系', nowrap: true },
        ]}
        rows={data.rows.map((row) => ({
          id: row.id,
          href: `/children/pairing/${row.id}`,
          tone: row.due?.tone === 'late' ? ('late' as const) : undefined,
          cells: {
            name: row.name,
            helper: row.helper,
            state: row.withdrawn ? (
              <Tag tone="late">同意已撤回</Tag>
            ) : row.over ? (
              <Tag tone="due">已到期</Tag>
            ) : (
              row.state
            ),
            until: row.until,
            due: row.due && <Tag tone={row.due.tone}>{row.due.text}</Tag>,
            hours: row.hours,
          },
        }))}
        empty={
          <Empty title="这里没有结对">
            {data.mayPropose ? '在孩子的档案里“提出结对”。' : '由学校德育负责人、儿童主任或者督导员提出。'}
          </Empty>
        }
      />
      <Pagination next={data.next} />
    </>
  )
}
