import { formatDay } from '~/lib/dates'
import { FilterBar } from '~/ui/filters'
import { PostButton } from '~/ui/form'
import { A } from '~/ui/link'
import { Count, Empty, Notice, PageHead, Pagination, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { AuthorisationList } from '../posts/list-authorisations.server'

type Props = { list: AuthorisationList; states: { value: string; label: string }[]; token: string; done: boolean }

/** 常设授权: who may see minors' files, until when, signed by whom. */
export function AllAuthorisationsPage({ list, states, token, done }: Props) {
  const state = (until: string) =>
    until < list.today ? (
      <Tag tone="late">{formatDay(until)} 已过期</Tag>
    ) : (
      <Tag tone={until <= list.soonBy ? 'due' : 'done'}>至 {formatDay(until)}</Tag>
    )
  return (
    <>
      <PageHead
        title="常设授权"
        sub="查看未成年人档案的授权由单位负责人签批，最长 12 个月，到期前 30 天提醒负责人续签。您可以随时收回。"
      />
      {done && <Notice tone="done">已收回，立即生效。</Notice>}
      {list.soon > 0 && (
        <Notice tone="due">
          有 <A href="/admin/authorisations?state=soon">{list.soon} 个授权 30 天内到期</A>，负责人已收到续签的待办。
        </Notice>
      )}
      <FilterBar
        values={list.values}
        clearHref="/admin/authorisations"
        fields={[
          { name: 'q', label: '人员或单位', placeholder: '姓名或单位名称', wide: true },
          { name: 'state', label: '期限', kind: 'select', options: states },
        ]}
      />
      <Count>
        共 <b>{list.count}</b> 个授权
      </Count>
      <DataTable
        caption="常设授权"
        columns={[
          { key: 'name', label: '人员', nowrap: true },
          { key: 'role', label: '岗位' },
          { key: 'unit', label: '单位' },
          { key: 'until', label: '期限', nowrap: true },
          { key: 'by', label: '签批' },
          { key: 'do', label: '办理', hideLabel: true },
        ]}
        rows={list.rows.map((row) => ({
          id: row.id,
          href: `/admin/posts/${row.id}`,
          cells: {
            name: row.name,
            role: row.roleLabel,
            unit: row.unit.name,
            until: state(row.authorisedUntil),
            by: row.signedBy,
            do: <PostButton token={token} intent="revoke" label="收回" fields={{ post: row.id }} small />,
          },
        }))}
        empty={<Empty title="没有这样的授权">单位负责人签批的授权会列在这里。</Empty>}
      />
      {list.next && <Pagination next={list.next} countText="每页 50 个" />}
    </>
  )
}
