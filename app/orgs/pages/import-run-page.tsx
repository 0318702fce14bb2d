import { AutoRefresh } from '~/ui/auto-refresh'
import { PostButton, type LastResult } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Confirm, Empty, Notice, PageHead, Pagination, Stack, Tabs, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { ListPage } from '../import/view-list.server'

type Props = { page: ListPage; token: string; lastResult: LastResult }
type Row = ListPage['rows'][number]
const types = { region: '区划', grid: '网格', unit: '单位' }

/** One import: reading, the dry run to look through, writing, what came of it. */
export function ImportRunPage({ page, token, lastResult }: Props) {
  const refusal = lastResult?.error?.['']?.join('；')
  const wrong = page.tabs.find((tab) => tab.state === 'wrong')?.count ?? 0
  return (
    <>
      <PageHead
        title={page.state === 'written' ? '导入结果' : '试导入'}
        tag={<Tag>{page.stateLabel}</Tag>}
        trail={[
          { href: '/admin/organisation', label: '机构' },
          { href: '/admin/organisation/import', label: '导入' },
          { label: page.fileName },
        ]}
        sub={`${page.fileName} · ${page.total} 行`}
      />
      <AutoRefresh active={page.busy} seconds={2} />
      <Stack>
        {refusal && <Notice tone="late">{refusal}</Notice>}
        {page.message && (
          <Notice tone="late" action={<ButtonLink href="/admin/organisation/import">重新上传</ButtonLink>}>
            {page.message}
          </Notice>
        )}
        {page.busy && <Notice>{page.stateLabel}，可以离开此页，稍后再来。</Notice>}
        {page.state === 'written' && (
          <Notice tone="done" action={<ButtonLink href="/admin/organisation">查看机构</ButtonLink>}>
            已导入，新增 {page.created} 个。
          </Notice>
        )}
        {page.state === 'ready' && wrong > 0 && (
          <Notice tone="due" action={<ButtonLink href="/admin/organisation/import">重新上传</ButtonLink>}>
            有 {wrong} 行须更正。请在表格里改好后重新上传，现在什么都没有写入。
          </Notice>
        )}
        {page.state === 'ready' && wrong === 0 && page.toWrite === 0 && (
          <Notice>名单里的都已经有了，没有要新增的。</Notice>
        )}
        {page.toWrite > 0 && (
          <Confirm
            title={`导入 ${page.toWrite} 个`}
            consequences={['全部成功才写入；中途出错则一行都不写入', '代码设立以后不能改，只能撤销']}
          >
            <PostButton token={token} label={`导入 ${page.toWrite} 个`} quiet={false} />
          </Confirm>
        )}
        {!page.busy && page.total > 0 && <Rows page={page} />}
      </Stack>
    </>
  )
}

function Rows({ page }: { page: ListPage }) {
  return (
    <>
      <Tabs
        label="试导入结果"
        items={page.tabs.map((tab) => ({
          href: `/admin/organisation/import/${page.id}?tab=${tab.state}`,
          label: tab.label,
          count: tab.count,
          current: tab.state === page.tab,
        }))}
      />
      <DataTable
        caption="试导入的行"
        columns={[
          { key: 'no', label: '行', nowrap: true },
          { key: 'code', label: '代码', nowrap: true },
          { key: 'name', label: '名称' },
          { key: 'what', label: '类别' },
          { key: 'notes', label: '说明' },
        ]}
        rows={page.rows.map((row) => ({
          id: `${row.no}-${row.code}`,
          tone: row.state === 'wrong' ? 'late' : undefined,
          cells: {
            no: `第 ${row.no} 行`,
            code: <code>{row.code}</code>,
            name: row.name,
            what: what(row),
            notes: row.notes.join('；'),
          },
        }))}
        empty={<Empty>没有这样的行。</Empty>}
      />
      {page.nextHref && <Pagination next={page.nextHref} />}
    </>
  )
}

const what = (row: Row) => row.type && `${types[row.type]}${row.households === null ? '' : `，${row.households} 户`}`
