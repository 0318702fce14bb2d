/** Approving and refusing requests for exports; the database checks once more that it is another person in range. */
import { z } from 'zod'
import { parseWithZod } from '@conform-to/zod/v4'
import { logAccess } from '~/audit/log.server'
import { encrypt } from '~/lib/crypto.server'
import { conflict, invalid, notFound, refused } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'
import { enqueue } from '~/lib/jobs.server'
import { optionalText } from '~/lib/text'
import type { ExportContext } from './source'

export const NOTE_MAX = 200
export const noteContext = (requestId: string) => `export.note:${requestId}`

const input = z
  .object({ decision: z.enum(['approve', 'refuse']), note: optionalText(NOTE_MAX, { lines: true }) })
  .superRefine(({ decision, note }, ctx) => {
    if (decision === 'refuse' && !note) ctx.addIssue({ code: 'custom', path: ['note'], message: '请写明不批准的理由' })
  })

/**
 * Decides on a request that waits for the actor: the security administrator of its region, or a second approver.
 * The last approval starts the job. Throws 404, 403 (one's own request, or approved by oneself before), 409, 422.
 */
export async function decideExport(
  { actor, db }: ExportContext,
  id: string | undefined,
  form: FormData,
): Promise<void> {
  const request = isUuid(id) ? await db.exportRequest.findUnique({ where: { id } }) : null
  if (!request) throw notFound()
  if (request.userId === actor.userId) throw refused('不能批准自己的导出申请，请由另一人办理。')
  if (request.firstUser === actor.userId && request.state === 'second')
    throw refused('您已作为安全管理员批准过这个申请，第二次批准须由另一人办理。')
  const mine = actor.role === 'SE' ? 'waiting' : 'second'
  if (request.state !== mine || request.lapsesAt <= actor.now)
    throw conflict('这个申请已经有了结果或已失效，请刷新页面查看。')
  const parsed = parseWithZod(form, { schema: input })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const { decision, note } = parsed.value
  const noteEnc = note ? encrypt(note, noteContext(request.id)) : null
  const [decided] = await db.$queryRaw<{ state: string }[]>`
    SELECT decide_export(${request.id}::uuid, ${decision === 'approve'}, ${noteEnc}) AS state`
  if (decided?.state === 'queued') await enqueue(db, 'export_write', { requestId: request.id })
  const step = decision === 'refuse' ? 'refuse' : mine === 'waiting' ? 'approve' : 'second'
  const { source, rowsAsked: rows } = request
  await logAccess(db, actor, { event: 'export', data: { request: request.id, source, step, rows } })
}

/** The requester gives up a request that is not done, or deletes the file before its time. Throws 404, 409. */
export async function cancelExport({ actor, db }: ExportContext, id: string | undefined): Promise<void> {
  const request = isUuid(id) ? await db.exportRequest.findFirst({ where: { id, postId: actor.postId } }) : null
  if (!request) throw notFound()
  const [done] = await db.$queryRaw<{ done: boolean }[]>`SELECT cancel_export(${request.id}::uuid) AS done`
  if (!done?.done) throw conflict('这个申请已经办结，不需要撤销。')
  await enqueue(db, 'export_files', {})
  const { source, rowsAsked: rows } = request
  await logAccess(db, actor, { event: 'export', data: { request: request.id, source, step: 'cancel', rows } })
}
