import { DocumentsTab, OfferButtons } from '~/casefile/documents/pages/documents-tab'
import { CaseHead } from '~/casefile/ui/case-head'
import { shown } from '~/casefile/ui/day-words'
import { NextPanel } from '~/casefile/ui/next-panel'
import { arrangeSteps } from '~/casefile/ui/next-steps'
import { PapersTab } from '~/casefile/ui/papers-tab'
import { TimelineTab } from '~/casefile/ui/timeline'
import { Facts, Stats } from '~/ui/facts'
import { A, ButtonLink } from '~/ui/link'
import { Actions, Chips, Empty, Notice, Panel, Tabs, Tag } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { ServiceData, ServiceTab } from '../views/appointment.server'

/** One person's service at one school: what to do next, the term, the lessons of a year. */
export function ServicePage({ data, today }: { data: ServiceData; today: string }) {
  const { head, work, tab, about } = data
  const base = `/children/legal-education/${head.id}`
  const item = (name: ServiceTab, label: string, count?: number) => ({
    href: name === 'lessons' ? base : `${base}?tab=${name}`,
    label,
    current: tab === name,
    ...(count ? { count } : {}),
  })
  return (
    <>
      <CaseHead
        trail={[{ href: '/children/legal-education', label: '法治副校长' }, { label: head.caseNo }]}
        name={head.name}
        state={head.state}
        facts={[data.school, about.organ, about.duty, about.retired && '退休人员']}
        base={base}
        open={!data.lv}
        road={data.lv ? [] : head.road}
      />
      {data.done && (
        <Notice tone="done" action={data.offers.length > 0 && <OfferButtons offers={data.offers} />}>
          {data.done}
        </Notice>
      )}
      {data.lv ? (
        data.mayTeach && (
          <Actions>
            <ButtonLink href={`${base}/step/hold_lesson`}>记录法治课</ButtonLink>
            <ButtonLink href={`${base}/step/plan_lesson`} quiet>
              预约法治课
            </ButtonLink>
          </Actions>
        )
      ) : (
        <NextPanel
          next={arrangeSteps(base, work.steps, work.duties, work.mayRecord, today)}
          by={data.serving ? '' : work.by}
          open={head.open}
        />
      )}
      <Stats
        items={[
          {
            label: `${data.year} 年课时`,
            value: `${data.hours} / ${data.least}`,
            ...(data.hours < data.least && { tone: 'due' as const }),
          },
          { label: '任期', value: `第 ${about.term} 任` },
        ]}
      />
      <Panel title="任期">
        <Facts
          rows={[
            { label: '派出单位', value: about.organ },
            { label: '职务', value: about.duty },
            {
              label: '聘期',
              value: about.fromOn && about.untilOn ? `${shown(about.fromOn)} 至 ${shown(about.untilOn)}` : null,
            },
            { label: '岗前培训', value: about.trainingHours === null ? null : `${about.trainingHours} 学时` },
            { label: '到任', value: shown(about.beganOn) },
            !data.lv && { label: '账号', value: about.account ? '已登记' : '还没有登记，他（她）看不到本校' },
            about.vacantOn !== null && { label: '不能继续履职', value: shown(about.vacantOn) },
          ]}
        />
      </Panel>
      <Tabs
        label="内容"
        items={[
          item('lessons', '法治课'),
          item('documents', '文书', work.counts.documents),
          item('papers', '材料', work.counts.papers),
          item('timeline', '时间线'),
        ]}
      />
      {data.lessons && <Lessons data={data} base={base} rows={data.lessons} />}
      {data.documents && <DocumentsTab documents={data.documents} />}
      {data.papers && <PapersTab base={base} papers={data.papers} mayAdd={work.mayRecord && head.open} />}
      {data.timeline && <TimelineTab events={data.timeline.events} broken={data.timeline.broken} />}
    </>
  )
}

function Lessons({ data, base, rows }: { data: ServiceData; base: string; rows: NonNullable<ServiceData['lessons']> }) {
  const mayDrop = data.lv || data.work.steps.some((one) => one.step === 'drop_lesson')
  return (
    <>
      <Chips
        label="年度"
        items={data.years.map((year) => ({
          label: `${year} 年`,
          ...(year !== data.year && { href: `${base}?year=${year}` }),
        }))}
      />
      <DataTable
        caption={`${data.year} 年法治课`}
        columns={[
          { key: 'on', label: '日期', nowrap: true },
          { key: 'class', label: '班级' },
          { key: 'topic', label: '主题' },
          { key: 'hours', label: '课时', num: true },
          { key: 'heads', label: '人数', num: true },
          { key: 'materials', label: '资料' },
          { key: 'state', label: '状态' },
          { key: 'do', label: '办理', hideLabel: true },
        ]}
        rows={rows.map((one) => ({
          id: one.id,
          tone: one.code === 'dropped' ? 'soft' : undefined,
          cells: {
            on: one.onDay,
            class: one.className,
            topic: one.topic,
            hours: one.hours,
            heads: one.headCount,
            materials: one.materials || null,
            state: (
              <>
                <Tag tone={one.state.tone}>{one.state.label}</Tag> {one.why && <span className="soft">{one.why}</span>}
              </>
            ),
            do: (
              <>
                {one.code === 'planned' && data.mayTeach && (
                  <A href={`${base}/step/hold_lesson?lesson=${one.id}`}>记录</A>
                )}{' '}
                {one.code !== 'dropped' && mayDrop && <A href={`${base}/step/drop_lesson?lesson=${one.id}`}>作废</A>}
              </>
            ),
          },
        }))}
        empty={
          <Empty title={`${data.year} 年还没有法治课`}>上完课在手机上记一下：日期、班级、主题、课时、人数。</Empty>
        }
      />
    </>
  )
}
