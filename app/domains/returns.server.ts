/** The returns of all domains: by months, quarters, half-years and years. */
import type { ReturnForm } from '~/casefile/returns/form'
import { assessmentHalf } from './children/returns/assessment-half.server'
import { dutyYear } from './children/returns/duty-year.server'
import { visitsQuarter } from './children/returns/visits-quarter.server'
import { handoffMonthly } from './handoff/monthly-return.server'
import { schoolMonthly, trainingMonthly } from './relief/aid-returns.server'
import { dibaoMonthly, tempMonthly } from './relief/monthly-returns.server'
import { kpiQuarter } from './window/returns/kpi-quarter.server'

export const returnForms: readonly ReturnForm[] = [
  handoffMonthly,
  tempMonthly,
  dibaoMonthly,
  schoolMonthly,
  trainingMonthly,
  visitsQuarter,
  assessmentHalf,
  dutyYear,
  kpiQuarter,
]
