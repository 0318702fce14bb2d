/** The content of a sealed file: looked over as a whole and streamed, once the transaction that allowed it is closed. */
import { AfterCommit } from '~/access/after-commit'
import { UserError } from '~/lib/errors'
import { hashContent, readContent } from './stored.server'
import { attachmentTypes, type AttachmentType } from './types'
import { keyOf, problemIn, problemOf, type Problem } from './verify-attachment.server'

export const problemWords: Record<Problem, string> = {
  changed: '这个文件在服务器上被改动过，与添加时的校验值对不上，系统已停止提供，并已记入安全日志。请联系系统管理员。',
  gone: '这个文件已不在服务器上，已记入安全日志。请联系系统管理员。',
}

/** A stored file, of a case or of whatever else keeps one. */
export type StoredFile = {
  id: string
  type: string
  inline: boolean
  size: number
  sm3: string
  storedName: string
  smallName: string | null
  keyEnc: string | null
}
type Asked = { small: string | null; download: boolean }

/** `?size=small` gives the small picture, `?download` a download; what may not be shown is always one. */
export const askedOf = (url: URL, row: Pick<StoredFile, 'smallName' | 'inline'>): Asked => ({
  small: url.searchParams.get('size') === 'small' ? row.smallName : null,
  download: url.searchParams.has('download') || !row.inline,
})

/** `fileToken`: what the alarm names, if it may. Throws 410 when it is not as it was added; that is an alarm in the log. */
export const giveContent = (
  row: StoredFile,
  { small, download, name, fileToken }: Asked & { name: string; fileToken?: string },
): AfterCommit<Response> =>
  new AfterCommit(async ({ log, drained }) => {
    const problem = small ? await problemIn(() => hashContent(small, keyOf(row))) : await problemOf(row)
    if (problem) {
      await log({ event: 'file_alarm', ...(fileToken && { fileToken }), data: { problem } })
      throw new UserError(410, problemWords[problem])
    }
    const { mime, end } = attachmentTypes[row.type as AttachmentType]
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
