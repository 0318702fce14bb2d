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
import type { ReliefCase, ReliefTab } from '../views/case.server'
import { OverviewTab } from './overview-tab'

/** The page of one relief file. */
export function CasePage({ data, token, today }: { data: ReliefCase; token: string; today: string }) {
  const { head, work, tab } = data
  const base = `/relief/${head.id}`
  const more =
    head.open && work.mayRecord
      ? [
          { href: `${base}/correct`, label: '更正信息' },
          { href: `${base}/join`, label: '合并同一人的档案' },
          ...(work.undo ? [{ href: `${base}/undo`, label: `撤销“${work.undo}”` }] : []),
        ]
      : []
  const item = (name: ReliefTab, label: string, count?: number) => ({
    href: name === 'overview' ? base : `${base}?tab=${name}`,
    label,
    current: tab === name,
    ...(count ? { count } : {}),
  })
  return (
    <>
      <CaseHead
        trail={[{ href: `/relief?kind=${data.name}`, label: data.label }, { label: head.caseNo }]}
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
      <NextPanel
        next={arrangeSteps(base, work.steps, work.duties, work.mayRecord, today)}
        by={work.by}
        open={head.open}
        more={more}
      />
      <Tabs
        label="档案内容"
        items={[
          item('overview', '概况'),
          item('visits', '走访与联系', work.counts.visits),
          item('papers', '材料', work.counts.papers),
          item('documents', '文书', work.counts.documents),
          item('notes', '备注', work.counts.notes),
          item('timeline', '时间线'),
        ]}
      />
      <Cols
        main={<Body data={data} base={base} token={token} />}
        side={
          <>
            <DutiesPanel base={base} duties={work.duties} steps={work.steps} mayRecord={work.mayRecord} today={today} />
            {tab !== 'timeline' && <RecentEvents events={work.recent} moreHref={`${base}?tab=timeline`} />}
          </>
        }
      />
    </>
  )
}

function Body({ data, base, token }: { data: ReliefCase; base: string; token: string }) {
  const writable = data.work.mayRecord && data.head.open
  if (data.overview) return <OverviewTab data={data} overview={data.overview} base={base} token={token} />
  if (data.visits) return <VisitsTab base={base} visits={data.visits} mayRecord={writable} />
  if (data.papers) return <PapersTab base={base} papers={data.papers} mayAdd={writable} />
  if (data.documents) return <DocumentsTab documents={data.documents} />
  if (data.notes) return <NotesTab base={base} notes={data.notes} mayAdd={writable} />
  if (data.timeline) return <TimelineTab events={data.timeline.events} broken={data.timeline.broken} />
  return null
}
