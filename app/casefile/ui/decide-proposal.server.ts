import { invalid, notFound } from '~/lib/errors'
import { optionalText } from '~/lib/text'
import type { Ctx } from '../act.server'
import { decide } from '../decide.server'
import type { Domain } from '../domain'
import type { BaseFacts } from '../kind'
import { isCaseId } from '../load-case.server'
import { fileToWork } from './read-outlook.server'

/** Approves or returns a proposal that belongs to the file of this page. Gives the query for the file's page. */
export async function decideProposal<F extends BaseFacts>(
  domain: Domain<F>,
  ctx: Ctx,
  request: { id: string | undefined; proposal: string | undefined; form: FormData },
): Promise<string> {
  const file = await fileToWork(domain, ctx, request.id)
  const accept = request.form.get('accept')
  if (accept !== 'yes' && accept !== 'no') throw invalid({ accept: ['请选择批准或退回'] })
  const reason = optionalText(300, { lines: true }).safeParse(request.form.get('reason') ?? undefined)
  if (!reason.success) throw invalid({ reason: reason.error.issues.map((issue) => issue.message) })
  const own =
    isCaseId(request.proposal) && (await ctx.db.proposal.count({ where: { id: request.proposal, caseId: file.id } }))
  if (!own) throw notFound()
  const { outcome } = await decide(domain, ctx, {
    proposalId: request.proposal,
    accept: accept === 'yes',
    ...(reason.data && { reason: reason.data }),
  })
  return `done=${outcome === 'done' ? 'approved' : outcome}`
}
