import { dbToDay } from '~/lib/dates'
import type { Role } from '~/access/roles'
import type { Ctx } from '../act.server'
import type { CaseRow } from '../domain'
import type { BaseFacts, Kind } from '../kind'
import { roleWords } from './read-steps.server'
import type { ProposalView } from './views'

type Row = {
  id: string
  step: string
  state: string
  secondRoles: string[]
  proposedUser: string
  proposedName: string
  proposedAt: Date
  effectiveOn: Date | null
}

export function proposalView<F extends BaseFacts>(kind: Kind<F>, { actor }: Ctx, row: Row): ProposalView {
  const mine = row.proposedUser === actor.userId
  return {
    id: row.id,
    step: row.step,
    label: kind.steps[row.step]?.label ?? row.step,
    by: row.proposedName,
    at: row.proposedAt,
    secondLabel: roleWords(row.secondRoles as Role[]),
    ...(row.effectiveOn && { effectiveOn: dbToDay(row.effectiveOn) }),
    state: row.state === 'decided' ? 'decided' : 'waiting',
    mine,
    mayDecide: row.state === 'waiting' && !mine && row.secondRoles.includes(actor.role),
  }
}

/** Proposals of a file that wait for the second hand, or were decided and wait for their day. */
export async function openProposals<F extends BaseFacts>(
  kind: Kind<F>,
  ctx: Ctx,
  file: CaseRow,
): Promise<ProposalView[]> {
  const rows = await ctx.db.proposal.findMany({
    where: { caseId: file.id, state: { in: ['waiting', 'decided'] } },
    orderBy: { proposedAt: 'asc' },
    take: 20,
  })
  return rows.map((row) => proposalView(kind, ctx, row))
}
