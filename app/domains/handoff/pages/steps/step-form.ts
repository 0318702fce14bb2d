import type { ReactNode } from 'react'
import type { SelectOption } from '~/ui/choices'

/** Lists that a step's form chooses from; each is read only when the form needs it. */
export type StepOptions = {
  /** Justice offices of the county. */
  towns: SelectOption[]
  /** Towns and villages, for where a person lives. */
  regions: SelectOption[]
  /** County bureaus elsewhere. */
  bureaus: SelectOption[]
  /** Pair helpers' posts. */
  helpers: SelectOption[]
  /** Posts of the owning unit. */
  colleagues: SelectOption[]
  /** Support measures without a result. */
  measures: SelectOption[]
}

export const noOptions: StepOptions = { towns: [], regions: [], bureaus: [], helpers: [], colleagues: [], measures: [] }

export type StepFormProps = {
  today: string
  options: StepOptions
  /** Facts that the form words itself by; never offence or prison data. */
  about: { sex: string; mustPickup: boolean; minor: boolean; releaseDueOn: string | null }
}

export type StepForm = (props: StepFormProps) => ReactNode
