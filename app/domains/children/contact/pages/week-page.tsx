import { A, ButtonLink } from '~/ui/link'
import { Empty, Notice, PageHead, Tag } from '~/ui/page'
import type { WeekData } from '../views/week.server'
import { CallTabs } from './call-tabs'

const told: Record<string, string> = {
  booked: '已预约。前一天会自动短信提醒家长；家长不要提醒的，请自行告知。',
  cancelled: '已取消，座位已空出；还没有发出的提醒不再发送。',
  recorded: '已登记。',
}
type Day = WeekData['days'][number]
type Slot = Day['slots'][number]

/** 亲情通话: the week of the call room. Side by side on wide screens, day below day on a phone. */
export function WeekPage({ data }: { data: WeekData }) {
  return (
    <>
      <PageHead
        title="亲情通话"
        sub={`${data.unit} · ${data.title} · 已约 ${data.booked} 次`}
        actions={
          <>
            <ButtonLink href={data.prev} quiet>
              上一周
            </ButtonLink>
            {!data.thisWeek && (
              <ButtonLink href="/children/calls" quiet>
                本周
              </ButtonLink>
            )}
            <ButtonLink href={data.next} quiet>
              下一周
            </ButtonLink>
            {data.maySet && (
              <ButtonLink href="/children/calls/slots" quiet>
                安排时段
              </ButtonLink>
            )}
          </>
        }
      />
      {data.done && told[data.done] && <Notice tone="done">{told[data.done]}</Notice>}
      {data.toRecord > 0 && (
        <Notice
          tone="due"
          title={`有 ${data.toRecord} 次通话还没有登记结果`}
          action={data.toRecordHref && <ButtonLink href={data.toRecordHref}>去登记</ButtonLink>}
        >
          请当天登记已通话还是没有接通。只登记结果，不记通话内容。
        </Notice>
      )}
      <CallTabs current="week" school />
      {data.slots === 0 ? (
        <section className="panel">
          <Empty
            title="还没有安排通话时段"
            action={data.maySet && <ButtonLink href="/children/calls/slots">安排时段</ButtonLink>}
          >
            {data.maySet ? '先安排每周的时段和座位，再为孩子预约。' : '请学校德育负责人先安排每周的时段。'}
          </Empty>
        </section>
      ) : (
        <ol className="week">
          {data.days.map((day) => (
            <DayColumn key={day.day} day={day} />
          ))}
        </ol>
      )}
    </>
  )
}

function DayColumn({ day }: { day: Day }) {
  return (
    <li aria-current={day.today ? 'date' : undefined}>
      <h2>
        {day.label}
        {day.today && <small> 今天</small>}
      </h2>
      {day.slots.length === 0 ? (
        <p className="soft">没有时段</p>
      ) : (
        day.slots.map((slot) => <SlotCard key={slot.id} slot={slot} day={day.label} />)
      )}
    </li>
  )
}

function SlotCard({ slot, day }: { slot: Slot; day: string }) {
  return (
    <section className="slot" aria-label={`${day} ${slot.time}`}>
      <h3>{slot.time}</h3>
      <p className="soft">
        {slot.ways} · {slot.free > 0 ? `空\u00a0${slot.free}\u00a0座` : '已满'}
      </p>
      <ul>
        {slot.calls.map((call) => (
          <li key={call.id}>
            <A href={`/children/calls/${call.id}`}>{call.name}</A> <span className="soft">{call.about}</span>{' '}
            {call.toRecord ? (
              <Tag tone="due">待登记</Tag>
            ) : (
              call.state !== 'booked' && <Tag tone={call.state === 'done' ? 'done' : 'plain'}>{call.label}</Tag>
            )}
          </li>
        ))}
        {slot.others > 0 && <li className="soft">其他班 {slot.others} 人</li>}
      </ul>
      {slot.bookHref && (
        <A href={slot.bookHref} label={`预约 ${day} ${slot.time}`}>
          预约
        </A>
      )}
    </section>
  )
}
