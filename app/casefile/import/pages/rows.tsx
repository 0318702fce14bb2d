import { PostButton } from '~/ui/form'
import { A } from '~/ui/link'
import { Pagination } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { RunPage } from '../view-run.server'
import { RowForm } from './row-form'

const empties: Record<RunPage['tab'], string> = {
  create: '没有将新建的行。',
  there: '没有已有档案的人员。',
  other: '没有属于其他单位的人员。',
  mend: '没有须更正的行。',
  skip: '没有选为不导入的行。',
  written: '还没有导入。',
}

function Who({ row }: { row: RunPage['rows'][number] }) {
  if (!row.name) return <span className="soft">（本行不显示姓名）</span>
  const about = [row.idNo, row.day && `释放 ${row.day}`, row.place, ...row.warnings].filter(Boolean)
  return (
    <>
      {row.name}
      {about.map((line) => (
        <div key={line} className="soft">
          {line}
        </div>
      ))}
    </>
  )
}

/** The rows of the open tab, fifty to a page. */
export function ImportRows({ page, token }: { page: RunPage; token: string }) {
  const here = `${page.path}?tab=${page.tab}`
  const pages = (
    <Pagination
      next={page.next ? `${here}&after=${page.next}` : undefined}
      prev={page.first ? undefined : here}
      countText={page.first ? undefined : '续页'}
    />
  )
  if (page.tab === 'mend') {
    return (
      <>
        <DataTable
          caption="须更正的行"
          columns={[
            { key: 'at', label: '表中位置', nowrap: true },
            { key: 'who', label: '人员' },
            { key: 'mend', label: '须更正的内容' },
            { key: 'skip', label: '操作', hideLabel: true, nowrap: true },
          ]}
          rows={page.rows.map((row) => ({
            id: String(row.seq),
            tone: 'due',
            cells: {
              at: row.at,
              who: <Who row={row} />,
              mend: <RowForm row={row} token={token} />,
              skip: (
                <PostButton token={token} intent="skip" label="不导入此行" small fields={{ seq: String(row.seq) }} />
              ),
            },
          }))}
          empty={empties.mend}
        />
        {pages}
      </>
    )
  }
  const last = { other: '归属', there: '档案', written: '档案', create: '', skip: '' }[page.tab]
  return (
    <>
      <DataTable
        caption={page.tabs.find(({ key }) => key === page.tab)?.label ?? ''}
        columns={[
          { key: 'at', label: '表中位置', nowrap: true },
          { key: 'name', label: '姓名', nowrap: true },
          { key: 'id', label: '证件号码', nowrap: true },
          { key: 'day', label: '释放日', nowrap: true },
          { key: 'place', label: '乡镇' },
          { key: 'warn', label: '提示' },
          { key: 'last', label: last || '操作', nowrap: true, hideLabel: !last },
        ]}
        rows={page.rows.map((row) => ({
          id: String(row.seq),
          cells: {
            at: row.at,
            name: row.name || '（不显示）',
            id: row.idNo || '—',
            day: row.day || '—',
            place: row.place || '—',
            warn: row.warnings.join('；'),
            last:
              page.tab === 'other' ? (
                row.note
              ) : row.href ? (
                <A href={row.href}>打开</A>
              ) : page.tab === 'create' || page.tab === 'skip' ? (
                <PostButton
                  token={token}
                  small
                  intent={page.tab === 'create' ? 'skip' : 'unskip'}
                  label={page.tab === 'create' ? '不导入' : '恢复'}
                  fields={{ seq: String(row.seq) }}
                />
              ) : (
                ''
              ),
          },
        }))}
        empty={empties[page.tab]}
      />
      {pages}
    </>
  )
}
