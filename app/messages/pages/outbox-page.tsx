import { formatDay } from '~/lib/dates'
import { Stats } from '~/ui/facts'
import { FilterBar } from '~/ui/filters'
import { PostButton } from '~/ui/form'
import { Empty, Notice, PageHead, Tag, type Tone } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { OutboxView } from '../read-outbox.server'

type Props = { view: OutboxView; done?: string; token: string }

const states: Record<string, { label: string; tone: Tone }> = {
  waiting: { label: '待发', tone: 'plain' },
  planned: { label: '未到时间', tone: 'plain' },
  failed: { label: '没有发成', tone: 'late' },
  sent: { label: '已发', tone: 'done' },
  cancelled: { label: '已撤回', tone: 'plain' },
  declined: { label: '对方不接收', tone: 'plain' },
  expired: { label: '过时未发', tone: 'due' },
}

const channels = [
  { value: 'mail', label: '邮件' },
  { value: 'sms', label: '短信' },
]

/** Mail and short messages by numbers and error codes; neither texts nor addresses. */
export function OutboxPage({ view, done, token }: Props) {
  const { totals } = view
  return (
    <>
      <PageHead
        title="通知发送"
        trail={[{ href: '/admin', label: '系统管理' }, { label: '通知发送' }]}
        sub={`最近 ${view.days} 天的数量和出错原因；不显示内容和收件人。没有发成的，不论多久都列出。`}
      />
      {done && <Notice tone="done">{done}</Notice>}
      <Stats
        items={[
          { label: '待发', value: totals.waiting, href: '/admin/outbox?state=waiting' },
          { label: '未到时间', value: totals.planned, href: '/admin/outbox?state=planned' },
          {
            label: '没有发成',
            value: totals.failed,
            href: '/admin/outbox?state=failed',
            tone: totals.failed ? 'late' : undefined,
          },
          { label: '已发', value: totals.sent, href: '/admin/outbox?state=sent' },
        ]}
      />
      {view.failed.map((one) => (
        <Notice
          key={one.channel}
          tone="due"
          title={`${one.messages} 条${one.label}没有发成`}
          action={
            <PostButton token={token} label={`重发${one.label}`} fields={{ channel: one.channel }} quiet={false} />
          }
        >
          先排除下面列出的原因，再重发。
        </Notice>
      ))}
      <FilterBar
        label="筛选通知"
        clearHref="/admin/outbox"
        values={view.filter}
        fields={[
          { name: 'channel', label: '方式', kind: 'select', options: channels },
          {
            name: 'state',
            label: '情况',
            kind: 'select',
            options: Object.entries(states).map(([value, { label }]) => ({ value, label })),
          },
        ]}
      />
      <DataTable
        caption="通知数量"
        columns={[
          { key: 'day', label: '日期', nowrap: true },
          { key: 'channel', label: '方式' },
          { key: 'state', label: '情况' },
          { key: 'why', label: '原因' },
          { key: 'messages', label: '条数', num: true },
        ]}
        rows={view.lines.map((line, at) => ({
          id: String(at),
          cells: {
            day: formatDay(line.day),
            channel: line.channel,
            state: <Tag tone={states[line.state]?.tone}>{states[line.state]?.label ?? line.state}</Tag>,
            why: line.why || undefined,
            messages: line.messages,
          },
        }))}
        empty={<Empty title="没有通知">这段时间没有要发送的通知。</Empty>}
      />
    </>
  )
}
