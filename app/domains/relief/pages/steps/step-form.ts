import type { ReactNode } from 'react'
import type { SelectOption } from '~/ui/choices'

/** Lists that a step's form chooses from; each is read only when the form needs it. */
export type StepOptions = {
  /** Staff of civil affairs in the county. */
  staff: SelectOption[]
  /** Budgets of the county and year, with what is left. */
  budgets: SelectOption[]
}

export type StepFormProps = {
  today: string
  options: StepOptions
  /** What the form words itself by. */
  about: {
    /** What bounds the amount, in words: the limit of the route. */
    limit: string | null
    formula: string | null
    proposed: string | null
    monthly: boolean
    caseByCase: boolean
    protectedPerson: boolean
    sameCause: boolean
    /** What has not come back yet of money paid after a death, '120.00 元'. */
    recover: string | null
    granted: boolean
  }
}

export type ReliefKindName = 'relief_temp' | 'relief_dibao' | 'relief_school' | 'relief_training' | 'relief_loan'

export type StepForm = (props: StepFormProps) => ReactNode
