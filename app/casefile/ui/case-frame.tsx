/** The page of one file, whatever it is about: head, what comes next, tabs, duties and course beside what the tab shows. */
import type { ComponentProps, ReactNode } from 'react'
import { DocumentsTab, OfferButtons } from '~/casefile/documents/pages/documents-tab'
import type { LegalDay } from '~/lib/dates'
import { Cols, Notice, Tabs } from '~/ui/page'
import { CaseHead } from './case-head'
import { DutiesPanel } from './duties-panel'
import { NextPanel } from './next-panel'
import { arrangeSteps } from './next-steps'
import { NotesTab } from './notes-tab'
import { PapersTab } from './papers-tab'
import { ProposalBanners } from './proposal-banner'
import type { CaseHeadData, CaseWork } from './read-case-frame.server'
import { RecentEvents, TimelineTab } from './timeline'
import { VisitsTab } from './visits-tab'

type File = { head: CaseHeadData; work: CaseWork }
type Link = { href: string; label: string }

/** Its name in the address, what it is called, and how many there are. */
export type CaseTab = readonly [name: string, label: string, count?: number]

type FrameProps = {
  data: File & { tab: string; done: string | null | undefined; offers: ComponentProps<typeof OfferButtons>['offers'] }
  /** The file's own address. */
  base: string
  today: LegalDay
  trail: { href?: string; label: string }[]
  /** The person's name when not given. */
  name?: string
  /** Whether the head says where the person lives. */
  placed?: boolean
  /** What stands above everything else. */
  alert?: ReactNode
  /** Who does the next step; who the duties name when not given. */
  by?: string | undefined
  /** What is known of the next step. */
  about?: string | undefined
  more: Link[]
  tabsLabel?: string
  tabs: readonly CaseTab[]
  children: ReactNode
}

export function CaseFrame(props: FrameProps) {
  const { data, base, today, trail, name, placed = true, alert, by, about, more, tabsLabel = '档案内容' } = props
  const { head, work, tab } = data
  return (
    <>
      <CaseHead
        trail={[...trail, { label: head.caseNo }]}
        name={name ?? head.name}
        state={head.state}
        facts={[head.sex, head.age !== null && `${head.age} 岁`, placed && head.place, head.owner]}
        base={base}
        road={head.road}
      />
      {alert}
      {data.done && (
        <Notice tone="done" action={data.offers.length > 0 && <OfferButtons offers={data.offers} />}>
          {data.done}
        </Notice>
      )}
      <ProposalBanners base={base} proposals={work.proposals} />
      <NextPanel
        next={arrangeSteps(base, work.steps, work.duties, work.mayRecord, today)}
        by={by ?? work.by}
        open={head.open}
        more={more}
        {...(about && { about })}
      />
      <Tabs
        label={tabsLabel}
        items={props.tabs.map(([key, label, count]) => ({
          href: key === 'overview' ? base : `${base}?tab=${key}`,
          label,
          current: tab === key,
          ...(count ? { count } : {}),
        }))}
      />
      <Cols
        main={props.children}
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

/** What may be done with any open file beside its steps: correct it, `links` of its own, undo the last step. */
export function moreLinks(base: string, { head, work }: File, links: readonly [path: string, label: string][]): Link[] {
  if (!head.open || !work.mayRecord) return []
  return [
    { href: `${base}/correct`, label: '更正信息' },
    ...links.map(([path, label]) => ({ href: `${base}/${path}`, label })),
    ...(work.undo ? [{ href: `${base}/undo`, label: `撤销“${work.undo}”` }] : []),
  ]
}

/** Is anything written on it here now. */
export const isWritable = ({ head, work }: File): boolean => work.mayRecord && head.open

type TabData = File & {
  visits?: ComponentProps<typeof VisitsTab>['visits'] | null
  papers: ComponentProps<typeof PapersTab>['papers'] | null
  documents: ComponentProps<typeof DocumentsTab>['documents'] | null
  notes: ComponentProps<typeof NotesTab>['notes'] | null
  timeline: ComponentProps<typeof TimelineTab> | null
}

/** The tabs that every file has; `children` on any other. */
export function CaseTabs({ data, base, children }: { data: TabData; base: string; children: ReactNode }) {
  const writable = isWritable(data)
  if (data.visits) return <VisitsTab base={base} visits={data.visits} mayRecord={writable} />
  if (data.papers) return <PapersTab base={base} papers={data.papers} mayAdd={writable} />
  if (data.documents) return <DocumentsTab documents={data.documents} />
  if (data.notes) return <NotesTab base={base} notes={data.notes} mayAdd={writable} />
  if (data.timeline) return <TimelineTab events={data.timeline.events} broken={data.timeline.broken} />
  return <>{children}</>
}
