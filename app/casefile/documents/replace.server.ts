import type { CaseDocument, Prisma } from '~/generated/prisma/client'
import { conflict, invalid, refused } from '~/lib/errors'
import { requiredText } from '~/lib/text'
import type { Ctx } from '../act.server'
import { mayWithdraw, withdrawRow, type Withdrawable } from './withdraw.server'

/**
 * Withdraws the standing document that a new one (`by`) replaces, when the form names one. Gives it. Throws 403, 409, 422.
 */
export async function replaceStanding(
  ctx: Ctx,
  decl: Withdrawable,
  given: {
    /** Which documents are of the same sort and occasion. */
    where: Prisma.CaseDocumentWhereInput
    kind: string
    replaces: unknown
    reason: unknown
    by: string
  },
): Promise<CaseDocument | null> {
  if (!given.replaces) return null
  const standing = await ctx.db.caseDocument.findFirst({
    where: { ...given.where, state: { in: ['draft', 'issued'] } },
  })
  if (standing?.id !== given.replaces) throw conflict('原来的文书已经变动，请刷新页面后再办理。')
  if (standing.state === 'draft') throw conflict('这份文书正在等待批准，请先撤回再重新提交。')
  const reason = requiredText(200).safeParse(given.reason ?? '')
  if (!reason.success) throw invalid({ reason: reason.error.issues.map((issue) => issue.message) })
  if (!mayWithdraw(decl, ctx.actor, given.kind)) throw refused('这份文书经过批准，须由批准的岗位先作废原件。')
  await withdrawRow(ctx, standing, { reason: reason.data, replacedBy: given.by })
  return standing
}
