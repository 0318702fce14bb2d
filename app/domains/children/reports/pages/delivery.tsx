import { formatDay, formatInstant } from '~/lib/dates'
import { RadioField } from '~/ui/choices'
import { AreaField } from '~/ui/fields'
import { ActionForm, PostButton, type LastResult } from '~/ui/form'
import { Facts } from '~/ui/facts'
import { ButtonLink } from '~/ui/link'
import { Cols, Next, Notice, PageHead, Panel, Stack, Tag } from '~/ui/page'
import type { DeliveryView } from '../read-delivery.server'
import type { ReporterSaid } from '../report-input'
import { outcomes, states } from '../situations'
import { BodyFacts } from './body-facts'

type Props = {
  report: DeliveryView
  token: string
  done: string | undefined
  reporter: ReporterSaid | undefined
  lastResult: LastResult
}

/** A report at an office that received it: what was said, and the one thing to do next. */
export function DeliveryPage({ report, token, done, reporter, lastResult }: Props) {
  return (
    <>
      <PageHead
        trail={[{ href: '/children/reports/inbox', label: '收到的强制报告' }, { label: report.reportNo }]}
        title={report.reportNo}
        tag={
          <>
            <Tag tone={states[report.state].tone}>{states[report.state].label}</Tag>{' '}
            {report.late && <Tag tone="late">已逾期</Tag>}
          </>
        }
        sub={report.unit}
        actions={
          <ButtonLink href={`/children/reports/inbox/${report.id}/print`} quiet>
            打印强制报告表
          </ButtonLink>
        }
      />
      {done && <Notice tone="done">{done}</Notice>}
      <Cols
        main={
          <Stack>
            <Todo report={report} token={token} lastResult={lastResult} />
            <Panel title="报告内容">
              <BodyFacts {...report} />
            </Panel>
          </Stack>
        }
        side={
          <Stack>
            <Reporter report={report} token={token} reporter={reporter} />
            <Progress report={report} />
          </Stack>
        }
      />
    </>
  )
}

function Todo({ report, token, lastResult }: Pick<Props, 'report' | 'token' | 'lastResult'>) {
  const may = (step: (typeof report.answers)[number]) => report.answers.includes(step)
  if (may('acknowledge'))
    return (
      <Next
        title="先查收"
        actions={<PostButton token={token} intent="acknowledge" label="查收，开始处理" quiet={false} />}
      >
        <p>查收后报告人看到本单位已经收到。孩子正有危险的，先联系 110，再查收。</p>
      </Next>
    )
  return (
    <>
      {may('feedback') && (
        <Panel title="向报告人反馈" tone="next">
          <ActionForm token={token} intent="feedback" lastResult={lastResult} submitLabel="反馈给报告人">
            <AreaField
              name="text"
              label="处理情况"
              hint={`只有报告人看得到；${report.watches ? '' : `${formatDay(report.feedbackBy)}前反馈；`}不写其他孩子`}
              maxLength={2000}
              rows={4}
              width="wide"
              required
            />
          </ActionForm>
        </Panel>
      )}
      {may('close') && (
        <Panel title="办结" tone={may('feedback') ? undefined : 'next'}>
          <ActionForm token={token} intent="close" lastResult={may('feedback') ? null : lastResult} submitLabel="办结">
            <RadioField
              name="outcome"
              label="处理结果"
              options={Object.entries(outcomes).map(([value, label]) => ({ value, label }))}
              required
            />
          </ActionForm>
        </Panel>
      )}
    </>
  )
}

function Reporter({ report, token, reporter }: Pick<Props, 'report' | 'token' | 'reporter'>) {
  return (
    <Panel title="报告人">
      {reporter ? (
        <Facts
          rows={[
            { label: '姓名', value: reporter.name },
            { label: '岗位', value: reporter.role },
            { label: '单位', value: reporter.unit },
            { label: '联系方式', value: reporter.phone ?? '没有留' },
          ]}
        />
      ) : (
        <>
          <p className="soft">报告人受法律保护，不得告诉任何人。需要联系时再显示，每次显示都有记录。</p>
          <PostButton
            token={token}
            action={`/children/reports/inbox/${report.id}`}
            intent="reporter"
            label="显示报告人"
          />
        </>
      )}
    </Panel>
  )
}

function Progress({ report }: Pick<Props, 'report'>) {
  return (
    <Panel title="处理进展">
      <Facts
        rows={[
          { label: '回执号', value: <span className="code">{report.receipt}</span> },
          { label: '收到', value: formatInstant(report.filedAt) },
          {
            label: '查收',
            value: report.acknowledgedAt
              ? formatInstant(report.acknowledgedAt)
              : `${formatDay(report.acknowledgeBy)}前`,
          },
          !report.watches && {
            label: '反馈',
            value: report.feedbackAt ? formatInstant(report.feedbackAt) : `${formatDay(report.feedbackBy)}前`,
          },
          report.feedback !== null && { label: '反馈内容', value: <span className="lines">{report.feedback}</span> },
          report.closedAt && { label: '办结', value: formatInstant(report.closedAt), hint: report.outcome },
        ]}
      />
    </Panel>
  )
}
