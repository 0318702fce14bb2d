import { ButtonLink } from '~/ui/link'
import { Empty, PageHead, Pagination, Tabs, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { ExportsToApprove, MyExports, RequestLine } from '../read-requests.server'

/** My requests for exports, and those that wait for my second approval. */
export function MyExportsPage({ page, mayDecide }: { page: MyExports; mayDecide: boolean }) {
  const second = page.tab === 'second'
  return (
    <>
      <PageHead title="导出申请" sub="从名单、统计等页面的“申请导出”提出；批准后在这里下载。" />
      {mayDecide && (
        <Tabs
          label="导出申请"
          items={[
            { href: '/exports', label: '我的申请', current: !second },
            { href: '/exports?tab=second', label: '待我批准', count: page.waiting, current: second },
          ]}
        />
      )}
      <Requests
        caption={second ? '待我批准的导出申请' : '我的导出申请'}
        rows={page.rows}
        base="/exports"
        next={page.next && `/exports?${new URLSearchParams({ ...(second && { tab: 'second' }), after: page.next })}`}
        empty={
          second ? (
            <Empty title="没有等您批准的申请">超过规定行数的导出，经安全管理员批准后会到这里。</Empty>
          ) : (
            <Empty title="您还没有申请过导出">在名单或统计页面上点“申请导出”。</Empty>
          )
        }
      />
    </>
  )
}

/** The security administrator's desk for exports: who wants what out, how many rows, and why. */
export function ExportsToApprovePage({ page }: { page: ExportsToApprove }) {
  const done = page.tab === 'done'
  return (
    <>
      <PageHead title="导出审批" sub="批准的是申请本身：谁、要什么、多少行、为什么。文件内容您看不到。" />
      <Tabs
        label="导出审批"
        items={[
          { href: '/admin/exports', label: '待批准', count: page.waiting, current: !done },
          { href: '/admin/exports?tab=done', label: '已办', current: done },
        ]}
      />
      <Requests
        caption={done ? '已办的导出申请' : '待批准的导出申请'}
        rows={page.rows}
        base="/admin/exports"
        next={page.next && `/admin/exports?${new URLSearchParams({ ...(done && { tab: 'done' }), after: page.next })}`}
        empty={
          done ? (
            <Empty title="还没有办过的申请" />
          ) : (
            <Empty
              title="没有等您批准的申请"
              action={
                <ButtonLink href="/admin/exports?tab=done" quiet>
                  看已办的
                </ButtonLink>
              }
            />
          )
        }
      />
    </>
  )
}

type RequestsProps = {
  caption: string
  rows: RequestLine[]
  base: string
  next: string | undefined
  empty: React.ReactNode
}

function Requests({ caption, rows, base, next, empty }: RequestsProps) {
  return (
    <>
      <DataTable
        caption={caption}
        columns={[
          { key: 'label', label: '导出' },
          { key: 'no', label: '编号', nowrap: true },
          { key: 'who', label: '申请人', nowrap: true },
          { key: 'unit', label: '单位' },
          { key: 'rows', label: '行数', num: true },
          { key: 'at', label: '申请时间', nowrap: true },
          { key: 'state', label: '状态' },
        ]}
        rows={rows.map((row) => ({
          id: row.id,
          href: `${base}/${row.id}`,
          cells: {
            label: row.label,
            no: <span className="code">{row.no}</span>,
            who: row.who,
            unit: row.unit,
            rows: row.rows,
            at: row.askedAt,
            state: <Tag tone={row.state.tone}>{row.state.label}</Tag>,
          },
        }))}
        empty={empty}
      />
      <Pagination next={next} countText={next ? '每页 50 条' : undefined} />
    </>
  )
}
