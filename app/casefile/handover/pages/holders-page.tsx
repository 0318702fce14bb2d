import { Count, Empty, PageHead, Stack, SubHead, Tag } from '~/ui/page'
import { formatDay } from '~/lib/dates'
import { postStates } from '~/orgs/posts/post-state'
import { DataTable } from '~/ui/table'
import type { Holder } from '../read-handover.server'

/** 交接在办档案: whose files are to be handed over, first of those who are gone. */
export function HoldersPage({ over, inOffice }: { over: Holder[]; inOffice: Holder[] }) {
  return (
    <>
      <PageHead
        title="交接在办档案"
        sub="停用账号、离岗、调岗的，名下在办的档案和事项按清单移交给同单位、同岗位的人，一份不落。"
      />
      <Stack>
        <Holders title="已停用或离岗" rows={over} empty="没有等待交接的人员。" />
        <Holders title="在任" rows={inOffice} empty="您的人员名下还没有在办档案。" />
      </Stack>
    </>
  )
}

function Holders({ title, rows, empty }: { title: string; rows: Holder[]; empty: string }) {
  return (
    <div>
      <SubHead>{title}</SubHead>
      <Count>
        共 <b>{rows.length}</b> 人
      </Count>
      <DataTable
        caption={title}
        columns={[
          { key: 'name', label: '人员', nowrap: true },
          { key: 'role', label: '岗位' },
          { key: 'unit', label: '单位' },
          { key: 'state', label: '状态' },
          { key: 'files', label: '在办档案', num: true },
          { key: 'duties', label: '指派事项', num: true },
        ]}
        rows={rows.map((one) => ({
          id: one.id,
          href: `/access/handover/${one.id}`,
          cells: {
            name: one.name,
            role: one.roleLabel,
            unit: one.unit.name,
            state: (
              <Tag tone={one.state === 'ended' || one.state === 'disabled' ? 'late' : postStates[one.state].tone}>
                {one.state === 'ended' && one.until ? `${formatDay(one.until)} 离岗` : postStates[one.state].label}
              </Tag>
            ),
            files: one.files,
            duties: one.duties,
          },
        }))}
        empty={<Empty>{empty}</Empty>}
      />
    </div>
  )
}
