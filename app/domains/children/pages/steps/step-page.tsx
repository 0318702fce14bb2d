import { StepFrame, type StepData } from '~/casefile/ui/step-frame'
import type { SelectOption } from '~/ui/choices'
import type { LastResult } from '~/ui/form'
import { labels } from './labels'
import { stepForms } from './step-forms'

export type StepPageData = StepData & {
  name: 'child' | 'guardianship'
  /** Choices that come from the database: schools, posts. */
  options: { schools?: SelectOption[]; posts?: SelectOption[] }
}

/** One step of a child's file or of a guardianship: its own form in the common frame. */
export function StepPage({ data, lastResult }: { data: StepPageData; lastResult: LastResult }) {
  const Form = stepForms[data.name][data.step]!
  return (
    <StepFrame data={data} lastResult={lastResult} labels={labels}>
      <Form today={data.today} options={data.options} />
    </StepFrame>
  )
}
