import { ListLine, dueOptions, orderOptions } from '~/casefile/lists/list-line'
import { FilterBar } from '~/ui/filters'
import { ButtonLink } from '~/ui/link'
import { Empty, PageHead, Pagination, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import { optionsOf } from '~/ui/terms'
import { levels, plainCategories } from '../terms'
import type { ChildListData } from '../views/list.server'

const needs = { alone: '独居或者无人看护', dropout: '失学辍学', agreement: '没有委托照护协议' }
const levelTone = { good: 'done', weak: 'due', danger: 'late' } as const

/** The children of a village, a town, a school or a class; who needs somebody soonest stands first. */
export function ChildList({ data, token }: { data: ChildListData; token: string }) {
  const { rows, count, values, view } = data
  const full = view === 'full'
  return (
    <>
      <PageHead
        title={view === 'school' ? '我校关爱的孩子' : '留守儿童'}
        sub={`${data.unit} · ${data.filtered ? '符合条件' : '全部'} ${count} 人`}
        actions={data.mayOpen && <ButtonLink href="/children/new">登记儿童</ButtonLink>}
      />
      <FilterBar
        values={values}
        clearHref="/children"
        fields={[
          { name: 'q', label: '查找', placeholder: '姓名、拼音、档案号', wide: true },
          { name: 'state', label: '状态', kind: 'select', options: data.states },
          { name: 'category', label: '类别', kind: 'select', options: optionsOf(plainCategories) },
          ...(full
            ? [
                { name: 'level', label: '监护情况', kind: 'select' as const, options: optionsOf(levels) },
                { name: 'need', label: '需要处理', kind: 'select' as const, options: optionsOf(needs) },
              ]
            : []),
          { name: 'due', label: '下次到期', kind: 'select', options: dueOptions },
          ...(data.places.length
            ? [{ name: 'place', label: '村（乡镇）', kind: 'select' as const, options: data.places }]
            : []),
          { name: 'order', label: '排序', kind: 'select', options: orderOptions },
        ]}
      />
      <ListLine {...{ count, rows: rows.length, shown: data.shown, mayShow: data.mayShow, token }} />
      <DataTable
        caption="留守儿童"
        columns={[
          { key: 'name', label: '姓名', nowrap: true },
          { key: 'about', label: '性别年龄', nowrap: true },
          { key: 'state', label: '状态' },
          ...(full ? [{ key: 'level', label: '监护情况' }] : []),
          { key: 'category', label: '类别' },
          { key: 'school', label: '学校' },
          ...(full ? [{ key: 'village', label: '村（社区）' }] : []),
          { key: 'next', label: '下一事项' },
          { key: 'due', label: '到期', nowrap: true },
        ]}
        rows={rows.map((row) => ({
          id: row.id,
          href: `/children/${row.id}`,
          tone: row.due.tone === 'late' ? 'late' : undefined,
          cells: {
            name: row.name,
            about: row.about,
            state: <Tag tone={row.state.tone}>{row.state.label}</Tag>,
            level: row.level && <Tag tone={levelTone[row.level.code as keyof typeof levelTone]}>{row.level.label}</Tag>,
            category: row.category,
            school: row.school,
            village: row.village,
            next: row.next,
            due: row.due.tone === 'plain' ? row.due.text : <Tag tone={row.due.tone}>{row.due.text}</Tag>,
          },
        }))}
        empty={
          data.filtered ? (
            <Empty title="没有符合条件的孩子">换个条件试试，或清除筛选。</Empty>
          ) : view === 'school' ? (
            <Empty title="还没有孩子">儿童主任登记就学以后，当天出现在这里。</Empty>
          ) : (
            <Empty title="还没有登记">摸底发现的孩子从“登记儿童”开始。</Empty>
          )
        }
      />
      <Pagination next={data.next} countText={data.next ? '每页 50 人' : undefined} />
    </>
  )
}
