import { dueOptions, ListLine, ordersBy } from '~/casefile/lists/list-line'
import { FilterBar } from '~/ui/filters'
import { ButtonLink } from '~/ui/link'
import { Empty, PageHead, Pagination, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { IntakeListData } from '../views/list.server'
import { matterOptions, optionsOf, urgencies } from '../terms'

/** 一口受理: every matter of this window or region; what is due first stands first. */
export function IntakeList({ data, token }: { data: IntakeListData; token: string }) {
  const { rows, count, values, towns } = data
  return (
    <>
      <PageHead
        title="一口受理"
        sub={`${data.unit} · ${data.filtered ? '符合条件' : '全部事项'} ${count} 件`}
        actions={
          <>
            {data.exportHref && rows.length > 0 && (
              <ButtonLink href={data.exportHref} quiet>
                申请导出
              </ButtonLink>
            )}
            {data.mayOpen && <ButtonLink href="/intake/new">受理登记</ButtonLink>}
          </>
        }
      />
      <FilterBar
        values={values}
        clearHref="/intake"
        fields={[
          { name: 'q', label: '查找', placeholder: '姓名、拼音、证件后四位、受理编号', wide: true },
          { name: 'state', label: '状态', kind: 'select', options: data.states },
          { name: 'matter', label: '事项', kind: 'select', options: matterOptions },
          { name: 'urgency', label: '紧急程度', kind: 'select', options: optionsOf(urgencies) },
          { name: 'due', label: '下次到期', kind: 'select', options: dueOptions },
          ...(towns.length ? [{ name: 'town', label: '乡镇', kind: 'select' as const, options: towns }] : []),
          { name: 'order', label: '排序', kind: 'select', options: ordersBy('登记日') },
          { name: 'mine', label: '我经办的', kind: 'check' },
        ]}
      />
      <ListLine {...{ count, unit: '件', rows: rows.length, shown: data.shown, mayShow: data.mayShow, token }} />
      <DataTable
        caption="一口受理事项"
        columns={[
          { key: 'name', label: '申请人', nowrap: true },
          { key: 'matter', label: '事项' },
          { key: 'no', label: '受理编号', nowrap: true },
          { key: 'state', label: '状态' },
          { key: 'main', label: '承办单位' },
          { key: 'reply', label: '答复期限', nowrap: true },
          { key: 'next', label: '下一事项' },
          { key: 'due', label: '到期', nowrap: true },
        ]}
        rows={rows.map((row) => ({
          id: row.id,
          href: `/intake/${row.id}`,
          tone: row.due.tone === 'late' ? 'late' : undefined,
          cells: {
            name: row.name,
            matter: (
              <span>
                {row.matter} {row.urgent && <Tag tone={row.urgent === '特急' ? 'late' : 'due'}>{row.urgent}</Tag>}
              </span>
            ),
            no: <span className="code">{row.caseNo}</span>,
            state: <Tag tone={row.state.tone}>{row.state.label}</Tag>,
            main: row.main,
            reply: row.replyDue,
            next: row.next,
            due: row.due.tone === 'plain' ? row.due.text : <Tag tone={row.due.tone}>{row.due.text}</Tag>,
          },
        }))}
        empty={
          data.filtered ? (
            <Empty title="没有符合条件的事项">换个条件试试，或清除筛选。</Empty>
          ) : (
            <Empty title="还没有事项">有人来办事时，从“受理登记”开始；网格员代办的会自动出现在这里。</Empty>
          )
        }
      />
      <Pagination next={data.next} countText={data.next ? '每页 50 件' : undefined} />
    </>
  )
}
