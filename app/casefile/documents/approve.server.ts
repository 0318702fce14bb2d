import { logAccess } from '~/audit/log.server'
import { dayToDb } from '~/lib/dates'
import { conflict, invalid, refused } from '~/lib/errors'
import { optionalText } from '~/lib/text'
import { directory } from '~/orgs/find-units.server'
import type { Ctx } from '../act.server'
import type { DocumentDecl } from './declare'
import { freeze, thaw } from './freeze.server'
import { numbered } from './keep.server'
import { lockDocument } from './load-document.server'
import { noteOnFile } from './note-on-file.server'
import { withdrawRow } from './withdraw.server'

/**
 * The second hand on the paper itself: another person, in one of the roles it names, approves what the draft says, word
 * for word, which issues it; or sends it back with a reason. Throws 404, 403, 409, 422.
 */
export async function decideDocument(
  documents: readonly Pick<DocumentDecl<never>, 'code' | 'word'>[],
  ctx: Ctx,
  request: {
    kind: string
    caseId: string | undefined
    documentId: string | undefined
    accept: unknown
    reason: unknown
  },
): Promise<{ outcome: 'issued' | 'returned' }> {
  const { actor, db } = ctx
  const { file, row } = await lockDocument(ctx, request)
  if (row.state !== 'draft') throw conflict('这份文书已经由别人处理过了，请刷新查看结果。')
  const own = row.madeUser === actor.userId
  const accept = request.accept === 'yes'
  if (!accept && request.accept !== 'no') throw invalid({ accept: ['请选择批准或退回'] })
  const second = row.secondRoles.includes(actor.role)
  // Who drew it up may take it back, but never approve it.
  if (!second && !(own && !accept)) throw refused('这份文书不由您当前的岗位批准。')
  if (own && accept) throw refused('起草人不能批准自己起草的文书，须由另一人批准。')
  const reason = optionalText(200).safeParse(request.reason ?? undefined)
  if (!reason.success) throw invalid({ reason: reason.error.issues.map((issue) => issue.message) })
  if (!accept && !reason.data) throw invalid({ reason: ['请写明退回的理由'] })
  const log = (act: 'approve' | 'return') =>
    logAccess(db, actor, {
      event: 'document',
      ...(file && { fileToken: file.fileToken }),
      data: { code: row.code, act },
    })
  if (!accept) {
    await withdrawRow(ctx, row, { reason: reason.data! })
    await log('return')
    if (file) await noteOnFile(ctx, file, { act: 'return', document: row.id, title: row.title, reason: reason.data! })
    return { outcome: 'returned' }
  }
  const { content, intact } = thaw(row)
  const decl = documents.find((one) => one.code === row.code)
  const unit = (await directory(db)).units.get(row.unitCode)
  if (!intact || !decl || !unit) throw conflict('草稿的内容校验不符，不能批准，请退回重新起草。')
  const issued = await numbered(ctx, unit, decl.word, content)
  const { contentEnc, hash } = freeze(row.id, issued)
  const { count } = await db.caseDocument.updateMany({
    where: { id: row.id, state: 'draft' },
    data: {
      state: 'issued',
      number: issued.number,
      contentEnc,
      hash,
      checkCode: issued.check.code,
      issuedAt: actor.now,
      issuedOn: dayToDb(actor.today),
      approvedBy: actor.postId,
      approvedUser: actor.userId,
      approvedName: actor.userName,
      approvedAt: actor.now,
    },
  })
  if (count !== 1) throw conflict('这份文书刚刚有变动，请刷新页面后再办理。')
  await log('approve')
  if (file)
    await noteOnFile(ctx, file, { act: 'decide', document: row.id, title: row.title, number: issued.number, hash })
  return { outcome: 'issued' }
}
