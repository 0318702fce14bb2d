import { StepFrame, type StepOutlook } from '~/casefile/ui/step-frame'
import type { LastResult } from '~/ui/form'
import { Notice } from '~/ui/page'

import type { StepFormProps } from './step-form'
import { handoffForms, noticeForms, supportForms } from './step-forms'
import { stepLabels } from './step-labels'

export type StepPageData = StepFormProps & {
  kind: 'handoff' | 'release_notice' | 'support'
  step: string
  outlook: StepOutlook
  base: string
  trail: { href?: string; label: string }[]
  person: string
  token: string
  version: number
  defaults: Record<string, unknown>
}

const formsOf = { handoff: handoffForms, release_notice: noticeForms, support: supportForms }

/** One step of one file: its own form in the common frame. */
export function StepPage({ data, lastResult }: { data: StepPageData; lastResult: LastResult }) {
  const form = formsOf[data.kind][data.step]?.form
  return (
    <StepFrame
      outlook={data.outlook}
      trail={data.trail}
      person={data.person}
      back={data.base}
      token={data.token}
      version={data.version}
      lastResult={lastResult}
      defaults={data.defaults}
      labels={stepLabels}
    >
      {form ? (
        form({ today: data.today, options: data.options, about: data.about })
      ) : (
        <Notice tone="late">这一步的表单还没有准备好，请联系系统管理员。</Notice>
      )}
    </StepFrame>
  )
}
