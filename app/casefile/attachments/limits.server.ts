import type { LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import type { CaseRow } from '../domain'
import { ruleBook } from '../rules.server'

/** What may still be attached: bytes of one file, files of this sending, and of this case at most. */
export type Room = { bytes: number; files: number; batch: number; most: number }

/** Bytes of one file and files of one sending; rules X.attachment_size, X.attachment_batch. */
export async function sendingLimits(db: Db, today: LegalDay): Promise<Pick<Room, 'bytes' | 'batch'>> {
  const book = await ruleBook(db)
  const limit = (name: string) => book.rule(`X.attachment_${name}`, today).value
  return { bytes: limit('size') * 1024 * 1024, batch: limit('batch') }
}

/** Counts what hangs on the file; rules X.attachment_size, X.attachment_batch, X.attachment_count. */
export async function roomFor(db: Db, file: Pick<CaseRow, 'id'>, today: LegalDay): Promise<Room> {
  const { bytes, batch } = await sendingLimits(db, today)
  const most = (await ruleBook(db)).rule('X.attachment_count', today).value
  const held = await db.attachment.count({ where: { caseId: file.id, removedAt: null } })
  return {
    bytes,
    files: Math.max(0, Math.min(batch, most - held)),
    batch,
    most,
  }
}

export const tooMany = ({ files, batch, most }: Room): string =>
  files < batch
    ? `每份档案最多 ${most} 个附件，这份档案只能再加 ${files} 个。请先删去不需要的附件。`
    : `${tooManyAtOnce(batch)}请分几次上传。`

export const tooManyAtOnce = (batch: number): string => `一次最多上传 ${batch} 个文件。`
