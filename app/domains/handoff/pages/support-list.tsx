import { FilterBar } from '~/ui/filters'
import { ButtonLink } from '~/ui/link'
import { Empty, PageHead, Pagination, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { SupportListData } from '../views/support.server'
import { optionsOf } from '~/ui/terms'
import { needs } from '../terms'
import { dueOptions, ListLine, orderOptions } from '~/casefile/lists/list-line'

/** 帮扶服务: everybody helped here, without an origin. */
export function SupportList({ data, token }: { data: SupportListData; token: string }) {
  const { rows, places } = data
  return (
    <>
      <PageHead
        title="帮扶服务"
        sub={`${data.unit} · 只登记需要的帮助，不问来历`}
        actions={data.mayOpen && <ButtonLink href="/handoff/new?kind=support">登记人员</ButtonLink>}
      />
      <FilterBar
        values={data.values}
        clearHref="/support"
        fields={[
          { name: 'q', label: '查找', placeholder: '姓名、拼音、证件后四位、案件号', wide: true },
          { name: 'state', label: '状态', kind: 'select', options: data.states },
          { name: 'need', label: '需要的帮助', kind: 'select', options: optionsOf(needs) },
          { name: 'due', label: '下次到期', kind: 'select', options: dueOptions },
          ...(places.length ? [{ name: 'town', label: '地区', kind: 'select' as const, options: places }] : []),
          { name: 'order', label: '排序', kind: 'select', options: orderOptions },
          { name: 'mine', label: '我承办的', kind: 'check' },
        ]}
      />
      <ListLine count={data.count} rows={rows.length} shown={data.shown} mayShow={data.mayShow} token={token} />
      <DataTable
        caption="帮扶服务名单"
        columns={[
          { key: 'name', label: '人员', nowrap: true },
          { key: 'about', label: '性别年龄', nowrap: true },
          { key: 'no', label: '案件号', nowrap: true },
          { key: 'state', label: '状态' },
          { key: 'needs', label: '需要的帮助' },
          { key: 'next', label: '下一事项' },
          { key: 'due', label: '到期', nowrap: true },
        ]}
        rows={rows.map((row) => ({
          id: row.id,
          href: `/support/${row.id}`,
          tone: row.due.tone === 'late' ? 'late' : undefined,
          cells: {
            name: row.name,
            about: row.about,
            no: <span className="code">{row.caseNo}</span>,
            state: <Tag tone={row.state.tone}>{row.state.label}</Tag>,
            needs: row.needs || null,
            next: row.next,
            due: row.due.tone === 'plain' ? row.due.text : <Tag tone={row.due.tone}>{row.due.text}</Tag>,
          },
        }))}
        empty={<Empty title="没有符合条件的人员">换个条件试试，或登记一位需要帮助的人。</Empty>}
      />
      <Pagination next={data.next} />
    </>
  )
}
