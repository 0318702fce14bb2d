import { StepFrame, type StepData } from '~/casefile/ui/step-frame'
import type { LastResult } from '~/ui/form'
import { Notice } from '~/ui/page'

import type { StepFormProps } from './step-form'
import { handoffForms, noticeForms, supportForms } from './step-forms'
import { stepLabels } from './step-labels'

export type StepPageData = StepData & StepFormProps & { kind: 'handoff' | 'release_notice' | 'support' }

const formsOf = { handoff: handoffForms, release_notice: noticeForms, support: supportForms }

/** One step of one file: its own form in the common frame. */
export function StepPage({ data, lastResult }: { data: StepPageData; lastResult: LastResult }) {
  const form = formsOf[data.kind][data.step]?.form
  return (
    <StepFrame data={data} lastResult={lastResult} labels={stepLabels}>
      {form ? (
        form({ today: data.today, options: data.options, about: data.about })
      ) : (
        <Notice tone="late">这一步的表单还没有准备好，请联系系统管理员。</Notice>
      )}
    </StepFrame>
  )
}
