import { StepFrame, type StepOutlook } from '~/casefile/ui/step-frame'
import type { SelectOption } from '~/ui/choices'
import type { LastResult } from '~/ui/form'
import { labels } from './labels'
import { stepForms } from './step-forms'

export type StepPageData = {
  name: 'child' | 'guardianship'
  step: string
  outlook: StepOutlook
  base: string
  trail: { href?: string; label: string }[]
  person: string
  token: string
  version: number
  today: string
  /** Choices that come from the database: schools, posts. */
  options: { schools?: SelectOption[]; posts?: SelectOption[] }
  defaults: Record<string, unknown>
}

/** One step of a child's file or of a guardianship: its own form in the common frame. */
export function StepPage({ data, lastResult }: { data: StepPageData; lastResult: LastResult }) {
  const Form = stepForms[data.name][data.step]!
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
      labels={labels}
    >
      <Form today={data.today} options={data.options} />
    </StepFrame>
  )
}
