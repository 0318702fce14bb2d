import { judge } from '~/access/policy'
import type { Actor } from '~/access/actor'
import { logAccess } from '~/audit/log.server'
import type { CaseDocument } from '~/generated/prisma/client'
import { encrypt } from '~/lib/crypto.server'
import { conflict, invalid, refused } from '~/lib/errors'
import { requiredText } from '~/lib/text'
import type { Ctx } from '../act.server'
import type { DocumentDecl } from './declare'
import { lockDocument } from './load-document.server'
import { noteOnFile } from './note-on-file.server'

/** What a declaration says of who withdraws it. */
export type Withdrawable = Pick<DocumentDecl<never>, 'roles' | 'approval'>

/** Whoever approves a paper withdraws it; a paper without approval, whoever draws it up. */
export function mayWithdraw(decl: Withdrawable, actor: Pick<Actor, 'role'>, kind: string): boolean {
  const hands = decl.approval.by === 'none' ? decl.roles : decl.approval.roles
  return hands.includes(actor.role) && (judge(actor.role, kind, 'W').allowed || judge(actor.role, kind, 'A').allowed)
}

/** Marks a row withdrawn; the caller has checked that it may be. Throws 409 when somebody was faster. */
export async function withdrawRow(
  { actor, db }: Ctx,
  row: Pick<CaseDocument, 'id' | 'state'>,
  given: { reason: string; replacedBy?: string },
): Promise<void> {
  const { count } = await db.caseDocument.updateMany({
    where: { id: row.id, state: row.state },
    data: {
      state: 'withdrawn',
      withdrawnBy: actor.postId,
      withdrawnName: actor.userName,
      withdrawnAt: actor.now,
      withdrawnEnc: encrypt(given.reason, `document_withdrawn:${row.id}`),
      ...(given.replacedBy && { replacedBy: given.replacedBy }),
    },
  })
  if (count !== 1) throw conflict('这份文书刚刚有变动，请刷新页面后再办理。')
}

/** Withdraws an issued document (作废), with a reason; its code then checks as not valid. Throws 404, 403, 409, 422. */
export async function withdrawDocument(
  documents: readonly (Withdrawable & { code: string })[],
  ctx: Ctx,
  request: { kind: string; caseId: string | undefined; documentId: string | undefined; reason: unknown },
): Promise<void> {
  const { file, row } = await lockDocument(ctx, request)
  const decl = documents.find((one) => one.code === row.code)
  if (!decl || !mayWithdraw(decl, ctx.actor, request.kind)) throw refused('这份文书不由您当前的岗位作废。')
  if (row.state !== 'issued') throw conflict('这份文书不是有效状态，不能作废。')
  const reason = requiredText(200).safeParse(request.reason ?? '')
  if (!reason.success) throw invalid({ reason: reason.error.issues.map((issue) => issue.message) })
  await withdrawRow(ctx, row, { reason: reason.data })
  await logAccess(ctx.db, ctx.actor, {
    event: 'document',
    ...(file && { fileToken: file.fileToken }),
    data: { code: row.code, act: 'withdraw' },
  })
  if (file)
    await noteOnFile(ctx, file, {
      act: 'void',
      document: row.id,
      title: row.title,
      number: row.number,
      reason: reason.data,
    })
}
