/** The monthly returns of all domains. */
import type { ReturnForm } from '~/casefile/returns/form'
import { handoffMonthly } from './handoff/monthly-return.server'
import { schoolMonthly, trainingMonthly } from './relief/aid-returns.server'
import { dibaoMonthly, tempMonthly } from './relief/monthly-returns.server'

export const returnForms: readonly ReturnForm[] = [
  handoffMonthly,
  tempMonthly,
  dibaoMonthly,
  schoolMonthly,
  trainingMonthly,
]
