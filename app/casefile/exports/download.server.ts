import { Readable } from 'node:stream'
import { logAccess } from '~/audit/log.server'
import { notFound, refused, UserError } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'
import { readExport } from './keep-export.server'
import { mayExport, type ExportContext, type ExportSources } from './source'

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

/**
 * The file of one's own request, as a download; each is counted and logged. Throws 404 for another's, 403 when the role
 * no longer may, 410 after its time.
 */
export async function downloadExport(
  sources: ExportSources,
  { actor, db }: ExportContext,
  id: string | undefined,
): Promise<Response> {
  const request = isUuid(id) ? await db.exportRequest.findFirst({ where: { id, postId: actor.postId } }) : null
  const file = request && (await db.exportFile.findUnique({ where: { requestId: request.id } }))
  if (!request || !file) throw notFound()
  const source = sources.find((one) => one.name === request.source)
  if (!source || !mayExport(source, actor.role)) throw refused('您当前的岗位不能导出这份名单。')
  const [counted] = await db.$queryRaw<{ ok: boolean }[]>`SELECT count_export_download(${request.id}::uuid) AS ok`
  if (!counted?.ok) throw new UserError(410, '文件已过期或还没有生成，不能下载。如仍需要，请重新申请导出。')
  const stream = await readExport(request.id, file.keyEnc, file.hash)
  const rows = request.rowsWritten ?? 0
  await logAccess(db, actor, {
    event: 'export',
    data: { request: request.id, source: source.name, step: 'download', rows },
  })
  const format = source.format ?? 'xlsx'
  const name = `${request.label} ${request.no}.${format}`
  return new Response(Readable.toWeb(stream) as ReadableStream, {
    headers: {
      'Content-Type': types[format],
      'Content-Length': String(request.bytes ?? ''),
      'Content-Disposition': `attachment; filename="export.${format}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': 'private, no-store',
    },
  })
}
