import type { LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import type { CaseRow } from '../domain'
import { ruleBook } from '../rules.server'

/** What may still be attached: bytes of one file, files of this sending, and of this case at most. */
export type Room = { bytes: number; files: number; batch: number; most: number }

/** Counts what hangs on the file; rules X.attachment_size, X.attachment_batch, X.attachment_count. */
export async function roomFor(db: Db, file: Pick<CaseRow, 'id'>, today: LegalDay): Promise<Room> {
  const book = await ruleBook(db)
  const limit = (name: string) => book.rule(`X.attachment_${name}`, today).value
  const [batch, most] = [limit('batch'), limit('count')]
  const held = await db.attachment.count({ where: { caseId: file.id, removedAt: null } })
  return {
    bytes: limit('size') * 1024 * 1024,
    files: Math.max(0, Math.min(batch, most - held)),
    batch,
    most,
  }
}

export const tooMany = ({ files, batch, most }: Room): string =>
  files < batch
    ? `每份档案最多 ${most} 个附件，这份档案只能再加 ${files} 个。请先删去不需要的附件。`
    : `一次最多上传 ${batch} 个文件，请分几次上传。`
