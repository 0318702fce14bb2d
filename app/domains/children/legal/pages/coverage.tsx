import { Stats } from '~/ui/facts'
import { FilterBar } from '~/ui/filters'
import { A, ButtonLink } from '~/ui/link'
import { Count, Empty, PageHead, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import { optionsOf } from '~/ui/terms'
import { gaps } from '../gaps'
import type { CoverageData } from '../views/coverage.server'

const base = '/children/legal-education'

/** One page for the bureau: how many schools are covered and taught, and which are not, with their clock. */
export function CoveragePage({ data }: { data: CoverageData }) {
  const { figures, rows, gapCounts, year } = data
  const to = (gap: string) => `${base}?${new URLSearchParams({ ...data.values, gap })}`
  return (
    <>
      <PageHead
        title="法治副校长"
        sub={`${data.unit} · ${year} 年，每校至少 ${data.least} 课时`}
        actions={<ButtonLink href={`${base}/new`}>登记推荐人选</ButtonLink>}
      />
      <Stats
        items={[
          { label: '有在任法治副校长的学校', value: `${figures.covered} / ${figures.schools}` },
          { label: '课时达标的结对（校、人）', value: `${figures.met} / ${figures.pairs}` },
          {
            label: gaps.lacking,
            value: gapCounts.lacking,
            href: to('lacking'),
            ...(gapCounts.lacking > 0 && { tone: 'late' as const }),
          },
          {
            label: gaps.short,
            value: gapCounts.short,
            href: to('short'),
            ...(gapCounts.short > 0 && { tone: 'due' as const }),
          },
        ]}
      />
      <FilterBar
        values={data.values}
        clearHref={base}
        fields={[
          { name: 'q', label: '学校', placeholder: '学校名称' },
          { name: 'gap', label: '情况', kind: 'select', options: optionsOf(gaps) },
          { name: 'town', label: '乡镇', kind: 'select', options: data.towns },
          {
            name: 'year',
            label: '年度',
            kind: 'select',
            options: data.years.map((one) => ({ value: one, label: `${one} 年` })),
          },
        ]}
      />
      <Count>
        共 <b>{rows.length}</b> 所学校
      </Count>
      <DataTable
        caption={`${year} 年各校法治副校长和课时`}
        columns={[
          { key: 'school', label: '学校' },
          { key: 'people', label: '法治副校长' },
          { key: 'until', label: '任期', nowrap: true },
          { key: 'hours', label: `${year} 年课时`, num: true },
          { key: 'clock', label: '更换期限', nowrap: true },
        ]}
        rows={rows.map((school) => ({
          id: school.code,
          tone: school.lacking ? 'late' : school.short ? 'due' : undefined,
          cells: {
            school: school.name,
            people: <People school={school} />,
            until: school.people.find((one) => one.until)?.until ?? null,
            hours: school.short ? (
              <Tag tone="due">
                {school.hours} / {data.least}
              </Tag>
            ) : (
              `${school.hours} / ${data.least}`
            ),
            clock: school.clock && <Tag tone={school.clock.tone}>{school.clock.text}</Tag>,
          },
        }))}
        empty={
          data.filtered ? (
            <Empty title="没有符合条件的学校">换个条件试试，或清除筛选。</Empty>
          ) : (
            <Empty title="没有学校">机构里登记了学校以后会列在这里。</Empty>
          )
        }
      />
    </>
  )
}

function People({ school }: { school: CoverageData['rows'][number] }) {
  if (school.people.length === 0) return <A href={`${base}/new?school=${school.code}`}>还没有，登记推荐人选</A>
  return (
    <>
      {school.people.map((one) => (
        <div key={one.id}>
          <A href={`${base}/${one.id}`}>{one.name}</A> <span className="soft">{one.organ}</span>{' '}
          <Tag tone={one.state.tone}>{one.state.label}</Tag>
        </div>
      ))}
    </>
  )
}
