import { shown } from '~/casefile/ui/day-words'
import { FilterBar } from '~/ui/filters'
import { A } from '~/ui/link'
import { Empty, Notice, PageHead, Pagination, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { UnconnectedData } from '../views/unconnected.server'
import { ListLine } from '~/casefile/lists/list-line'

/** 未衔接名单: to be reached and helped, not to be searched for. */
export function UnconnectedPage({ data, token }: { data: UnconnectedData; token: string }) {
  return (
    <>
      <PageHead
        trail={[{ href: '/handoff', label: '安置帮教' }, { label: '未衔接名单' }]}
        title="未衔接名单"
        sub={`${data.unit} · 未接到、已释放未交接、失去联系`}
      />
      <Notice>没有衔接上不算违规，也不查找本人。先打电话，再上门看看有没有困难，每次都记下来。</Notice>
      <FilterBar
        values={data.values}
        clearHref="/handoff/unconnected"
        fields={[
          { name: 'q', label: '查找', placeholder: '姓名、拼音、证件后四位、案件号', wide: true },
          { name: 'reason', label: '情形', kind: 'select', options: data.reasons },
          ...(data.places.length
            ? [{ name: 'town', label: '地区', kind: 'select' as const, options: data.places }]
            : []),
        ]}
      />
      <ListLine count={data.count} rows={data.rows.length} shown={data.shown} mayShow={data.mayShow} token={token} />
      <DataTable
        caption="未衔接名单"
        columns={[
          { key: 'name', label: '人员', nowrap: true },
          { key: 'about', label: '性别年龄', nowrap: true },
          { key: 'why', label: '情形' },
          { key: 'release', label: '释放日', nowrap: true },
          { key: 'tried', label: '联系情况' },
          { key: 'due', label: '下一事项' },
          { key: 'do', label: '办理', hideLabel: true, nowrap: true },
        ]}
        rows={data.rows.map((row) => ({
          id: row.id,
          href: `/handoff/${row.id}`,
          tone: row.due.tone === 'late' ? 'late' : undefined,
          cells: {
            name: row.name,
            about: row.about,
            why: (
              <>
                <Tag tone="due">{row.why}</Tag> {row.mustPickup && <Tag tone="brand">必接</Tag>}
              </>
            ),
            release: row.release && (
              <span>
                {shown(row.release)} {row.days > 0 && <span className="soft">已过 {row.days} 天</span>}
              </span>
            ),
            tried:
              [
                row.attempts > 0 && `未联系上 ${row.attempts} 次`,
                row.lastContactOn && `最近联系 ${shown(row.lastContactOn)}`,
              ]
                .filter(Boolean)
                .join('，') || '还没有联系',
            due: row.next && (
              <span>
                {row.next} <Tag tone={row.due.tone}>{row.due.text}</Tag>
              </span>
            ),
            do: (
              <span className="actions">
                {row.actions.map((action) => (
                  <A key={action.href} href={action.href} label={`${action.label}：${row.name}`}>
                    {action.label}
                  </A>
                ))}
              </span>
            ),
          },
        }))}
        empty={<Empty title="都衔接上了">没有未接到、未交接或失去联系的人员。</Empty>}
      />
      <Pagination next={data.next} />
    </>
  )
}
