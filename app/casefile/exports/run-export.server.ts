/** The job that makes an approved file: in the requester's scope, as it is now; read on the replica if there is one. */
import { readAsPost } from '~/access/as-post.server'
import type { ExportRequest } from '~/generated/prisma/client'
import { decrypt } from '~/lib/crypto.server'
import { now } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { isUserError, UserError } from '~/lib/errors'
import { log } from '~/lib/log.server'
import { exportLimits, queryContext } from './ask-export.server'
import { dropExport, openVessel } from './keep-export.server'
import { mayExport, type ExportSources } from './source'
import { watermark } from './watermark'
import { writeCsv } from './write-csv.server'
import { writeWorkbook } from './write-workbook.server'

const LIMIT_MS = 15 * 60_000
const BROKEN = '生成时系统出错，没有留下文件。请重新申请；如再次出错，请联系系统管理员。'
const HOUR = 3_600_000

/** A transaction of the worker's role, as the jobs open it. */
export type Run = <T>(work: (db: Db) => Promise<T>) => Promise<T>

/** Somebody took the request back while its file was being written. */
class TakenBack extends Error {}

/**
 * Writes the file of an approved request and lays it ready, or notes why it could not be made. The post, the permission
 * and the number of rows are looked at anew; a file of more rows than one approval allows is not made. Safe to run again.
 */
export async function runExport(run: Run, sources: ExportSources, requestId: string, jobId: string): Promise<void> {
  const claimed = await run(async (db) => {
    const { count } = await db.exportRequest.updateMany({
      where: { id: requestId, state: { in: ['queued', 'running'] } },
      data: { state: 'running', rowsDone: 0 },
    })
    return count ? db.exportRequest.findUnique({ where: { id: requestId }, include: { file: true } }) : null
  })
  if (!claimed) return
  try {
    const { file, ...request } = claimed
    if (!file?.queryEnc) throw new UserError(410, '申请的内容已清除，请重新申请。')
    const query = new URLSearchParams(decrypt(file.queryEnc, queryContext(requestId)))
    await makeFile(run, sources, request, query, jobId)
  } catch (error) {
    await dropExport(requestId)
    if (error instanceof TakenBack) return
    if (!isUserError(error)) log.error({ err: error, request: requestId }, 'export not written')
    const message = isUserError(error) ? error.message : BROKEN
    await run(async (db) => {
      await db.exportRequest.updateMany({
        where: { id: requestId, state: 'running' },
        data: { state: 'failed', message, finishedAt: now() },
      })
      await db.exportFile.updateMany({ where: { requestId }, data: { queryEnc: null } })
    })
  }
}

async function makeFile(
  run: Run,
  sources: ExportSources,
  request: ExportRequest,
  query: URLSearchParams,
  jobId: string,
): Promise<void> {
  const source = sources.find((one) => one.name === request.source)
  if (!source) throw new UserError(410, '这种导出已不再提供。')
  const progress = async (rowsDone: number) => {
    const where = { id: request.id, state: 'running' }
    const still = await run((db) => db.exportRequest.updateMany({ where, data: { rowsDone } }))
    if (still.count === 0) throw new TakenBack()
  }
  const as = { postId: request.postId, userId: request.userId, jobId }
  const made = await readAsPost(
    as,
    async (ctx) => {
      const { actor } = ctx
      if (!mayExport(source, actor.role)) throw new UserError(403, '当时的岗位已不能导出这份名单，没有生成文件。')
      const limits = await exportLimits(ctx)
      const rows = await source.count(ctx, query)
      if (rows > limits.secondOver && !request.secondUser)
        throw new UserError(409, tooManyWords(request, rows, source.unit, limits.secondOver))
      const changed = changedWords(request.rowsAsked, rows, source.unit)
      const vessel = await openVessel(request.id)
      const write = source.format === 'csv' ? writeCsv : writeWorkbook
      const written = await write(vessel.stream, {
        sheets: await source.sheets(ctx, query),
        mark: watermark({ ...request, at: actor.now }),
        closing: (n) => `共 ${n} 行。${changed}`,
        progress,
      }).catch((error: unknown) => {
        vessel.stream.destroy()
        throw error
      })
      const data = { request: request.id, source: source.name, step: 'write' as const, rows }
      await ctx.log({ event: 'export', data })
      return { ...(await vessel.done), written, rows, changed, keepMs: limits.keepHours * HOUR }
    },
    LIMIT_MS,
  )
  const finishedAt = now()
  await run(async (db) => {
    const { count } = await db.exportRequest.updateMany({
      where: { id: request.id, state: 'running' },
      data: {
        state: 'ready',
        rowsDone: made.written,
        rowsWritten: made.rows,
        bytes: made.bytes,
        message: made.changed || null,
        finishedAt,
        expiresAt: new Date(finishedAt.getTime() + made.keepMs),
      },
    })
    if (count === 0) throw new TakenBack()
    const { keyEnc, hash } = made
    await db.exportFile.update({ where: { requestId: request.id }, data: { keyEnc, hash, queryEnc: null } })
  })
}

const tooManyWords = (request: ExportRequest, rows: number, unit: string, most: number): string =>
  `申请时 ${request.rowsAsked} ${unit}，现在有 ${rows} ${unit}，超过 ${most} 须第二人批准，没有生成文件。请重新申请。`

/** That the data moved between approval and writing is said in the file and on the page. */
const changedWords = (asked: number, now: number, unit: string): string =>
  asked === now ? '' : `申请时 ${asked} ${unit}，生成时 ${now} ${unit}，差额是其间数据的变化。`
