import type { Ctx } from '../act.server'
import { countWords, deskCounts } from './count-desk.server'
import type { Domains } from './duty-words'
import { countProposed, listApprovals, listProposed } from './list-approvals.server'

/** The page of approvals: waiting for me, or submitted by me. */
export async function readApprovals(domains: Domains, ctx: Ctx, address: URLSearchParams) {
  const mine = address.get('tab') === 'mine'
  const after = address.get('after') ?? undefined
  const { rows, next } = mine ? await listProposed(domains, ctx, after) : await listApprovals(domains, ctx, after)
  const { approvals } = await deskCounts(domains, ctx, ['approvals'])
  return {
    mine,
    rows,
    tabs: [
      { href: '/approvals', label: '待我审批', count: countWords(approvals), current: !mine },
      { href: '/approvals?tab=mine', label: '我提交的', count: countWords(await countProposed(ctx)), current: mine },
    ],
    nextHref: next ? `/approvals?${new URLSearchParams({ ...(mine && { tab: 'mine' }), after: next })}` : undefined,
  }
}

export type Approvals = Awaited<ReturnType<typeof readApprovals>>
