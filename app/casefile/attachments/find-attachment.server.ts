import type { Attachment } from '~/generated/prisma/client'
import type { KindName } from '~/access/policy'
import type { Sight } from '~/access/redact'
import { notFound } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'
import type { Ctx } from '../act.server'
import type { CaseRow } from '../domain'
import { loadCase } from '../load-case.server'
import { seeCase } from '../read.server'
import { seesAttachments } from './may-see'

/** An attachment's address: the case and the attachment, as the URL names them. */
export type Address = { id?: string | undefined; attachment?: string | undefined }

/**
 * An attachment of this very case, for a post that sees attachments of it. Absent, of another case, removed, out of
 * scope and not for this view are all told alike. Throws 404.
 */
export async function findAttachment(
  ctx: Ctx,
  kind: KindName,
  { id, attachment }: Address,
): Promise<{ file: CaseRow; row: Attachment; sight: Sight }> {
  const file = await loadCase(ctx.db, kind, id)
  const sight = await seeCase(ctx, file)
  if (!isUuid(attachment) || !seesAttachments(kind, sight.view)) throw notFound()
  const row = await ctx.db.attachment.findFirst({ where: { id: attachment, caseId: file.id, removedAt: null } })
  if (!row) throw notFound()
  return { file, row, sight }
}
