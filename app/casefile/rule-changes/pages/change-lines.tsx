import { formatDay } from '~/lib/dates'
import { FilterBar } from '~/ui/filters'
import { Count, Empty, Pagination, SubHead, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { ChangePage } from '../read-change.server'

type Props = { page: ChangePage; filters: { value: string; label: string }[] }
type Line = ChangePage['lines'][number]

/** The dates of a batch: number, unit, old day, new day. */
export function ChangeLines({ page, filters }: Props) {
  const done = page.stateName === 'applied'
  return (
    <section aria-label="新旧日期">
      <SubHead>新旧日期</SubHead>
      <FilterBar
        label="筛选日期"
        clearHref={`/admin/changes/${page.id}`}
        values={page.filter}
        fields={[
          { name: 'unit', label: '办理单位', kind: 'select', options: page.units, wide: true },
          { name: 'which', label: '变化', kind: 'select', options: filters },
        ]}
      />
      <Count>
        符合条件的 <b>{page.total}</b> 项；只有编号、单位和日期，不显示姓名和业务内容
      </Count>
      <DataTable
        caption="新旧日期"
        columns={[
          { key: 'no', label: '编号', nowrap: true },
          { key: 'unit', label: '办理单位' },
          { key: 'from', label: '原日期', nowrap: true },
          { key: 'to', label: '新日期', nowrap: true },
          { key: 'shift', label: '变化', nowrap: true },
          ...(done ? [{ key: 'outcome', label: '结果' }] : []),
        ]}
        rows={page.lines.map((line) => ({
          id: line.id,
          cells: {
            no: line.no,
            unit: line.unit,
            from: formatDay(line.from),
            to: formatDay(line.to),
            shift: <Shift line={line} />,
            outcome: line.outcome,
          },
        }))}
        empty={<Empty title="没有要改动的日期">没有在办事项受这个变更影响，或者筛选没有留下结果。</Empty>}
      />
      {page.nextHref && <Pagination next={page.nextHref} />}
    </section>
  )
}

function Shift({ line }: { line: Line }) {
  const certainty = line.firm ? '，由暂定转为确定' : line.open ? '，暂定' : ''
  if (line.days === 0) return <span className="soft">日期不变{certainty}</span>
  return (
    <>
      <Tag tone={line.days < 0 ? 'due' : 'plain'}>
        {line.days < 0 ? `提前 ${-line.days} 天` : `推后 ${line.days} 天`}
      </Tag>
      <span className="soft">{certainty}</span>
    </>
  )
}
