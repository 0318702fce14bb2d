/** The monthly returns of all domains. */
import type { ReturnForm } from '~/casefile/returns/form'
import { handoffMonthly } from './handoff/monthly-return.server'

export const returnForms: readonly ReturnForm[] = [handoffMonthly]
