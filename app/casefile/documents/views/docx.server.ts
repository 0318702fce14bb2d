import type { Context } from '~/access/guard.server'
import { renderDocx } from '../docx/render.server'
import { declOf } from '../declare'
import { thaw } from '../freeze.server'
import { loadDocument } from '../load-document.server'
import { logPrint } from '../print.server'
import { checkPlace } from './check-place.server'
import type { PageOf } from './document.server'

const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** A name for the download in both spellings (RFC 6266, RFC 5987): the title and the case number, never a person. */
export function fileName(title: string, number: string): { plain: string; encoded: string } {
  const safe = `${title} ${number}.docx`.replace(/[\\/:*?"<>|\p{Cc}]/gu, '')
  const encoded = encodeURIComponent(safe).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return { plain: `${number.replace(/[^\w.-]/g, '') || 'document'}.docx`, encoded }
}

/** The .docx of one issued document as a download; logged. Throws 404, 403, 409. */
export async function downloadDocx(page: PageOf, c: Context): Promise<Response> {
  const loaded = await loadDocument(c, { kind: page.kind.name, caseId: c.params.id, documentId: c.params.doc })
  const { row, file } = loaded
  const groups = (code: string) => declOf(page.documents, code)?.shows ?? ['papers' as const]
  const [line] = await logPrint(c, [loaded], 'docx', { groups })
  const { content } = thaw(row)
  const bytes = await renderDocx(content, {
    withdrawn: row.state === 'withdrawn',
    checkAt: checkPlace(),
    copy: line!.lines[0]!,
  })
  const { plain, encoded } = fileName(row.title, file?.caseNo ?? content.caseNo ?? row.id.slice(0, 8))
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': TYPE,
      'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
      'Content-Length': String(bytes.length),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
