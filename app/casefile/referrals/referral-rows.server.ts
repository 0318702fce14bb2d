import type { Ctx } from '../act.server'
import type { CaseRow } from '../domain'
import { referralsOf } from './read-referrals.server'
import { referralStates, referralTypes } from './referral-types'

/** Referrals of a file in words. */
export async function referralRows(ctx: Ctx, file: CaseRow) {
  const rows = await referralsOf(ctx, file)
  return rows.map(({ id, type, toUnit, sentOn, dueOn, answeredOn, state }) => ({
    id,
    label: referralTypes[type as keyof typeof referralTypes]?.label ?? type,
    toUnit,
    sentOn,
    dueOn,
    answeredOn,
    state: referralStates[state] ?? { label: state, tone: 'plain' as const },
  }))
}
export type ReferralRow = Awaited<ReturnType<typeof referralRows>>[number]
