import type { ReactNode } from 'react'
import { formatDay } from '~/lib/dates'
import { DataTable } from '~/ui/table'
import { Count, Empty } from '~/ui/page'
import type { PaperView } from './views'

/** Papers of a file: title, date, and where the original is kept. */
export function PapersTab({ papers, actions }: { papers: PaperView[]; actions?: ReactNode }) {
  return (
    <>
      <div className="panelhead">
        <Count>
          共 <b>{papers.length}</b> 件
        </Count>
        {actions && <div className="actions">{actions}</div>}
      </div>
      <DataTable
        caption="材料"
        columns={[
          { key: 'title', label: '名称' },
          { key: 'on', label: '日期', nowrap: true },
          { key: 'kept', label: '原件存放处' },
        ]}
        rows={papers.map((paper) => ({
          id: paper.id,
          cells: { title: paper.title, on: formatDay(paper.onDay), kept: paper.keptAt },
        }))}
        empty={<Empty title="还没有材料">办理步骤时登记的文书和证明会列在这里。</Empty>}
      />
    </>
  )
}
