import { PostButton } from '~/ui/form'
import { A } from '~/ui/link'
import { Empty, Pagination, Panel } from '~/ui/page'
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
        {page.rows.length === 0 ? (
          <Panel label="须更正">
            <Empty>{empties.mend}</Empty>
          </Panel>
        ) : (
          <Panel label="须更正">
            <ul className="duties">
              {page.rows.map((row) => (
                <RowForm key={row.seq} row={row} token={token} />
              ))}
            </ul>
          </Panel>
        )}
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
