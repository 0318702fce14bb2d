import { dbToDay } from '~/lib/dates'
import { notFound } from '~/lib/errors'
import type { Ctx } from '../act.server'
import type { CaseRow, Domain } from '../domain'
import type { BaseFacts } from '../kind'
import { isCaseId } from '../load-case.server'
import { readInputs } from '../propose.server'
import { findCase } from '../read.server'
import { proposalView } from './read-proposals.server'
import type { ProposalView } from './views'

export type ProposalDetail = ProposalView & {
  final: boolean
  grave: boolean
  toLabel?: string
  outcome?: { text: string; by: string; at: Date; reason?: string }
}

const outcomes: Record<string, string> = {
  returned: '已退回',
  decided: '已批准，等待生效',
  done: '已批准并生效',
  superseded: '已失效',
}

/** A proposal with its frozen inputs, for the second hand and the first. Throws 404. */
export async function readProposal<F extends BaseFacts>(
  domain: Domain<F>,
  ctx: Ctx,
  request: { id: string | undefined; proposal: string | undefined },
): Promise<{ file: CaseRow; detail: ProposalDetail; inputs: Record<string, unknown> }> {
  const { kind } = domain
  const { file, sight } = await findCase(ctx, kind.name, request.id)
  if (sight.view !== 'full' || !isCaseId(request.proposal)) throw notFound()
  const row = await ctx.db.proposal.findFirst({ where: { id: request.proposal, caseId: file.id } })
  if (!row) throw notFound()
  const decl = kind.steps[row.step]
  const text = outcomes[row.state]
  const detail: ProposalDetail = {
    ...proposalView(kind, ctx, row),
    final: decl?.final ?? false,
    grave: decl?.grave ?? false,
    ...(decl && decl.to !== 'same' && { toLabel: kind.states[decl.to]?.label ?? decl.to }),
    ...(row.effectiveOn && { effectiveOn: dbToDay(row.effectiveOn) }),
    ...(text &&
      row.decidedAt && {
        outcome: {
          text,
          by: row.decidedName ?? '',
          at: row.decidedAt,
          ...(row.decidedReason && { reason: row.decidedReason }),
        },
      }),
  }
  return { file, detail, inputs: readInputs(row) as Record<string, unknown> }
}
