import type { KindName } from '~/access/policy'
import { encrypt } from '~/lib/crypto.server'
import { invalid, notFound, refused } from '~/lib/errors'
import { requiredText } from '~/lib/text'
import type { Ctx } from '../act.server'
import { appendEvent } from '../append-event.server'
import { handOf, type Domain } from '../domain'
import type { BaseFacts } from '../kind'
import { lockCase } from '../load-case.server'
import { fileToWork } from '../ui/read-outlook.server'
import { findAttachment, type Address } from './find-attachment.server'
import { mayRemove } from './may-see'

/**
 * Takes an attachment off the file, with the reason; the worker destroys its content after X.attachment_destroy. Gives
 * the tab it hung on. Throws 404, 403, 422.
 */
export async function removeAttachment<F extends BaseFacts>(
  { kind, ...domain }: Domain<F>,
  ctx: Ctx,
  request: Address & { why: FormDataEntryValue | null },
): Promise<'visits' | 'papers'> {
  const { actor, db } = ctx
  await findAttachment(ctx, kind.name, request)
  await fileToWork({ kind, ...domain }, ctx, request.id)
  const file = await lockCase(db, kind.name, request.id)
  const { row } = await findAttachment(ctx, kind.name, request)
  if (!mayRemove(actor, kind.name as KindName, row)) throw refused('附件只能由添加人当天删除；以后请单位负责人删除。')
  const why = requiredText(200).safeParse(request.why ?? undefined)
  if (!why.success) throw invalid({ why: why.error.issues.map((issue) => issue.message) })
  const removed = await db.attachment.updateMany({
    where: { id: row.id, removedAt: null },
    data: {
      removedAt: actor.now,
      removedBy: actor.postId,
      removedName: actor.userName,
      removedWhyEnc: encrypt(why.data, `attachment:${file.id}`),
    },
  })
  if (removed.count !== 1) throw notFound()
  await appendEvent(db, file, {
    step: '$detach',
    fromState: file.state,
    toState: file.state,
    input: { reason: why.data, files: [row.sm3] },
    eventOn: actor.today,
    at: actor.now,
    hand: handOf(actor),
  })
  return row.visitId ? 'visits' : 'papers'
}
