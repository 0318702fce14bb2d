import { DocumentsTab, OfferButtons } from '~/casefile/documents/pages/documents-tab'
import { CaseHead } from '~/casefile/ui/case-head'
import { shown } from '~/casefile/ui/day-words'
import { DutiesPanel } from '~/casefile/ui/duties-panel'
import { NextPanel } from '~/casefile/ui/next-panel'
import { arrangeSteps } from '~/casefile/ui/next-steps'
import { NotesTab } from '~/casefile/ui/notes-tab'
import { PapersTab } from '~/casefile/ui/papers-tab'
import { ProposalBanners } from '~/casefile/ui/proposal-banner'
import { RecentEvents, TimelineTab } from '~/casefile/ui/timeline'
import { Facts } from '~/ui/facts'
import { Cols, Empty, Notice, PageHead, Panel, Tabs, Tag } from '~/ui/page'
import type { FullIntake, IntakeStatus } from '../views/case.server'
import { OverviewTab } from './overview'

/** One matter: what comes next, who has it, and by when. */
export function IntakePage({ data, token, today }: { data: FullIntake; token: string; today: string }) {
  const { head, work, tab, about } = data
  const base = `/intake/${head.id}`
  const more =
    head.open && work.mayRecord
      ? [
          { href: `${base}/correct`, label: '更正信息' },
          { href: `${base}/refer`, label: '转介救助、就业等' },
          ...(work.undo ? [{ href: `${base}/undo`, label: `撤销“${work.undo}”` }] : []),
        ]
      : []
  const item = (name: string, label: string, count?: number) => ({
    href: name === 'overview' ? base : `${base}?tab=${name}`,
    label,
    current: tab === name,
    ...(count ? { count } : {}),
  })
  return (
    <>
      <CaseHead
        trail={[{ href: '/intake', label: '一口受理' }, { label: head.caseNo }]}
        name={`${head.name} · ${about.matter}`}
        state={head.state}
        facts={[head.sex, head.age !== null && `${head.age} 岁`, head.owner]}
        base={base}
        road={head.road}
      />
      {about.urgency === 'immediate' && head.open && !about.repliedOn && (
        <Notice tone="late">特急事项：不排队，马上分派或者转送；危及生命的先拨打 110、120。</Notice>
      )}
      {data.done && (
        <Notice tone="done" action={data.offers.length > 0 && <OfferButtons offers={data.offers} />}>
          {data.done}
        </Notice>
      )}
      <ProposalBanners base={base} proposals={work.proposals} />
      <NextPanel
        next={arrangeSteps(base, work.steps, work.duties, work.mayRecord, today)}
        by={atUnit(data) ?? work.by}
        open={head.open}
        more={more}
        about={waitsFor(data)}
      />
      <Tabs
        label="事项内容"
        items={[
          item('overview', '概况'),
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

/** The unit that has it now. */
const atUnit = ({ head, about }: FullIntake): string | null =>
  head.state.code === 'routed' || head.state.code === 'accepted' ? about.main : null

/** While a unit has it, who that is and by when it answers. */
function waitsFor({ head, about }: FullIntake): string | undefined {
  if (head.state.code === 'routed') return `已分派给${about.main}，等待接收。`
  if (head.state.code === 'accepted') return `${about.main}正在办理，${shown(about.replyDueOn)}前答复。`
  if (head.state.code === 'rejected') return `${about.main}退回了分派，请决定由哪个单位承办；这次决定不能再退回。`
  return undefined
}

function Body({ data, base, token }: { data: FullIntake; base: string; token: string }) {
  const writable = data.work.mayRecord && data.head.open
  if (data.papers) return <PapersTab base={base} papers={data.papers} mayAdd={writable} />
  if (data.documents) return <DocumentsTab documents={data.documents} />
  if (data.notes) return <NotesTab base={base} notes={data.notes} mayAdd={writable} />
  if (data.timeline) return <TimelineTab events={data.timeline.events} broken={data.timeline.broken} />
  return <OverviewTab data={data} base={base} token={token} writable={writable} />
}

/** What a grid worker tells the resident he filed it for. */
export function IntakeStatusPage({ status, done }: { status: IntakeStatus; done: boolean }) {
  return (
    <>
      <PageHead
        trail={[{ href: '/intake/proxied', label: '我代办的事项' }, { label: status.caseNo }]}
        title={`${status.name} · ${status.matter}`}
        tag={<Tag tone={status.state.tone}>{status.state.label}</Tag>}
        sub={`受理编号 ${status.caseNo}`}
      />
      {done && <Notice tone="done">已送窗口受理。请把受理编号告诉居民。</Notice>}
      {status.missing.length > 0 && (
        <Panel title="请居民补齐材料" tone="next">
          <ul>
            {status.missing.map((item) => (
              <li key={item.what}>
                {item.what}
                {item.why && `（${item.why}）`}
              </li>
            ))}
          </ul>
          <p>{status.supplementDueOn && `${shown(status.supplementDueOn)}前交到窗口。`}</p>
        </Panel>
      )}
      <Panel title="办理情况">
        <Facts
          rows={[
            { label: '受理日期', value: shown(status.receivedOn) },
            { label: '答复期限', value: shown(status.replyDueOn) },
            status.repliedOn !== null && { label: '答复日期', value: shown(status.repliedOn) },
          ]}
        />
        {status.reply ? <p className="prose">{status.reply}</p> : <Empty>还没有答复。</Empty>}
      </Panel>
    </>
  )
}
