import type { Ctx } from '~/casefile/act.server'
import { pageDuty } from '~/messages/page-duty.server'

/**
 * Pages the dispatchers on duty of the county (of the city, when the county has none). Gives how many messages
 * wait in the outbox; 0 means that the window has to telephone.
 */
export async function pageDispatchers({ actor, db }: Ctx, scopeKey: string): Promise<number> {
  for (const regionCode of [scopeKey.slice(0, 6), scopeKey.slice(0, 4)]) {
    const paged = await pageDuty(db, actor.today, { role: 'DP', unit: { regionCode } })
    if (paged) return paged
  }
  return 0
}
