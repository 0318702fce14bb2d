import { Count, Empty, Pagination, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { FlawedGrids as Grids } from '../places/read-grids.server'

/** Grids with something amiss, wherever they are. */
export function FlawedGrids({ grids, label }: { grids: Grids; label: string }) {
  return (
    <>
      <Count>
        {label}的网格 <b>{grids.total}</b> 个
      </Count>
      <DataTable
        caption={`${label}的网格`}
        columns={[
          { key: 'name', label: '网格' },
          { key: 'code', label: '代码', nowrap: true },
          { key: 'village', label: '村（社区）' },
          { key: 'households', label: '户数', num: true },
          { key: 'worker', label: '网格员', nowrap: true },
        ]}
        rows={grids.rows.map((grid) => ({
          id: grid.code,
          href: `/admin/organisation/${grid.code}`,
          tone: grid.verdict === 'block' ? 'late' : undefined,
          cells: {
            name: grid.name,
            code: <code>{grid.code}</code>,
            village: grid.village,
            households: grid.households,
            worker: grid.hasWorker ? '已指定' : <Tag tone="due">没有</Tag>,
          },
        }))}
        empty={<Empty title="没有这样的网格">每个网格都在规定户数以内，有一名网格员。</Empty>}
      />
      {grids.nextHref && <Pagination next={grids.nextHref} />}
    </>
  )
}
