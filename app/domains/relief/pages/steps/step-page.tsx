import { StepFrame, type StepData } from '~/casefile/ui/step-frame'
import type { LastResult } from '~/ui/form'
import type { ReliefKindName, StepFormProps } from './step-form'
import { stepForms } from './step-forms'

export type StepPageData = StepData & StepFormProps & { name: ReliefKindName }

const labels: Record<string, string> = {
  'paper.title': '材料名称',
  'paper.onDay': '材料日期',
  'paper.keptAt': '原件存放处',
  amount: '金额',
  askedAt: '求助时间',
  object: '解决什么',
  basis: '影响',
  signedOn: '授权书签署日期',
  keptAt: '原件存放处',
  members: '家庭成员',
  ownIncome: '本人月收入',
  exemptReason: '不公示的理由',
  answer: '复核意见',
}

/** One step of one relief file: its own form in the common frame. */
export function StepPage({ data, lastResult }: { data: StepPageData; lastResult: LastResult }) {
  const form = stepForms[data.name][data.step]?.form
  return (
    <StepFrame data={data} lastResult={lastResult} labels={labels}>
      {form?.({ today: data.today, options: data.options, about: data.about })}
    </StepFrame>
  )
}
