import { formatDay, type LegalDay } from '~/lib/dates'
import { CaseHead } from '~/casefile/ui/case-head'
import { shown } from '~/casefile/ui/day-words'
import { DutiesPanel } from '~/casefile/ui/duties-panel'
import { ListLine, dueOptions, orderOptions } from '~/casefile/lists/list-line'
import { NextPanel } from '~/casefile/ui/next-panel'
import { arrangeSteps } from '~/casefile/ui/next-steps'
import { PaperFields } from '~/casefile/ui/paper-fields'
import { ProposalBanners } from '~/casefile/ui/proposal-banner'
import { RecentEvents, TimelineTab } from '~/casefile/ui/timeline'
import { SelectField } from '~/ui/choices'
import { Facts } from '~/ui/facts'
import { AreaField, DateField } from '~/ui/fields'
import { FilterBar } from '~/ui/filters'
import { ActionForm, type LastResult } from '~/ui/form'
import { A } from '~/ui/link'
import { Cols, Empty, Notice, PageHead, Pagination, Panel, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import { optionsOf } from '~/ui/terms'
import { grounds } from '../terms'
import type { GuardianshipData, GuardianshipListData, ProposeData } from '../views/guardianship.server'
import { labels } from './steps/labels'

/** 民政监护: what waits for a decision stands first. */
export function GuardianshipList({ data, token }: { data: GuardianshipListData; token: string }) {
  const { rows, count } = data
  return (
    <>
      <PageHead title="民政监护" sub={`${data.unit} · ${data.filtered ? '符合条件' : '全部'} ${count} 件`} />
      <FilterBar
        values={data.values}
        clearHref="/children/guardianship"
        fields={[
          { name: 'q', label: '查找', placeholder: '姓名、拼音、档案号', wide: true },
          { name: 'state', label: '状态', kind: 'select', options: data.states },
          { name: 'due', label: '下次到期', kind: 'select', options: dueOptions },
          { name: 'order', label: '排序', kind: 'select', options: orderOptions },
        ]}
      />
      <ListLine {...{ count, unit: '件', rows: rows.length, shown: data.shown, mayShow: data.mayShow, token }} />
      <DataTable
        caption="民政监护"
        columns={[
          { key: 'name', label: '姓名', nowrap: true },
          { key: 'no', label: '档案号', nowrap: true },
          { key: 'state', label: '状态' },
          { key: 'next', label: '下一事项' },
          { key: 'due', label: '到期', nowrap: true },
        ]}
        rows={rows.map((row) => ({
          id: row.id,
          href: `/children/guardianship/${row.id}`,
          tone: row.due.tone === 'late' ? 'late' : undefined,
          cells: {
            name: row.name,
            no: <span className="code">{row.caseNo}</span>,
            state: <Tag tone={row.state.tone}>{row.state.label}</Tag>,
            next: row.next,
            due: row.due.tone === 'plain' ? row.due.text : <Tag tone={row.due.tone}>{row.due.text}</Tag>,
          },
        }))}
        empty={
          data.filtered ? (
            <Empty title="没有符合条件的档案">换个条件试试，或清除筛选。</Empty>
          ) : (
            <Empty title="没有民政监护">儿童档案在“监护风险处置”时，由儿童主任或者督导员提出。</Empty>
          )
        }
      />
      <Pagination next={data.next} countText={data.next ? '每页 50 件' : undefined} />
    </>
  )
}

/** One guardianship: why it was proposed, what was decided, and until when. */
export function GuardianshipPage({ data, today }: { data: GuardianshipData; today: LegalDay }) {
  const { head, work, about } = data
  const base = `/children/guardianship/${head.id}`
  return (
    <>
      <CaseHead
        trail={[{ href: '/children/guardianship', label: '民政监护' }, { label: head.caseNo }]}
        name={head.name}
        state={head.state}
        facts={[
          head.sex,
          head.age !== null && `${head.age} 岁`,
          head.birthOn !== null && `${formatDay(head.birthOn)}出生`,
          head.place,
          head.owner,
        ]}
        base={base}
        road={head.road}
      />
      {data.done && <Notice tone="done">{data.done}</Notice>}
      <ProposalBanners base={base} proposals={work.proposals} />
      <NextPanel
        next={arrangeSteps(base, work.steps, work.duties, work.mayRecord, today)}
        by={work.by}
        open={head.open}
      />
      <Cols
        main={
          data.timeline ? (
            <TimelineTab events={data.timeline.events} broken={data.timeline.broken} />
          ) : (
            <Panel title="提出和决定">
              <Facts
                rows={[
                  { label: '法定情形', value: about.ground },
                  { label: '提出', value: shown(about.proposedOn) },
                  { label: '事实', value: about.facts },
                  {
                    label: '儿童档案',
                    value: about.childHref ? <A href={about.childHref}>{about.childNo}</A> : about.childNo,
                  },
                  !!about.form && { label: '决定', value: [about.form, about.place].filter(Boolean).join(' · ') },
                  !!about.decisionNo && { label: '文号', value: about.decisionNo },
                  !!about.decidedOn && { label: '决定日期', value: shown(about.decidedOn) },
                  !!about.reason && { label: '理由', value: about.reason },
                  !!about.fromOn && {
                    label: '期限',
                    value: `${shown(about.fromOn)}起${about.untilOn ? `至${shown(about.untilOn)}` : ''}`,
                  },
                  !!about.endedOn && { label: '终止', value: `${shown(about.endedOn)} ${about.endCause ?? ''}` },
                ]}
              />
            </Panel>
          )
        }
        side={
          <>
            <DutiesPanel base={base} duties={work.duties} steps={work.steps} mayRecord={work.mayRecord} today={today} />
            {!data.timeline && <RecentEvents events={work.recent} moreHref={`${base}?tab=timeline`} />}
          </>
        }
      />
    </>
  )
}

/** 提出民政监护, from the child's file. */
export function ProposeGuardianshipPage({ data, lastResult }: { data: ProposeData; lastResult: LastResult }) {
  return (
    <>
      <PageHead
        trail={[
          { href: '/children', label: '留守儿童' },
          { href: data.base, label: data.caseNo },
          { label: '提出民政监护' },
        ]}
        title="提出民政监护"
        sub={data.person}
      />
      <Notice>由县级民政部门决定。决定以前，孩子的处置照常进行，不要等待。</Notice>
      <Panel label="提出民政监护">
        <ActionForm
          token={data.token}
          lastResult={lastResult}
          defaults={data.defaults}
          labels={labels}
          submitLabel="提出"
          cancelHref={data.base}
        >
          <SelectField name="ground" label="法定情形" options={optionsOf(grounds)} required />
          <DateField name="onDay" label="日期" max={data.today} required />
          <AreaField name="facts" label="事实" maxLength={1000} rows={4} width="wide" required />
          <PaperFields legend="材料" title="监护风险评估表" />
        </ActionForm>
      </Panel>
    </>
  )
}
