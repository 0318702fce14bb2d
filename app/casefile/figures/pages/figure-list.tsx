import { PostButton } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Count, Empty, PageHead, Pagination, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { FigureListPage as Page } from '../view-figure-list.server'

/** The people that a number counts. */
export function FigureListPage({ page, token }: { page: Page; token: string }) {
  return (
    <>
      <PageHead
        title={page.title}
        trail={[page.home, { label: '名单' }]}
        sub={page.span}
        actions={
          page.exportHref &&
          page.rows.length > 0 && (
            <ButtonLink href={page.exportHref} quiet>
              申请导出
            </ButtonLink>
          )
        }
      />
      <div className="panelhead">
        <Count>
          共 <b>{page.count}</b> {page.unit}
        </Count>
        {page.mayShow && page.rows.length > 0 && !page.shown && (
          <PostButton token={token} intent="names" label="显示姓名" small fields={{ rows: String(page.rows.length) }} />
        )}
        {page.shown && <span className="soft">姓名已显示，两分钟后自动隐去；本次查看已记录。</span>}
      </div>
      <DataTable
        caption={page.title}
        columns={[
          { key: 'name', label: '人员', nowrap: true },
          { key: 'about', label: '性别年龄', nowrap: true },
          { key: 'no', label: '案件号', nowrap: true },
          { key: 'state', label: '状态' },
          { key: 'office', label: '承办单位' },
          { key: 'day', label: page.dayLabel, nowrap: true },
        ]}
        rows={page.rows.map((row) => ({
          id: row.id,
          href: row.href,
          cells: {
            name: row.name,
            about: row.about,
            no: <span className="code">{row.caseNo}</span>,
            state: <Tag tone={row.state.tone}>{row.state.label}</Tag>,
            office: row.office,
            day: row.day,
          },
        }))}
        empty={<Empty title="没有人员">这个数是 0，没有名单。</Empty>}
      />
      <Pagination next={page.next} countText={page.next ? '每页 50 人' : undefined} />
    </>
  )
}
