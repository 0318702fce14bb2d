import { formatDay, formatInstant } from '~/lib/dates'
import { RadioField } from '~/ui/choices'
import { AreaField } from '~/ui/fields'
import { Facts } from '~/ui/facts'
import { ActionForm, type LastResult } from '~/ui/form'
import { ButtonLink } from '~/ui/link'
import { Cols, Notice, PageHead, Panel } from '~/ui/page'
import type { ProposalDetail } from './read-proposal.server'

export type FrozenRow = { label: string; value: string }
type ProposalPageProps = {
  trail: { href?: string; label: string }[]
  person: string
  back: string
  token: string
  lastResult: LastResult
  detail: ProposalDetail
  inputs: FrozenRow[]
}

/** What was submitted, exactly; the second hand approves it or sends it back with a reason. */
export function ProposalPage({ trail, person, back, token, lastResult, detail, inputs }: ProposalPageProps) {
  return (
    <>
      <PageHead trail={trail} title={`审批：${detail.label}`} sub={person} />
      <Cols
        main={
          <>
            <Panel title="提交的内容">
              <Facts rows={inputs} />
            </Panel>
            <Verdict {...{ back, token, lastResult, detail }} />
          </>
        }
        side={
          <Panel title="经过">
            <Facts
              rows={[
                { label: '提交人', value: detail.by },
                { label: '提交时间', value: formatInstant(detail.at) },
                { label: '审批', value: detail.secondLabel },
                !!detail.toLabel && { label: '批准后', value: `状态变为“${detail.toLabel}”` },
                !!detail.effectiveOn && { label: '生效日', value: formatDay(detail.effectiveOn) },
                detail.final && { label: '撤销', value: '生效后不能撤销' },
              ]}
            />
          </Panel>
        }
      />
    </>
  )
}

function Verdict({
  back,
  token,
  lastResult,
  detail,
}: Pick<ProposalPageProps, 'back' | 'token' | 'lastResult' | 'detail'>) {
  const home = (
    <ButtonLink href={back} quiet>
      返回档案
    </ButtonLink>
  )
  if (detail.outcome) {
    const { text, by, at, reason } = detail.outcome
    return (
      <Notice tone={text === '已退回' ? 'due' : 'done'} title={text} action={home}>
        {by} 于 {formatInstant(at)} 办理{reason && `，理由：${reason}`}。
      </Notice>
    )
  }
  if (!detail.mayDecide) {
    return (
      <Notice
        tone="due"
        title={detail.mine ? `已提交，等待${detail.secondLabel}审批` : `等待${detail.secondLabel}审批`}
        action={home}
      >
        {detail.mine ? '提出人不能审批自己提交的事项。' : '您当前的岗位不能审批这件事项。'}
      </Notice>
    )
  }
  return (
    <Panel title="审批意见" tone={detail.grave ? 'danger' : 'next'}>
      <ActionForm token={token} lastResult={lastResult} submitLabel="提交意见" cancelHref={back}>
        <RadioField
          name="accept"
          label="意见"
          options={[
            {
              value: 'yes',
              label: '批准',
              hint: detail.effectiveOn ? `到 ${formatDay(detail.effectiveOn)} 自动生效` : '立即生效',
            },
            { value: 'no', label: '退回', hint: '退回须写明理由，由提交人修改后重新提交' },
          ]}
          required
        />
        <AreaField name="reason" label="理由" maxLength={300} width="wide" />
      </ActionForm>
    </Panel>
  )
}
