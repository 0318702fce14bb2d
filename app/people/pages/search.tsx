import type { FoundGroup } from '~/people/search-people.server'
import { formatDay, NO_DUE } from '~/lib/dates'
import { FilterBar } from '~/ui/filters'
import { PostButton } from '~/ui/form'
import { A, ButtonLink } from '~/ui/link'
import { Empty, Notice, PageHead, Panel, Stack } from '~/ui/page'
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
        <FilterBar
          label="查找"
          action="/people"
          fields={[{ name: 'q', label: '查找内容', placeholder: '姓名、拼音、证件后四位、案件号', wide: true }]}
          values={{ q }}
          clearHref="/people"
        />
        {q && groups.length === 0 && (
          <Panel label="查找结果">
            <Empty title="无结果">没有找到符合条件的人员。请核对后再试，也可以只输入姓氏或拼音首字母。</Empty>
          </Panel>
        )}
        {groups.length > 0 && !shown && <ShowNames token={props.token} action={`/people?q=${encodeURIComponent(q)}`} />}
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

function ShowNames({ token, action }: { token: string; action: string }) {
  return (
    <Notice action={<PostButton token={token} action={action} label="显示姓名" fields={{ purpose: 'verify' }} />}>
      本页姓名已遮挡。需要核实身份时可以显示，显示一次记录一次，10 分钟内有效。
    </Notice>
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
