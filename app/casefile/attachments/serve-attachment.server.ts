import { AfterCommit } from '~/access/after-commit'
import type { Context } from '~/access/guard.server'
import type { KindName } from '~/access/policy'
import { fieldBits } from '~/audit/events'
import { logAccess } from '~/audit/log.server'
import { decrypt } from '~/lib/crypto.server'
import { UserError } from '~/lib/errors'
import { findAttachment } from './find-attachment.server'
import { hashContent, readContent } from './stored.server'
import { attachmentTypes, type AttachmentType } from './types'
import { keyOf, problemIn, problemOf, type Problem } from './verify-attachment.server'

export const problemWords: Record<Problem, string> = {
  changed: '这个文件在服务器上被改动过，与添加时的校验值对不上，系统已停止提供，并已记入安全日志。请联系系统管理员。',
  gone: '这个文件已不在服务器上，已记入安全日志。请联系系统管理员。',
}

/**
 * The content of an attachment: allowed and logged in the transaction, looked over as a whole and streamed after it.
 * `?size=small` gives the small picture, `?download` a download; what may not be shown is always one. Throws 404, 410.
 */
export async function serveAttachment(kind: KindName, c: Context): Promise<AfterCommit<Response>> {
  const { file, row } = await findAttachment(c, kind, c.params)
  const small = c.url.searchParams.get('size') === 'small' ? row.smallName : null
  const download = c.url.searchParams.has('download') || !row.inline
  const fields = fieldBits(['attachments'])
  await logAccess(
    c.db,
    c.actor,
    download
      ? { event: 'download', fileToken: file.fileToken, fields, data: { type: row.type } }
      : { event: 'read', fileToken: file.fileToken, fields },
  )
  return new AfterCommit(async ({ log, drained }) => {
    const problem = small ? await problemIn(() => hashContent(small, keyOf(row))) : await problemOf(row)
    if (problem) {
      await log({ event: 'file_alarm', fileToken: file.fileToken, data: { problem } })
      throw new UserError(410, problemWords[problem])
    }
    const { mime, end } = attachmentTypes[row.type as AttachmentType]
    const name = row.nameEnc ? decrypt(row.nameEnc, `attachment:${file.id}`) : `附件.${end}`
    return new Response(paced(readContent(small ?? row.storedName, keyOf(row)), drained), {
      headers: {
        'Content-Type': mime,
        ...(!small && { 'Content-Length': String(row.size) }),
        'Content-Disposition': disposition(download ? 'attachment' : 'inline', name, end),
        'X-Content-Type-Options': 'nosniff',
        // Nothing runs in it, whatever it is; only our own page may frame it.
        'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'self'",
        'X-Frame-Options': 'SAMEORIGIN',
        'Cross-Origin-Resource-Policy': 'same-origin',
        'Cache-Control': 'no-store',
      },
    })
  })
}

const disposition = (how: 'inline' | 'attachment', name: string, end: string) =>
  `${how}; filename="attachment.${end}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`

/** Begins when it is asked for, and goes on as fast as the client takes it. */
function paced(pieces: AsyncGenerator<Buffer, void>, drained: () => Promise<void>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(stream) {
        try {
          await drained()
          const { done, value } = await pieces.next()
          if (done) stream.close()
          else if (value.length) stream.enqueue(value)
        } catch (error) {
          await pieces.return()
          throw error
        }
      },
      cancel: () => pieces.return() as Promise<never>,
    },
    { highWaterMark: 0 },
  )
}
