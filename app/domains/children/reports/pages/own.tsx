import { formatDay, formatInstant } from '~/lib/dates'
import { Facts, Road } from '~/ui/facts'
import { A, ButtonLink } from '~/ui/link'
import { Cols, Notice, PageHead, Panel, Stack, Tag } from '~/ui/page'
import type { OwnReport } from '../read-own.server'
import { states, type ReportState } from '../situations'
import { BodyFacts } from './body-facts'

const road: ReportState[] = ['filed', 'sent', 'acknowledged', 'feedback', 'closed']

/** Nobody is in office there yet: what to do meanwhile. */
function Waiting({ report: { waiting, state } }: { report: OwnReport }) {
  const nobody = state === 'filed'
  return (
    <Notice
      tone={nobody ? 'late' : 'due'}
      title={nobody ? '还没有人收到，请马上打电话' : `${waiting.map((one) => one.office).join('、')}部门还没有人收到`}
    >
      <p>
        {nobody ? '报告已经留存，不会丢失；' : ''}
        {waiting.map((one) => one.office).join('、')}
        部门目前没有在岗的接收人。一有人到岗，系统自动送达，不用再报一次；送到以后这里会显示。
      </p>
      <ul>
        <li>
          孩子正有危险的，<A href="tel:110">拨打 110</A>，先把孩子带到安全的地方。
        </li>
        {waiting.map(
          (one) =>
            one.phone && (
              <li key={one.office}>
                打电话给{one.unit}：<A href={`tel:${one.phone}`}>{one.phone}</A>，说明报告编号和回执号。
              </li>
            ),
        )}
      </ul>
    </Notice>
  )
}

/** My report: the receipt, who has it, what they did. */
export function OwnReportPage({ report, done }: { report: OwnReport; done: string | undefined }) {
  const here = road.indexOf(report.state)
  return (
    <>
      <PageHead
        trail={[{ href: '/children/reports', label: '强制报告' }, { label: report.reportNo }]}
        title={report.reportNo}
        tag={<Tag tone={states[report.state].tone}>{states[report.state].label}</Tag>}
        sub={`回执号 ${report.receipt}`}
        actions={
          <ButtonLink href={`/children/reports/${report.id}/print`} quiet>
            打印强制报告表
          </ButtonLink>
        }
      />
      {done && <Notice tone="done">{done}</Notice>}
      {report.waiting.length > 0 && <Waiting report={report} />}
      <Panel label="办理进度">
        <Road
          items={road.map((state, at) => ({ label: states[state].label, past: at < here, current: at === here }))}
        />
      </Panel>
      <Cols
        main={
          <Panel title="报告内容">
            <BodyFacts {...report} />
            <p className="soft">报告提交后不能修改、撤回。有新的情况，请再报告一次，写上这份报告的编号。</p>
          </Panel>
        }
        side={
          <Stack>
            {report.deliveries.map((delivery) => (
              <Panel key={delivery.id} title={delivery.unit}>
                <Facts
                  rows={[
                    {
                      label: '进展',
                      value: (
                        <>
                          <Tag tone={delivery.state.tone}>{delivery.state.label}</Tag>{' '}
                          {delivery.late && <Tag tone="late">反馈已逾期</Tag>}
                        </>
                      ),
                    },
                    delivery.acknowledgedAt && { label: '查收', value: formatInstant(delivery.acknowledgedAt) },
                    !delivery.feedbackAt &&
                      delivery.feedbackBy !== null && { label: '应反馈', value: `${formatDay(delivery.feedbackBy)}前` },
                    delivery.feedbackAt && {
                      label: '反馈',
                      value: <span className="lines">{delivery.feedback}</span>,
                      hint: formatInstant(delivery.feedbackAt),
                    },
                    delivery.outcome !== null && { label: '结果', value: delivery.outcome },
                    delivery.phone !== null && { label: '电话', value: delivery.phone },
                  ]}
                />
              </Panel>
            ))}
          </Stack>
        }
      />
    </>
  )
}
