import type { LegalDay } from '~/lib/dates'
import { CaseHead } from '~/casefile/ui/case-head'
import { DocumentsTab, OfferButtons } from '~/casefile/documents/pages/documents-tab'
import { DutiesPanel } from '~/casefile/ui/duties-panel'
import { NextPanel } from '~/casefile/ui/next-panel'
import { arrangeSteps } from '~/casefile/ui/next-steps'
import { NotesTab } from '~/casefile/ui/notes-tab'
import { PapersTab } from '~/casefile/ui/papers-tab'
import { ProposalBanners } from '~/casefile/ui/proposal-banner'
import { RecentEvents, TimelineTab } from '~/casefile/ui/timeline'
import { VisitsTab } from '~/casefile/ui/visits-tab'
import { Cols, Notice, Tabs } from '~/ui/page'
import type { FullCase, HandoffTab } from '../views/case.server'
import { HelpTab } from './help-tab'
import { OverviewTab } from './overview-tab'

type CasePageProps = { data: FullCase; token: string; today: LegalDay }

/** The page of one file for those who see it in full. */
export function CasePage({ data, token, today }: CasePageProps) {
  const { head, work } = data
  const base = `/handoff/${head.id}`
  const { steps, duties, mayRecord } = work
  const next = arrangeSteps(base, steps, duties, mayRecord, today)
  return (
    <>
      <CaseHead
        trail={[{ href: '/handoff', label: '安置帮教' }, { label: head.caseNo }]}
        name={head.name}
        state={head.state}
        facts={[head.sex, head.age !== null && `${head.age} 岁`, head.place, head.owner]}
        base={base}
        road={head.road}
      />
      {data.done && (
        <Notice tone="done" action={data.offers.length > 0 && <OfferButtons offers={data.offers} />}>
          {data.done}
        </Notice>
      )}
      <ProposalBanners base={base} proposals={work.proposals} />
      <NextPanel next={next} by={work.by} open={head.open} more={moreLinks(base, data)} about={pickupLine(data)} />
      <Tabs label="档案内容" items={tabItems(base, data)} />
      <Cols main={<TabBody data={data} base={base} token={token} />} side={<Side {...{ base, data, today }} />} />
    </>
  )
}

function moreLinks(base: string, { head, work }: FullCase) {
  if (!head.open || !work.mayRecord) return []
  return [
    { href: `${base}/correct`, label: '更正信息' },
    { href: `${base}/refer`, label: '转介' },
    { href: `${base}/join`, label: '合并同一人的档案' },
    ...(work.undo ? [{ href: `${base}/undo`, label: `撤销“${work.undo}”` }] : []),
  ]
}

/** What is known of the way home, while it is still ahead. */
function pickupLine({ head, overview }: FullCase): string | undefined {
  const pickup = overview?.pickup
  if (head.state.code !== 'pickup_planned' || !pickup) return undefined
  const people = pickup.people.map((one) => one.name).join('、')
  const parts = [
    pickup.at,
    overview.prison,
    pickup.mode,
    people && `接回人：${people}`,
    pickup.tonight && `当晚：${pickup.tonight}`,
  ]
  return `${parts.filter(Boolean).join('，')}。交接三方签字后在此登记。`
}

function tabItems(base: string, { tab, work }: FullCase) {
  const item = (name: HandoffTab, label: string, count?: number) => ({
    href: name === 'overview' ? base : `${base}?tab=${name}`,
    label,
    current: tab === name,
    ...(count ? { count } : {}),
  })
  return [
    item('overview', '概况'),
    item('visits', '走访与联系', work.counts.visits),
    item('help', '帮扶措施'),
    item('papers', '材料', work.counts.papers),
    item('documents', '文书', work.counts.documents),
    item('notes', '备注', work.counts.notes),
    item('timeline', '时间线'),
  ]
}

function TabBody({ data, base, token }: { data: FullCase; base: string; token: string }) {
  const { mayRecord } = data.work
  const writable = mayRecord && data.head.open
  if (data.overview) return <OverviewTab data={data} overview={data.overview} base={base} token={token} />
  if (data.visits) return <VisitsTab base={base} visits={data.visits} mayRecord={writable} />
  if (data.help) return <HelpTab base={base} help={data.help} mayRefer={writable} />
  if (data.papers) return <PapersTab base={base} papers={data.papers} mayAdd={writable} />
  if (data.documents) return <DocumentsTab documents={data.documents} />
  if (data.notes) return <NotesTab base={base} notes={data.notes} mayAdd={writable} />
  if (data.timeline) return <TimelineTab events={data.timeline.events} broken={data.timeline.broken} />
  return null
}

function Side({ base, data, today }: { base: string; data: FullCase; today: LegalDay }) {
  const { work } = data
  return (
    <>
      <DutiesPanel base={base} duties={work.duties} steps={work.steps} mayRecord={work.mayRecord} today={today} />
      {data.tab !== 'timeline' && <RecentEvents events={work.recent} moreHref={`${base}?tab=timeline`} />}
    </>
  )
}
