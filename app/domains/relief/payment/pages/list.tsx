import { dueOptions, orderOptions } from '~/casefile/lists/list-line'
import { FilterBar } from '~/ui/filters'
import { ButtonLink } from '~/ui/link'
import { Count, Empty, PageHead, Pagination, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import { optionsOf } from '~/ui/terms'
import { programmes } from '../terms'
import type { PaymentListData } from '../views/list.server'

/** 发放批次 of a finance office: what is due next on each, and what came back. */
export function PaymentList({ data }: { data: PaymentListData }) {
  const { rows, count, values } = data
  const filtered = Object.entries(values).some(([key, value]) => value && !['after', 'order'].includes(key))
  const make = <ButtonLink href="/relief/payments/new">编制批次</ButtonLink>
  return (
    <>
      <PageHead
        title="发放批次"
        sub={`${data.unit} · ${filtered ? '符合条件' : '全部批次'} ${count} 个`}
        actions={make}
      />
      <FilterBar
        values={values}
        clearHref="/relief/payments"
        hidden={values.budget ? { budget: values.budget } : {}}
        fields={[
          { name: 'q', label: '批次号', placeholder: 'FF-340705-2026-00001' },
          { name: 'state', label: '状态', kind: 'select', options: data.states },
          { name: 'programme', label: '项目', kind: 'select', options: optionsOf(programmes) },
          { name: 'month', label: '月份', kind: 'month' },
          { name: 'due', label: '下次到期', kind: 'select', options: dueOptions },
          { name: 'order', label: '排序', kind: 'select', options: orderOptions.slice(0, 2) },
          { name: 'back', label: '有失败或退回', kind: 'check' },
        ]}
      />
      <Count>
        共 <b>{count}</b> 个批次{values.budget && `，从预算科目 ${values.budget} 支付`}
      </Count>
      <DataTable
        caption="发放批次"
        columns={[
          { key: 'title', label: '批次', nowrap: true },
          { key: 'no', label: '批次号', nowrap: true },
          { key: 'state', label: '状态' },
          { key: 'lines', label: '笔数', num: true },
          { key: 'amount', label: '金额（元）', num: true },
          { key: 'result', label: '回盘' },
          { key: 'next', label: '下一事项' },
          { key: 'due', label: '到期', nowrap: true },
        ]}
        rows={rows.map((row) => ({
          id: row.id,
          href: `/relief/payments/${row.id}`,
          tone: row.due.tone === 'late' ? 'late' : undefined,
          cells: {
            title: row.title,
            no: <span className="code">{row.caseNo}</span>,
            state: <Tag tone={row.state.tone}>{row.state.label}</Tag>,
            lines: row.lines,
            amount: row.amount,
            result:
              row.back > 0 ? (
                <Tag tone="late">{row.back} 笔失败或退回</Tag>
              ) : row.paid > 0 ? (
                `成功 ${row.paid} 笔`
              ) : null,
            next: row.next,
            due: row.due.tone === 'plain' ? row.due.text : <Tag tone={row.due.tone}>{row.due.text}</Tag>,
          },
        }))}
        empty={
          filtered ? (
            <Empty title="没有符合条件的批次">换个条件试试，或清除筛选。</Empty>
          ) : (
            <Empty title="还没有批次" action={make}>
              民政作出决定后，到期的款项会列在“待发放”，从那里编制批次。
            </Empty>
          )
        }
      />
      <Pagination next={data.next} countText={data.next ? '每页 50 个' : undefined} />
    </>
  )
}
