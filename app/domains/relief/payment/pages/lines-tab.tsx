import { FilterBar } from '~/ui/filters'
import { A } from '~/ui/link'
import { Count, Empty, Pagination, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { LinePage } from '../lines.server'
import { lineStates } from '../terms'

const states = Object.entries(lineStates).map(([value, { label }]) => ({ value, label }))

/** The lines of a batch: what a payment list needs; accounts stay masked here. */
export function LinesTab({ base, lines, mayTakeOut }: { base: string; lines: LinePage; mayTakeOut: boolean }) {
  const { rows, state, next } = lines
  const query = (after: number) =>
    `${base}?${new URLSearchParams({ ...(state && { line: state }), after: String(after) })}`
  return (
    <>
      <FilterBar
        values={{ line: state }}
        clearHref={base}
        label="筛选明细"
        fields={[{ name: 'line', label: '结果', kind: 'select', options: states }]}
      />
      <Count>
        共 <b>{lines.count}</b> 笔
      </Count>
      <DataTable
        caption="批次明细"
        columns={[
          { key: 'name', label: '户名', nowrap: true },
          { key: 'account', label: '账号和开户行' },
          { key: 'item', label: '项目和预算科目' },
          { key: 'amount', label: '金额（元）', num: true },
          { key: 'state', label: '结果' },
          ...(mayTakeOut ? [{ key: 'out', label: '退出', hideLabel: true }] : []),
        ]}
        rows={rows.map((row) => ({
          id: String(row.no),
          tone: row.state.tone === 'late' ? ('late' as const) : undefined,
          cells: {
            name: `${row.no}. ${row.name}`,
            account: (
              <>
                <span className="code">{row.account}</span> <span className="soft">{row.bank}</span>
              </>
            ),
            item: (
              <span>
                {row.benefit} {row.part} <span className="code">{row.budget}</span>
              </span>
            ),
            amount: row.amount,
            state: (
              <>
                <Tag tone={row.state.tone}>{row.state.label}</Tag>{' '}
                {row.reason && <span className="soft">{row.reason}</span>}
              </>
            ),
            out: row.state.code === 'listed' && (
              <A href={`${base}/step/take_out?no=${row.no}`} label={`第 ${row.no} 笔退出批次`}>
                退出
              </A>
            ),
          },
        }))}
        empty={<Empty title="没有符合条件的明细">换个条件试试，或清除筛选。</Empty>}
      />
      <Pagination next={next ? query(next) : undefined} countText={next ? '每页 50 笔' : undefined} />
    </>
  )
}
