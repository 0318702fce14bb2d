import { formatInstant } from '~/lib/dates'
import { Timeline } from '~/ui/facts'
import { A } from '~/ui/link'
import { Empty, Notice, Panel } from '~/ui/page'
import type { EventView } from './views'

const moments = (events: EventView[], short: boolean) =>
  events.map((event) => ({
    id: event.id,
    at: formatInstant(event.at).slice(short ? 5 : 0),
    dateTime: event.at.toISOString(),
    who: [event.unit, event.who].filter(Boolean).join(' '),
    text: event.label,
    note: short ? undefined : event.note,
  }))

/** The whole course of a file, newest first, with the result of checking its chain. */
export function TimelineTab({ events, broken }: { events: EventView[]; broken: number | null }) {
  return (
    <>
      {broken === null ? (
        <Notice tone="done">时间线共 {events[0]?.seq ?? 0} 条，已逐条校验，没有改动过。</Notice>
      ) : (
        <Notice tone="late" title="时间线校验不通过">
          第 {broken} 条与校验值对不上。请立即告知单位负责人和审计管理员，不要继续办理。
        </Notice>
      )}
      <Panel title="办理经过">
        {events.length ? <Timeline items={moments(events, false)} /> : <Empty>还没有记录。</Empty>}
      </Panel>
    </>
  )
}

/** The latest few events, beside the overview. */
export function RecentEvents({ events, moreHref }: { events: EventView[]; moreHref?: string }) {
  return (
    <Panel title="最近动态" actions={moreHref && <A href={moreHref}>全部</A>}>
      {events.length ? <Timeline items={moments(events, true)} /> : <Empty>还没有记录。</Empty>}
    </Panel>
  )
}
