import { formatDay } from '~/lib/dates'
import { FilterBar } from '~/ui/filters'
import { ButtonLink } from '~/ui/link'
import { Count, Empty, Notice, PageHead, Pagination, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { PostLine, PostList } from '../posts/list-posts.server'
import { postStates } from '../posts/post-state'

type Props = { list: PostList; states: { value: string; label: string }[]; done?: string }

/** 岗位: who holds which post where, and where each one stands. */
export function PostsPage({ list, states, done }: Props) {
  const filtered = ['q', 'role', 'unit', 'state'].some((name) => list.values[name])
  return (
    <>
      <PageHead
        title="岗位"
        sub="系统管理员建账号，您授予岗位，单位负责人确认后才生效。"
        actions={<ButtonLink href="/admin/posts/new">授予岗位</ButtonLink>}
      />
      {done && <Notice tone="done">{done}</Notice>}
      <FilterBar
        values={list.values}
        clearHref="/admin/posts"
        fields={[
          { name: 'q', label: '人员', placeholder: '姓名或用户名' },
          { name: 'unit', label: '单位', placeholder: '单位名称或代码' },
          { name: 'role', label: '岗位', kind: 'select', options: list.roles },
          { name: 'state', label: '状态', kind: 'select', options: states },
        ]}
      />
      <Count>
        共 <b>{list.count}</b> 个岗位{!list.values.state && '（不含已结束的）'}
      </Count>
      <DataTable
        caption="岗位"
        columns={[
          { key: 'name', label: '人员', nowrap: true },
          { key: 'role', label: '岗位' },
          { key: 'unit', label: '单位' },
          { key: 'term', label: '任期' },
          { key: 'state', label: '状态' },
        ]}
        rows={list.rows.map((row) => ({
          id: row.id,
          href: `/admin/posts/${row.id}`,
          tone: row.state === 'ended' ? 'soft' : undefined,
          cells: {
            name: row.name,
            role: (
              <>
                {row.roleLabel}
                {row.classCode && ` ${row.classCode} 班`} {row.deputyOf && <Tag>代办</Tag>}
              </>
            ),
            unit: row.unit.name,
            term: term(row),
            state: <State row={row} />,
          },
        }))}
        empty={
          filtered ? (
            <Empty title="没有符合条件的岗位">换个条件试试，或清除筛选。</Empty>
          ) : (
            <Empty title="还没有岗位">先由系统管理员建账号，再在这里授予岗位。</Empty>
          )
        }
      />
      {list.next && <Pagination next={`/admin/posts?${list.next}`} countText="每页 50 个" />}
    </>
  )
}

export const term = ({ from, until }: { from: string; until: string | null }): string =>
  until ? `${formatDay(from)} 至 ${formatDay(until)}` : `${formatDay(from)} 起`

function State({ row }: { row: PostLine }) {
  const { label, tone } = postStates[row.state]
  return (
    <>
      <Tag tone={tone}>{label}</Tag>{' '}
      {row.confirmers && (
        <span className="soft">
          {row.confirmers.length ? `等 ${row.confirmers.join('、')} 确认` : '没有负责人，须由您确认'}
        </span>
      )}
      {row.certifyLate && <Tag tone="late">复核逾期 {formatDay(row.certifyLate)}</Tag>}
    </>
  )
}
