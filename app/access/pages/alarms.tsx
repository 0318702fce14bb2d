import { formatInstant } from '~/lib/dates'
import { RadioField } from '~/ui/choices'
import { Facts } from '~/ui/facts'
import { AreaField, HiddenField } from '~/ui/fields'
import { ActionForm, type LastResult } from '~/ui/form'
import { Empty, Notice, PageHead, Pagination, Panel, Stack, Tabs, Tag } from '~/ui/page'
import type { Alarm, AlarmList } from '../alarms/list-alarms.server'

type Props = {
  list: AlarmList
  outcomes: { value: string; label: string }[]
  token: string
  lastResult: LastResult
  sent?: string
  done: boolean
}

/** 异常查看提示: who revealed far more files within an hour than his role usually does, and what came of it. */
export function AlarmsPage({ list, outcomes, token, lastResult, sent, done }: Props) {
  const { rows, settled, counts, next } = list
  return (
    <>
      <PageHead
        title="异常查看提示"
        sub="一小时内显示敏感信息的份数超过本岗位上限的，向本人和单位负责人了解后登记结果。这里看不到是哪些档案。"
      />
      {done && <Notice tone="done">已登记处理结果。</Notice>}
      <Tabs
        label="异常查看提示"
        items={[
          { href: '/admin/alarms', label: '待处理', count: counts.open, current: !settled },
          { href: '/admin/alarms?tab=settled', label: '已处理', count: counts.settled, current: settled },
        ]}
      />
      <Stack>
        {rows.length === 0 && (
          <Panel label="异常查看提示">
            <Empty title={settled ? '还没有处理过的提示' : '没有待处理的提示'}>每 15 分钟核对一次。</Empty>
          </Panel>
        )}
        {rows.map((alarm) => (
          <Panel
            key={alarm.id}
            title={`${formatInstant(alarm.at)} ${alarm.name}`}
            actions={<Tag tone={alarm.outcome ? 'done' : 'late'}>{alarm.outcome ? '已处理' : '待处理'}</Tag>}
          >
            <Facts rows={facts(alarm)} />
            {!alarm.outcome && (
              <ActionForm
                id={`alarm-${alarm.id}`}
                token={token}
                lastResult={sent === alarm.id ? lastResult : undefined}
                submitLabel="登记结果"
              >
                <HiddenField name="alarm" value={alarm.id} />
                <RadioField name="outcome" label="处理结果" required options={outcomes} />
                <AreaField
                  name="note"
                  label="说明"
                  rows={2}
                  maxLength={200}
                  hint="问过谁、怎么答复；不写服务对象的姓名和案情"
                />
              </ActionForm>
            )}
          </Panel>
        ))}
      </Stack>
      {next && <Pagination next={next} />}
    </>
  )
}

const facts = (alarm: Alarm) => [
  { label: '岗位', value: `${alarm.roleLabel} · ${alarm.unitName}` },
  { label: '一小时内', value: `本人承办以外的 ${alarm.count} 份（上限 ${alarm.most} 份）` },
  ...(alarm.reviewedAt
    ? [{ label: '结果', value: `${alarm.outcome}，${alarm.reviewer ?? ''} ${formatInstant(alarm.reviewedAt)}` }]
    : []),
  ...(alarm.note ? [{ label: '说明', value: alarm.note }] : []),
]
