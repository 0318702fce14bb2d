import { ButtonLink } from '~/ui/link'
import { Count, Empty, PageHead, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { ProxiedData } from '../views/proxied.server'

/** Matters that a grid worker took to the window for residents, and how each stands. */
export function ProxiedPage({ data }: { data: ProxiedData }) {
  return (
    <>
      <PageHead
        title="我代办的事项"
        sub={data.unit}
        actions={<ButtonLink href="/intake/proxied/new">代办登记</ButtonLink>}
      />
      <Count>
        共 <b>{data.rows.length}</b> 件
      </Count>
      <DataTable
        caption="我代办的事项"
        columns={[
          { key: 'name', label: '居民', nowrap: true },
          { key: 'matter', label: '事项' },
          { key: 'no', label: '受理编号', nowrap: true },
          { key: 'state', label: '状态' },
          { key: 'on', label: '受理', nowrap: true },
          { key: 'due', label: '答复期限', nowrap: true },
        ]}
        rows={data.rows.map((row) => ({
          id: row.id,
          href: `/intake/${row.id}`,
          cells: {
            name: row.name,
            matter: row.matter,
            no: <span className="code">{row.caseNo}</span>,
            state: <Tag tone={row.state.tone}>{row.state.label}</Tag>,
            on: row.receivedOn,
            due: row.replyDueOn,
          },
        }))}
        empty={<Empty title="还没有代办事项">居民不方便去窗口的，可以委托您代办；走访时答应的事也会列在这里。</Empty>}
      />
    </>
  )
}
