import { formatDay } from '~/lib/dates'
import { A, ButtonLink } from '~/ui/link'
import { DataTable } from '~/ui/table'
import { Count, Empty } from '~/ui/page'
import { AttachmentList } from './attachment-list'
import type { PaperView } from './views'

type PapersTabProps = { base: string; papers: PaperView[]; mayAdd: boolean }

/** Papers of a file: title, date, where the original is kept, and its scans. */
export function PapersTab({ base, papers, mayAdd }: PapersTabProps) {
  const files = papers.reduce((sum, paper) => sum + paper.files.length, 0)
  const add = mayAdd ? <ButtonLink href={`${base}/attach`}>登记材料</ButtonLink> : undefined
  return (
    <>
      {papers.length > 0 && (
        <div className="panelhead">
          <Count>
            共 <b>{papers.length}</b> 件，附件 <b>{files}</b> 个
          </Count>
          {add && <div className="actions">{add}</div>}
        </div>
      )}
      <DataTable
        caption="材料"
        columns={[
          { key: 'title', label: '名称' },
          { key: 'on', label: '日期', nowrap: true },
          { key: 'kept', label: '原件存放处' },
          { key: 'files', label: '附件' },
        ]}
        rows={papers.map((paper) => ({
          id: paper.id,
          cells: {
            title: paper.title,
            on: formatDay(paper.onDay),
            kept: paper.keptAt,
            files: (
              <div>
                <AttachmentList files={paper.files} />
                {mayAdd && (
                  <A href={`${base}/attach?to=paper:${paper.id}`} label={`给“${paper.title}”添加扫描件`}>
                    添加扫描件
                  </A>
                )}
              </div>
            ),
          },
        }))}
        empty={
          <Empty title="还没有材料" action={add}>
            办理步骤时登记的文书和证明会列在这里，也可以直接登记并上传扫描件。
          </Empty>
        }
      />
    </>
  )
}
