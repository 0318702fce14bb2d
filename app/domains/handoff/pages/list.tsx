import type { LegalDay } from '~/lib/dates'
import { FilterBar } from '~/ui/filters'
import { ButtonLink } from '~/ui/link'
import { Empty, PageHead, Pagination, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import { dueOptions, ListLine, orderOptions } from '~/casefile/lists/list-line'
import type { HandoffListData } from '../views/list.server'
import { optionsOf } from '~/ui/terms'
import { keyCategories } from '../terms'

const keyOptions = [{ value: 'must', label: '必接（任一情形）' }, ...optionsOf(keyCategories)]
const levelOptions = ['A', 'B', 'C'].map((value) => ({ value, label: `${value} 级` }))

type HandoffListProps = { data: HandoffListData; token: string; today: LegalDay }

/** 安置帮教: everybody of this unit, what is due next, and by when. */
export function HandoffList({ data, token }: HandoffListProps) {
  const { rows, count, places, values } = data
  const filtered = Object.entries(values).some(([name, value]) => value && !['show', 'after', 'order'].includes(name))
  return (
    <>
      <PageHead
        title="安置帮教"
        sub={`${data.unit} · ${filtered ? '符合条件' : '全部档案'} ${count} 人`}
        actions={
          <>
            {data.exportHref && rows.length > 0 && (
              <ButtonLink href={data.exportHref} quiet>
                申请导出
              </ButtonLink>
            )}
            {data.mayOpen && (
              <>
                <ButtonLink href={documentsHref(values)} quiet>
                  打印文书
                </ButtonLink>
                <ButtonLink href="/handoff/import" quiet>
                  导入名单
                </ButtonLink>
                <ButtonLink href="/handoff/new">登记人员</ButtonLink>
              </>
            )}
          </>
        }
      />
      <FilterBar
        values={values}
        clearHref="/handoff"
        fields={[
          { name: 'q', label: '查找', placeholder: '姓名、拼音、证件后四位、案件号', wide: true },
          { name: 'state', label: '状态', kind: 'select', options: data.states },
          { name: 'level', label: '帮扶等级', kind: 'select', options: levelOptions },
          { name: 'due', label: '下次到期', kind: 'select', options: dueOptions },
          { name: 'key', label: '重点情形', kind: 'select', options: keyOptions },
          ...(places.length ? [{ name: 'town', label: '地区', kind: 'select' as const, options: places }] : []),
          { name: 'order', label: '排序', kind: 'select', options: orderOptions },
          { name: 'mine', label: '我承办的', kind: 'check' },
        ]}
      />
      <ListLine {...{ count, rows: rows.length, shown: data.shown, mayShow: data.mayShow, token }} />
      <DataTable
        caption="安置帮教名单"
        columns={[
          { key: 'name', label: '人员', nowrap: true },
          { key: 'about', label: '性别年龄', nowrap: true },
          { key: 'no', label: '案件号', nowrap: true },
          { key: 'state', label: '状态' },
          { key: 'level', label: '等级' },
          { key: 'placement', label: '安置' },
          { key: 'next', label: '下一事项' },
          { key: 'due', label: '到期', nowrap: true },
        ]}
        rows={rows.map((row) => ({
          id: row.id,
          href: `/handoff/${row.id}`,
          tone: row.due.tone === 'late' ? 'late' : undefined,
          cells: {
            name: row.name,
            about: row.about,
            no: <span className="code">{row.caseNo}</span>,
            state: (
              <span>
                <Tag tone={row.state.tone}>{row.state.label}</Tag> {row.mustPickup && <Tag tone="due">必接</Tag>}
              </span>
            ),
            level: row.level,
            placement: row.placement,
            next: row.next,
            due: row.due.tone === 'plain' ? row.due.text : <Tag tone={row.due.tone}>{row.due.text}</Tag>,
          },
        }))}
        empty={
          filtered ? (
            <Empty title="没有符合条件的人员">换个条件试试，或清除筛选。</Empty>
          ) : (
            <Empty title="还没有人员">来访的可以先登记；监所的通知到了会自动出现在这里。</Empty>
          )
        }
      />
      <Pagination next={data.next} countText={data.next ? '每页 50 人' : undefined} />
    </>
  )
}

/** The documents of the files that the list shows now. */
function documentsHref(values: Record<string, string>): string {
  const kept = ['q', 'state', 'level', 'key', 'town', 'mine'].flatMap((name) =>
    values[name] ? [[name, values[name]]] : [],
  )
  return `/handoff/documents${kept.length ? `?${new URLSearchParams(kept)}` : ''}`
}
