/**
 * What is sent along with a report (a photo of an injury, a paper): taken in, sealed and looked into like any attachment, but of no
 * file. The reporter and the offices that have a copy see it; nobody lists, exports or removes it.
 */
import type { AfterCommit } from '~/access/after-commit'
import type { Actor } from '~/access/actor'
import type { Context, UploadDoor } from '~/access/guard.server'
import { fieldBits } from '~/audit/events'
import { logAccess } from '~/audit/log.server'
import { sendingLimits, tooManyAtOnce } from '~/casefile/attachments/limits.server'
import { receiveFile, type Received } from '~/casefile/attachments/receive.server'
import { askedOf, giveContent } from '~/casefile/attachments/give-content.server'
import { attachmentTypes, sizeWords, type AttachmentType } from '~/casefile/attachments/types'
import { wrapKey } from '~/casefile/files/seal.server'
import type { AttachmentView } from '~/casefile/ui/views'
import type { ReportAttachment } from '~/generated/prisma/client'
import { decrypt, encrypt } from '~/lib/crypto.server'
import { formatInstant, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { invalid, notFound } from '~/lib/errors'
import { isUuid, uuidv7 } from '~/lib/ids.server'
import { deliveryToMe } from './read-delivery.server'

type Ctx = { actor: Actor; db: Db }

/** Megabytes of one file, files of one report. */
export async function fileLimits(db: Db, today: LegalDay): Promise<{ mb: number; batch: number }> {
  const { bytes, batch } = await sendingLimits(db, today)
  return { mb: bytes / 1024 / 1024, batch }
}

/** Whoever may report may send files along. */
export const reportDoor: UploadDoor<Received> = {
  async admit({ actor, db }) {
    const { bytes, batch } = await sendingLimits(db, actor.today)
    let left = batch
    return async (part) => {
      if (left <= 0) throw invalid({ [part.field]: [tooManyAtOnce(batch)] })
      left -= 1
      return receiveFile(part, bytes)
    }
  },
}

/** Rows for file_report. */
export const fileRows = (reportId: string, files: readonly Received[]) =>
  files.map(({ type, inline, name, content, small, key }, n) => {
    const id = uuidv7()
    return {
      id,
      no: n + 1,
      type,
      inline,
      name_enc: encrypt(name, `report_file:${reportId}`),
      size: content.size,
      sm3: content.sm3,
      stored_name: content.name,
      small_name: small?.name ?? null,
      key_enc: wrapKey(key, `attachment:${id}`),
    }
  })

/** The files of a report as its page shows them; `base`: the page's address. One statement. */
export async function listFiles({ db }: Ctx, reportId: string, base: string): Promise<AttachmentView[]> {
  const rows = await db.reportAttachment.findMany({ where: { reportId }, orderBy: { no: 'asc' } })
  return rows.map((row) => {
    const href = `${base}/files/${row.id}`
    return {
      id: row.id,
      href,
      name: decrypt(row.nameEnc, `report_file:${reportId}`),
      typeLabel: attachmentTypes[row.type as AttachmentType]?.label ?? '文件',
      size: sizeWords(row.size),
      small: row.smallName && `${href}?size=small`,
      by: formatInstant(row.addedAt),
    }
  })
}

/** A file of my own report. In the log stands that it was looked at, not of which report. Throws 404. */
export async function serveOwnFile(c: Context): Promise<AfterCommit<Response>> {
  const { id, file } = c.params
  const report = isUuid(id) ? await c.db.mandatoryReport.findUnique({ where: { id }, select: { id: true } }) : null
  const row = await fileOf(c, report?.id, file)
  await logAccess(c.db, c.actor, { event: 'report', data: { act: 'attachment' } })
  return give(c, row)
}

/** A file of a report that came to this office. Throws 404. */
export async function serveDeliveredFile(c: Context): Promise<AfterCommit<Response>> {
  const delivery = await deliveryToMe(c, c.params.id)
  const row = await fileOf(c, delivery.reportId, c.params.file)
  const fields = fieldBits(['attachments'])
  await logAccess(
    c.db,
    c.actor,
    askedOf(c.url, row).download
      ? { event: 'download', fileToken: row.token, fields, data: { type: row.type } }
      : { event: 'read', fileToken: row.token, fields },
  )
  return give(c, row, row.token)
}

/** Of this very report; absent and another's are told alike. */
async function fileOf({ db }: Ctx, reportId: string | undefined, id: string | undefined): Promise<ReportAttachment> {
  const row = reportId && isUuid(id) ? await db.reportAttachment.findFirst({ where: { id, reportId } }) : null
  if (!row) throw notFound()
  return row
}

const give = (c: Context, row: ReportAttachment, fileToken?: string) =>
  giveContent(row, {
    ...askedOf(c.url, row),
    name: decrypt(row.nameEnc, `report_file:${row.reportId}`),
    ...(fileToken && { fileToken }),
  })
