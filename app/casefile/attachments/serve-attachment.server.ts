import type { AfterCommit } from '~/access/after-commit'
import type { Context } from '~/access/guard.server'
import type { KindName } from '~/access/policy'
import { fieldBits } from '~/audit/events'
import { logAccess } from '~/audit/log.server'
import { decrypt } from '~/lib/crypto.server'
import { findAttachment } from './find-attachment.server'
import { askedOf, giveContent } from './give-content.server'

/** The content of an attachment of a case: allowed and logged in the transaction, given after it. Throws 404, 410. */
export async function serveAttachment(kind: KindName, c: Context): Promise<AfterCommit<Response>> {
  const { file, row } = await findAttachment(c, kind, c.params)
  const asked = askedOf(c.url, row)
  const fields = fieldBits(['attachments'])
  await logAccess(
    c.db,
    c.actor,
    asked.download
      ? { event: 'download', fileToken: file.fileToken, fields, data: { type: row.type } }
      : { event: 'read', fileToken: file.fileToken, fields },
  )
  const name = row.nameEnc ? decrypt(row.nameEnc, `attachment:${file.id}`) : '附件'
  return giveContent(row, { ...asked, name, fileToken: file.fileToken })
}
