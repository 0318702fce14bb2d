import { StepFrame, type StepData } from '~/casefile/ui/step-frame'
import type { LastResult } from '~/ui/form'
import type { SelectOption } from '~/ui/choices'
import { stepForms } from './step-forms'

export type StepPageData = StepData & {
  kind: 'intake' | 'household'
  /** Units that a matter may be routed to; empty where nothing is routed. */
  units: SelectOption[]
}

const labels = { 'coUnits[0]': '协办单位 1', 'coUnits[1]': '协办单位 2', 'coUnits[2]': '协办单位 3' }

/** One step of a matter or of a household's card. */
export function StepPage({ data, lastResult }: { data: StepPageData; lastResult: LastResult }) {
  const Form = stepForms[data.kind][data.step]!
  return (
    <StepFrame data={data} lastResult={lastResult} labels={labels}>
      <Form today={data.today} units={data.units} />
    </StepFrame>
  )
}
