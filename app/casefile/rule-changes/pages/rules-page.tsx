import { formatDay } from '~/lib/dates'
import { FilterBar } from '~/ui/filters'
import { ButtonLink } from '~/ui/link'
import { Count, Empty, PageHead, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { RuleLine } from '../list-rules.server'

type Props = { lines: RuleLine[]; groups: { value: string; label: string }[]; group: string; q: string }

/** Every rule parameter: what counts today, by what law, since when; each leads to its versions. */
export function RulesPage({ lines, groups, group, q }: Props) {
  return (
    <>
      <PageHead
        title="规则参数"
        trail={[{ href: '/admin', label: '系统管理' }, { label: '规则参数' }]}
        sub="期限和限额的数值都在这里。只能新增版本，不能改写；变更须先试算受影响的日期，再由安全管理员确认。"
        actions={
          <ButtonLink href="/admin/changes" quiet>
            变更与日期
          </ButtonLink>
        }
      />
      <FilterBar
        label="筛选规则参数"
        clearHref="/admin/rules"
        values={{ q, group }}
        fields={[
          { name: 'q', label: '编号、内容或依据', wide: true },
          { name: 'group', label: '业务', kind: 'select', options: groups },
        ]}
      />
      <Count>
        共 <b>{lines.length}</b> 项
      </Count>
      <DataTable
        caption="规则参数"
        columns={[
          { key: 'label', label: '内容' },
          { key: 'id', label: '编号' },
          { key: 'value', label: '现行数值', nowrap: true },
          { key: 'source', label: '依据' },
          { key: 'since', label: '生效', nowrap: true },
          { key: 'state', label: '情况', nowrap: true },
        ]}
        rows={lines.map((line) => ({
          id: line.id,
          href: `/admin/rules/${line.id}`,
          cells: {
            label: line.label,
            id: <code>{line.id}</code>,
            value: line.value,
            source: line.source,
            since: formatDay(line.since),
            state: <State line={line} />,
          },
        }))}
        empty={<Empty title="没有符合条件的参数">换一个词再找，或者清除筛选。</Empty>}
      />
    </>
  )
}

function State({ line }: { line: RuleLine }) {
  if (line.changing) return <Tag tone="due">变更办理中</Tag>
  if (line.next)
    return (
      <Tag>
        {formatDay(line.next.from)}起 {line.next.value}
      </Tag>
    )
  return <span className="soft">{line.versions > 1 ? `共 ${line.versions} 个版本` : '现行'}</span>
}
