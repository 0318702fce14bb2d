import type { LegalDay } from '~/lib/dates'
import { formatInstant } from '~/lib/dates'
import { DocumentsTab, OfferButtons } from '~/casefile/documents/pages/documents-tab'
import { CaseHead } from '~/casefile/ui/case-head'
import { DutiesPanel } from '~/casefile/ui/duties-panel'
import { NextPanel } from '~/casefile/ui/next-panel'
import { arrangeSteps } from '~/casefile/ui/next-steps'
import { NotesTab } from '~/casefile/ui/notes-tab'
import { PapersTab } from '~/casefile/ui/papers-tab'
import { ProposalBanners } from '~/casefile/ui/proposal-banner'
import { RecentEvents, TimelineTab } from '~/casefile/ui/timeline'
import { VisitsTab } from '~/casefile/ui/visits-tab'
import { Cols, Notice, Tabs } from '~/ui/page'
import { ContactPart } from '../contact/pages/contact-part'
import type { ChildTab, FullChild } from '../views/case.server'
import { CareTab } from './care-tab'
import { OverviewTab } from './overview-tab'

type Props = { data: FullChild; token: string; today: LegalDay }

/** The page of one child's file for its village and town: the next duty first. */
export function ChildPage({ data, token, today }: Props) {
  const { head, work, about, care } = data
  const base = `/children/${head.id}`
  const { steps, duties, mayRecord } = work
  return (
    <>
      <CaseHead
        trail={[{ href: '/children', label: '留守儿童' }, { label: head.caseNo }]}
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
      {data.report && (
        <Notice tone="late">
          {data.report.late ? '强制报告已经超过两小时，' : ''}
          {formatInstant(data.report.dueAt)}前登记强制报告。孩子正处在危险中的，先打 110、120。
        </Notice>
      )}
      {about.alarmOn && <Notice tone="late">发现孩子独自居住或者无人看护，立即上门并安排人照料。</Notice>}
      {about.dropoutOn && <Notice tone="due">孩子失学辍学，当天联系家庭和学校。</Notice>}
      <ProposalBanners base={base} proposals={work.proposals} />
      <NextPanel
        next={arrangeSteps(base, steps, duties, mayRecord, today)}
        by={work.by}
        open={head.open}
        more={moreLinks(base, data)}
        {...(care.hardshipOfferedOn && !head.open && { about: '已告知家庭可以申请困境儿童认定。' })}
      />
      <Tabs label="档案内容" items={tabItems(base, data)} />
      <Cols
        main={<Body data={data} base={base} token={token} />}
        side={
          <>
            <DutiesPanel base={base} duties={duties} steps={steps} mayRecord={mayRecord} today={today} />
            {data.tab !== 'timeline' && <RecentEvents events={work.recent} moreHref={`${base}?tab=timeline`} />}
          </>
        }
      />
    </>
  )
}

function moreLinks(base: string, { head, work }: FullChild) {
  if (!head.open || !work.mayRecord) return []
  return [
    ...(head.state.code === 'danger' ? [{ href: `${base}/guardianship`, label: '提出民政监护' }] : []),
    { href: `${base}/correct`, label: '更正信息' },
    { href: `${base}/refer`, label: '转介助学' },
    { href: `${base}/consents`, label: '同意书' },
    ...(work.undo ? [{ href: `${base}/undo`, label: `撤销“${work.undo}”` }] : []),
  ]
}

function tabItems(base: string, { tab, work }: FullChild) {
  const item = (name: ChildTab, label: string, count?: number) => ({
    href: name === 'overview' ? base : `${base}?tab=${name}`,
    label,
    current: tab === name,
    ...(count ? { count } : {}),
  })
  return [
    item('overview', '概况'),
    item('care', '照护和协议'),
    item('contact', '通话和结对'),
    item('visits', '走访', work.counts.visits),
    item('papers', '材料', work.counts.papers),
    item('documents', '文书', work.counts.documents),
    item('notes', '备注', work.counts.notes),
    item('timeline', '时间线'),
  ]
}

function Body({ data, base, token }: { data: FullChild; base: string; token: string }) {
  const writable = data.work.mayRecord && data.head.open
  if (data.tab === 'care') return <CareTab data={data} base={base} />
  if (data.contact) return <ContactPart data={data.contact} />
  if (data.visits) return <VisitsTab base={base} visits={data.visits} mayRecord={writable} />
  if (data.papers) return <PapersTab base={base} papers={data.papers} mayAdd={writable} />
  if (data.documents) return <DocumentsTab documents={data.documents} />
  if (data.notes) return <NotesTab base={base} notes={data.notes} mayAdd={writable} />
  if (data.timeline) return <TimelineTab events={data.timeline.events} broken={data.timeline.broken} />
  return <OverviewTab data={data} base={base} token={token} writable={writable} />
}
