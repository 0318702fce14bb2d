import { FilterBar } from '~/ui/filters'
import { Empty, PageHead, Pagination, Tag, type Tone } from '~/ui/page'
import { DataTable } from '~/ui/table'
import { changeStates } from '../change-states'

type Line = {
  id: string
  subject: string
  source: string
  at: string
  moved: number
  kept: number
  computed: boolean
  state: { label: string; tone: Tone }
}
type Props = { lines: Line[]; state: string; nextHref?: string; isAdmin: boolean }

/** Changes of rules and calendar, each a batch of dates to be reviewed by one person and confirmed by another. */
export function ChangesPage({ lines, state, nextHref, isAdmin }: Props) {
  return (
    <>
      <PageHead
        title="变更与日期"
        trail={[
          isAdmin ? { href: '/admin', label: '系统管理' } : { href: '/', label: '首页' },
          { label: '变更与日期' },
        ]}
        sub="规则参数或工作日历的每次变更，先试算会改动哪些在办事项的日期；系统管理员核对、安全管理员确认后一次写入。"
      />
      <FilterBar
        label="筛选变更"
        clearHref="/admin/changes"
        values={{ state }}
        fields={[
          {
            name: 'state',
            label: '情况',
            kind: 'select',
            options: Object.entries(changeStates).map(([value, { label }]) => ({ value, label })),
          },
        ]}
      />
      <DataTable
        caption="变更"
        columns={[
          { key: 'subject', label: '变更' },
          { key: 'source', label: '依据' },
          { key: 'at', label: '提出时间', nowrap: true },
          { key: 'moved', label: '改日期', num: true },
          { key: 'kept', label: '日期不变', num: true },
          { key: 'state', label: '情况', nowrap: true },
        ]}
        rows={lines.map((line) => ({
          id: line.id,
          href: `/admin/changes/${line.id}`,
          cells: {
            subject: line.subject,
            source: line.source,
            at: line.at,
            moved: line.computed ? line.moved : '…',
            kept: line.computed ? line.kept : '…',
            state: <Tag tone={line.state.tone}>{line.state.label}</Tag>,
          },
        }))}
        empty={
          <Empty title="没有变更">
            {isAdmin ? '在“规则参数”或“工作日历”里提出变更，就会列在这里。' : '系统管理员提请确认的变更会列在这里。'}
          </Empty>
        }
      />
      {nextHref && <Pagination next={nextHref} />}
    </>
  )
}
