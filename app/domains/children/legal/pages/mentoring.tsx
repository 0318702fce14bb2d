import { shown } from '~/casefile/ui/day-words'
import { CaseHead } from '~/casefile/ui/case-head'
import { NextPanel } from '~/casefile/ui/next-panel'
import { arrangeSteps } from '~/casefile/ui/next-steps'
import { ProposalBanners } from '~/casefile/ui/proposal-banner'
import { TimelineTab } from '~/casefile/ui/timeline'
import { dueOptions, orderOptions } from '~/casefile/lists/list-line'
import { Facts } from '~/ui/facts'
import { FilterBar } from '~/ui/filters'
import { A, ButtonLink } from '~/ui/link'
import { Count, Empty, Notice, PageHead, Pagination, Panel, Tabs, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { MentoringData, MentoringListData } from '../views/mentoring.server'
import { Talks } from './talks'

/** The school's page of one mentoring. */
export function MentoringPage({ data, today }: { data: MentoringData; today: string }) {
  const { head, work } = data
  const base = `/children/mentoring/${head.id}`
  return (
    <>
      <CaseHead
        trail={[{ href: '/children/mentoring', label: '结对辅导' }, { label: head.caseNo }]}
        name={data.child.name}
        state={head.state}
        facts={[data.className, `法治副校长 ${data.mentor}`, data.term > 1 && `第 ${data.term} 期`]}
        base={base}
        road={head.road}
        actions={data.child.href && <A href={data.child.href}>孩子的档案</A>}
      />
      {data.done && <Notice tone="done">{data.done}</Notice>}
      <ProposalBanners base={base} proposals={work.proposals} />
      <NextPanel
        next={arrangeSteps(base, work.steps, work.duties, work.mayRecord, today)}
        by={work.by}
        open={head.open}
      />
      <Panel title="约定">
        <Facts
          rows={[
            { label: '需要', value: data.needs },
            { label: '学校联系人', value: data.contact },
            { label: '监护人同意', value: data.consent },
            { label: '孩子自己的意见', value: data.view },
            { label: '结对到', value: shown(data.untilOn) },
            data.ended !== null && { label: '结束', value: data.ended },
          ]}
        />
      </Panel>
      <Tabs
        label="内容"
        items={[
          { href: base, label: '谈话', current: data.tab === 'talks' },
          { href: `${base}?tab=timeline`, label: '时间线', current: data.tab === 'timeline' },
        ]}
      />
      {data.talks && <Talks talks={data.talks} />}
      {data.timeline && <TimelineTab events={data.timeline.events} broken={data.timeline.broken} />}
    </>
  )
}

/** The school's list of mentoring. */
export function MentoringList({ data }: { data: MentoringListData }) {
  const { values } = data
  const filtered = Object.entries(values).some(([key, value]) => value && !['after', 'order'].includes(key))
  const propose = <ButtonLink href="/children/mentoring/new">提出结对</ButtonLink>
  return (
    <>
      <PageHead title="结对辅导" sub={data.unit} actions={propose} />
      <FilterBar
        values={values}
        clearHref="/children/mentoring"
        fields={[
          { name: 'q', label: '查找', placeholder: '名字、档案号' },
          { name: 'state', label: '状态', kind: 'select', options: data.states },
          { name: 'due', label: '下次到期', kind: 'select', options: dueOptions },
          { name: 'order', label: '排序', kind: 'select', options: orderOptions.slice(0, 2) },
        ]}
      />
      <Count>
        共 <b>{data.count}</b> 份
      </Count>
      <DataTable
        caption="结对辅导"
        columns={[
          { key: 'name', label: '孩子', nowrap: true },
          { key: 'class', label: '班级' },
          { key: 'mentor', label: '法治副校长', nowrap: true },
          { key: 'needs', label: '需要' },
          { key: 'last', label: '上次谈话', nowrap: true },
          { key: 'until', label: '结对到', nowrap: true },
          { key: 'state', label: '状态' },
          { key: 'due', label: '到期', nowrap: true },
        ]}
        rows={data.rows.map((row) => ({
          id: row.id,
          href: `/children/mentoring/${row.id}`,
          tone: row.due.tone === 'late' ? 'late' : undefined,
          cells: {
            name: row.name,
            class: row.className,
            mentor: row.mentor,
            needs: row.needs,
            last: row.lastTalk,
            until: row.until,
            state: <Tag tone={row.state.tone}>{row.state.label}</Tag>,
            due: row.due.tone === 'plain' ? row.due.text : <Tag tone={row.due.tone}>{row.due.text}</Tag>,
          },
        }))}
        empty={
          filtered ? (
            <Empty title="没有符合条件的结对">换个条件试试，或清除筛选。</Empty>
          ) : (
            <Empty title="还没有结对" action={propose}>
              孩子愿意、监护人同意，可以请法治副校长结对辅导，最长一个学年。
            </Empty>
          )
        }
      />
      <Pagination next={data.next} countText={data.next ? '每页 50 份' : undefined} />
    </>
  )
}
