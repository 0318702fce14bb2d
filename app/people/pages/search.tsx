import { purposes } from '~/audit/events'
import type { FoundGroup } from '~/people/search-people.server'
import { formatDay, NO_DUE } from '~/lib/dates'
import { SelectField } from '~/ui/choices'
import { ActionForm, type LastResult } from '~/ui/form'
import { A, ButtonLink } from '~/ui/link'
import { Empty, PageHead, Panel, Stack } from '~/ui/page'
import { DataTable } from '~/ui/table'

type Place = { label: string; path: string }
type Props = {
  q: string
  groups: FoundGroup[]
  shown: boolean
  places: Record<string, Place>
  mayCheck: boolean
  mayBreakGlass: boolean
  token: string
  lastResult: LastResult
}

const sexes: Record<string, string> = { M: '男', F: '女' }

/** Finding people over all kinds of files that the post may list. */
export function SearchPage(props: Props) {
  const { q, groups, shown, places, mayCheck, mayBreakGlass } = props
  return (
    <>
      <PageHead
        title="查找人员"
        sub="可以输入姓名、拼音、拼音首字母、证件号码或后四位、案件号。只查找您职责范围内的档案，查找的内容不会保存。"
        actions={mayCheck && <ButtonLink href="/people/check">登记新人员</ButtonLink>}
      />
      <Stack>
        <SearchBox q={q} />
        {q && groups.length === 0 && (
          <Panel label="查找结果">
            <Empty title="无结果">没有找到符合条件的人员。请核对后再试，也可以只输入姓氏或拼音首字母。</Empty>
          </Panel>
        )}
        {groups.length > 0 && !shown && <ShowNames {...props} />}
        {groups.map((group) => (
          <Group key={group.kind} group={group} place={places[group.kind] ?? { label: '', path: '' }} q={q} />
        ))}
        {mayBreakGlass && (
          <p className="soft">
            有人正面临生命危险、来不及按程序申请时：<A href="/access/break-glass">凭完整案件号紧急查看</A>。
          </p>
        )}
      </Stack>
    </>
  )
}

function SearchBox({ q }: { q: string }) {
  return (
    <Panel label="查找">
      <form method="get" action="/people" role="search" aria-label="查找人员（本页）">
        <div className="row">
          <input type="search" name="q" key={q} defaultValue={q} aria-label="查找内容" placeholder="姓名、拼音、证件后四位、案件号" autoComplete="off" maxLength={60} />
          <button type="submit">查找</button>
        </div>
      </form>
    </Panel>
  )
}

function ShowNames({ token, lastResult }: Props) {
  return (
    <Panel label="显示姓名">
      <ActionForm token={token} lastResult={lastResult} defaults={{ purpose: 'verify' }} submitLabel="显示姓名">
        <SelectField name="purpose" label="查看事由" required hint="本页姓名默认遮挡；显示一次记录一次" options={Object.entries(purposes).map(([value, label]) => ({ value, label }))} />
      </ActionForm>
    </Panel>
  )
}

function Group({ group, place, q }: { group: FoundGroup; place: Place; q: string }) {
  return (
    <section aria-label={place.label}>
      <h2 className="subhead">
        {place.label} <b className="count">{group.count}</b>
      </h2>
      <DataTable
        caption={place.label}
        columns={[
          { key: 'name', label: '姓名' },
          { key: 'sex', label: '性别', nowrap: true },
          { key: 'birth', label: '出生日期', nowrap: true },
          { key: 'caseNo', label: '案件号', nowrap: true },
          { key: 'due', label: '下次到期', nowrap: true },
        ]}
        rows={group.rows.map((row) => ({
          id: row.id,
          href: `${place.path}/${row.id}`,
          cells: {
            name: row.name,
            sex: sexes[row.sex],
            birth: row.birthOn ? formatDay(row.birthOn) : undefined,
            caseNo: row.caseNo,
            due: row.nextDueOn === NO_DUE ? undefined : formatDay(row.nextDueOn),
          },
        }))}
      />
      {group.more && (
        <p>
          <A href={`${place.path}?q=${encodeURIComponent(q)}`}>在“{place.label}”里查看全部</A>
        </p>
      )}
    </section>
  )
}
