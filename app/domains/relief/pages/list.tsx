import { dueOptions, ListLine, orderOptions } from '~/casefile/lists/list-line'
import { FilterBar } from '~/ui/filters'
import { ButtonLink } from '~/ui/link'
import { Empty, PageHead, Pagination, Tabs, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import { optionsOf } from '~/ui/terms'
import { routes } from '../terms'
import type { ReliefListData } from '../views/list.server'

/** 救助补助: the files of one kind, what is due next, and by when. */
export function ReliefList({ data, token }: { data: ReliefListData; token: string }) {
  const { rows, count, places, values, name } = data
  const own = ['show', 'after', 'order', 'kind']
  const filtered = Object.entries(values).some(([key, value]) => value && !own.includes(key))
  return (
    <>
      <PageHead
        title="救助补助"
        sub={`${data.unit} · ${data.label} ${filtered ? '符合条件' : '全部档案'} ${count} 件`}
        actions={data.mayOpen && <ButtonLink href={`/relief/new?kind=${name}`}>受理申请</ButtonLink>}
      />
      <Tabs
        label="救助种类"
        items={data.kinds.map((one) => ({
          href: `/relief?kind=${one.name}`,
          label: one.label,
          current: one.name === name,
        }))}
      />
      <FilterBar
        values={values}
        clearHref={`/relief?kind=${name}`}
        hidden={{ kind: name }}
        fields={[
          { name: 'q', label: '查找', placeholder: '姓名、拼音、证件后四位、案件号', wide: true },
          { name: 'state', label: '状态', kind: 'select', options: data.states },
          ...(name === 'relief_temp'
            ? [{ name: 'route', label: '路径', kind: 'select' as const, options: optionsOf(routes) }]
            : []),
          { name: 'due', label: '下次到期', kind: 'select', options: dueOptions },
          ...(places.length ? [{ name: 'town', label: '地区', kind: 'select' as const, options: places }] : []),
          { name: 'order', label: '排序', kind: 'select', options: orderOptions },
          { name: 'mine', label: '我承办的', kind: 'check' },
        ]}
      />
      <ListLine {...{ count, rows: rows.length, shown: data.shown, mayShow: data.mayShow, token }} unit="件" />
      <DataTable
        caption={`${data.label}名单`}
        columns={[
          { key: 'name', label: '申请人', nowrap: true },
          { key: 'no', label: '案件号', nowrap: true },
          { key: 'state', label: '状态' },
          ...(name === 'relief_temp' ? [{ key: 'route', label: '路径' }] : []),
          { key: 'persons', label: '人数' },
          { key: 'amount', label: '金额（元）', nowrap: true },
          ...(data.wide ? [{ key: 'unit', label: '受理单位' }] : []),
          { key: 'next', label: '下一事项' },
          { key: 'due', label: '到期', nowrap: true },
        ]}
        rows={rows.map((row) => ({
          id: row.id,
          href: `/relief/${row.id}`,
          tone: row.due.tone === 'late' ? 'late' : undefined,
          cells: {
            name: row.name,
            no: <span className="code">{row.caseNo}</span>,
            state: <Tag tone={row.state.tone}>{row.state.label}</Tag>,
            route: row.route,
            persons: row.persons,
            amount: row.amount,
            unit: row.unit,
            next: row.next,
            due: row.due.tone === 'plain' ? row.due.text : <Tag tone={row.due.tone}>{row.due.text}</Tag>,
          },
        }))}
        empty={
          filtered ? (
            <Empty title="没有符合条件的档案">换个条件试试，或清除筛选。</Empty>
          ) : (
            <Empty title="还没有档案">
              {data.mayOpen ? '有人来申请，从“受理申请”开始。' : '乡镇受理后会出现在这里。'}
            </Empty>
          )
        }
      />
      <Pagination next={data.next} countText={data.next ? '每页 50 件' : undefined} />
    </>
  )
}
