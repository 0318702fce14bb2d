import { formatDay } from '~/lib/dates'
import { FilterBar } from '~/ui/filters'
import { HiddenField } from '~/ui/fields'
import { ActionForm, type LastResult } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Count, Empty, Notice, PageHead, Panel, SubHead, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { ReportsData } from '../read-reports.server'

type Part = ReportsData['parts'][number]

/** 报表: what my unit files month by month, by quarters, half-years and years, and how far those below are. */
export function ReportsPage({ data, token, lastResult }: { data: ReportsData; token: string; lastResult: LastResult }) {
  const title = data.sorts.join('、') || '报表'
  return (
    <>
      <PageHead
        title={title}
        sub={[data.unit, ...(data.parts.length === 1 ? [dueWords(data.parts[0]!)] : [])].join(' · ')}
      />
      <FilterBar
        values={{ period: data.period ?? '' }}
        clearHref="/reports"
        fields={[
          { name: 'period', label: '时段', kind: 'select', options: data.periods, required: data.sorts.length === 1 },
        ]}
      />
      {data.parts.length === 0 && (
        <Panel label="报表">
          <Empty title="没有要填报的报表">您的单位目前没有报表任务。</Empty>
        </Panel>
      )}
      {data.parts.map((part) => (
        <section key={part.form} aria-label={part.title}>
          <SubHead>{part.title}</SubHead>
          <Begin part={part} token={token} lastResult={lastResult} />
          {part.below && <Below part={part} below={part.below} />}
          <Own part={part} />
        </section>
      ))}
    </>
  )
}

const dueWords = ({ period, due }: Part) => `${period.label}报表应于 ${formatDay(due)}前上报`

function Begin({ part, token, lastResult }: { part: Part; token: string; lastResult: LastResult }) {
  const { label, code } = part.period
  if (part.begun)
    return (
      <Notice action={<ButtonLink href={`/reports/${part.begun}`}>打开{label}报表</ButtonLink>}>
        {label}的报表已经建立，数字取自档案。{dueWords(part)}。
      </Notice>
    )
  if (!part.mayBegin)
    return (
      <Notice>
        {label}的报表还没有建立。由制表岗位填报后，再审核、签发。{dueWords(part)}。
      </Notice>
    )
  return (
    <Panel title={`填报${label}报表`}>
      <p className="soft">数字由系统从档案中统计，不用手填；没有人员的也要零报告。{dueWords(part)}。</p>
      <ActionForm id={`begin-${part.form}`} token={token} lastResult={lastResult} submitLabel={`填报${label}`}>
        <HiddenField name="form" value={part.form} />
        <HiddenField name="period" value={code} />
      </ActionForm>
    </Panel>
  )
}

function Below({ part: { title, period }, below }: { part: Part; below: NonNullable<Part['below']> }) {
  return (
    <>
      <Count>
        {period.label}下级单位已报 <b>{below.filed}</b> / {below.rows.length}
      </Count>
      <DataTable
        caption={`下级单位${title}报送情况`}
        columns={[
          { key: 'name', label: '单位' },
          { key: 'state', label: '状态', nowrap: true },
          { key: 'version', label: '版本', nowrap: true },
          { key: 'at', label: '上报时间', nowrap: true },
        ]}
        rows={below.rows.map((row) => ({
          id: row.code,
          ...(row.id && { href: `/reports/${row.id}` }),
          tone: row.late ? 'late' : undefined,
          cells: {
            name: row.name,
            state: row.state ? (
              <Tag tone={row.state.tone}>{row.state.label}</Tag>
            ) : (
              <Tag tone={row.late ? 'late' : 'due'}>{row.late ? '逾期未报' : '未报'}</Tag>
            ),
            version: row.version && `第 ${row.version} 版`,
            at: row.at,
          },
        }))}
        empty={<Empty>没有下级单位。</Empty>}
      />
    </>
  )
}

function Own({ part }: { part: Part }) {
  return (
    <>
      <Count>
        本单位报表 <b>{part.own.length}</b> 份
      </Count>
      <DataTable
        caption={`本单位${part.title}`}
        columns={[
          { key: 'period', label: part.word, nowrap: true },
          { key: 'version', label: '版本', nowrap: true },
          { key: 'state', label: '状态', nowrap: true },
          { key: 'prepared', label: '制表' },
          { key: 'signed', label: '签发' },
          { key: 'at', label: '上报时间', nowrap: true },
        ]}
        rows={part.own.map((row) => ({
          id: row.id,
          href: `/reports/${row.id}`,
          tone: row.state.tone === 'late' ? 'late' : undefined,
          cells: {
            period: row.period,
            version: `第 ${row.version} 版`,
            state: <Tag tone={row.state.tone}>{row.state.label}</Tag>,
            prepared: row.prepared ?? '系统取数',
            signed: row.signed,
            at: row.at,
          },
        }))}
        empty={<Empty title="还没有报表">选好时段后点“填报”。</Empty>}
      />
    </>
  )
}
