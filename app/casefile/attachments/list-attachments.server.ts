import { decrypt } from '~/lib/crypto.server'
import { formatInstant } from '~/lib/dates'
import type { Attachment } from '~/generated/prisma/client'
import type { Ctx } from '../act.server'
import type { CaseRow } from '../domain'
import type { AttachmentView } from '../ui/views'
import { attachmentTypes, sizeWords, type AttachmentType } from './types'

/** A file's attachments in the order they came, in words, by the visit or paper they belong to. For view full. */
export async function attachmentsOf(
  { db }: Ctx,
  file: Pick<CaseRow, 'id'>,
  base: string,
): Promise<(belongsTo: string) => AttachmentView[]> {
  const rows = await db.attachment.findMany({
    where: { caseId: file.id, removedAt: null },
    orderBy: [{ addedAt: 'asc' }, { id: 'asc' }],
    take: 500,
  })
  const all = rows.map((row) => ({ to: row.visitId ?? row.paperId, view: viewOf(row, base) }))
  return (belongsTo) => all.filter(({ to }) => to === belongsTo).map(({ view }) => view)
}

/** One attachment in words; `base`: the case's address. */
export function viewOf(row: Attachment, base: string): AttachmentView {
  const href = `${base}/attachments/${row.id}`
  return {
    id: row.id,
    href,
    name: row.nameEnc ? decrypt(row.nameEnc, `attachment:${row.caseId}`) : '附件',
    typeLabel: attachmentTypes[row.type as AttachmentType]?.label ?? '文件',
    size: sizeWords(row.size),
    small: row.smallName ? `${href}/file?size=small` : null,
    by: `${row.byName} ${formatInstant(row.addedAt)}`,
  }
}
