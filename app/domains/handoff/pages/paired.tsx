import { shown } from '~/casefile/ui/day-words'
import { Count, Empty, PageHead } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { PairedData } from '../views/paired.server'

/** 我结对帮扶的人. */
export function PairedPage({ data }: { data: PairedData }) {
  return (
    <>
      <PageHead title="我结对帮扶的人" sub="点姓名看联系方式和商定的帮扶。" />
      <Count>
        共 <b>{data.rows.length}</b> 人
      </Count>
      <DataTable
        caption="我结对帮扶的人"
        columns={[
          { key: 'name', label: '姓名' },
          { key: 'next', label: '下次走访' },
        ]}
        rows={data.rows.map((row) => ({
          id: row.id,
          href: `/handoff/${row.id}`,
          cells: { name: row.name, next: shown(row.nextOn) ?? '还没有约定' },
        }))}
        empty={<Empty title="目前没有结对的人">司法所安排结对后会出现在这里。</Empty>}
      />
    </>
  )
}
