import { CaseFrame, CaseTabs, isWritable, moreLinks } from '~/casefile/ui/case-frame'
import { shown } from '~/casefile/ui/day-words'
import { Facts } from '~/ui/facts'
import { Empty, Notice, PageHead, Panel, Tag } from '~/ui/page'
import type { FullIntake, IntakeStatus } from '../views/case.server'
import { OverviewTab } from './overview'

/** One matter: what comes next, who has it, and by when. */
export function IntakePage({ data, token, today }: { data: FullIntake; token: string; today: string }) {
  const { head, work, about } = data
  const base = `/intake/${head.id}`
  return (
    <CaseFrame
      data={data}
      base={base}
      today={today}
      trail={[{ href: '/intake', label: '一口受理' }]}
      name={`${head.name} · ${about.matter}`}
      placed={false}
      alert={
        about.urgency === 'immediate' &&
        head.open &&
        !about.repliedOn && <Notice tone="late">特急事项：不排队，马上分派或者转送；危及生命的先拨打 110、120。</Notice>
      }
      by={atUnit(data) ?? undefined}
      about={waitsFor(data)}
      more={moreLinks(base, data, [['refer', '转介救助、就业等']])}
      tabsLabel="事项内容"
      tabs={[
        ['overview', '概况'],
        ['papers', '材料', work.counts.papers],
        ['documents', '文书', work.counts.documents],
        ['notes', '备注', work.counts.notes],
        ['timeline', '时间线'],
      ]}
    >
      <CaseTabs data={data} base={base}>
        <OverviewTab data={data} base={base} token={token} writable={isWritable(data)} />
      </CaseTabs>
    </CaseFrame>
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
