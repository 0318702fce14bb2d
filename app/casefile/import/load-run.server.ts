/** One run of the post that started it; another post's run is as absent as none. */
import { notFound, refused, UserError } from '~/lib/errors'
import type { ImportRun } from '~/generated/prisma/client'
import type { Answers, ImportAdapter, ImportContext, ImportTable, ImportVariant } from './adapter'

/** waiting, reading: the worker reads. ready: the dry run lies open. queued, writing: the worker writes. */
export type RunState = 'waiting' | 'reading' | 'ready' | 'queued' | 'writing' | 'written' | 'failed' | 'discarded'

export type Run = Omit<ImportRun, 'state' | 'tables' | 'answers' | 'counts'> & {
  state: RunState
  tables: ImportTable[]
  answers: Answers
  counts: Record<string, number>
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const asRun = (row: ImportRun): Run => row as unknown as Run

/** The run and its variant. Throws 404; 403 when the role may not import this list. */
export async function loadRun(
  adapter: ImportAdapter,
  { actor, db }: ImportContext,
  id: string | undefined,
): Promise<{ run: Run; variant: ImportVariant }> {
  const row =
    id && UUID.test(id)
      ? await db.importRun.findFirst({ where: { id, postId: actor.postId, kind: adapter.kind } })
      : null
  const variant = row && adapter.variants[row.variant]
  if (!row || !variant) throw notFound()
  if (!variant.roles.includes(actor.role)) throw refused()
  return { run: asRun(row), variant }
}

/** The same, locked, and only while the dry run lies open. Throws 409 otherwise. */
export async function lockOpenRun(adapter: ImportAdapter, context: ImportContext, id: string | undefined) {
  const { run } = await loadRun(adapter, context, id)
  await context.db.$queryRaw`SELECT 1 FROM import_run WHERE id = ${run.id}::uuid FOR UPDATE`
  const now = await loadRun(adapter, context, id)
  if (now.run.state !== 'ready' && now.run.state !== 'written') {
    throw new UserError(
      409,
      now.run.state === 'discarded' ? '这次导入已放弃。' : '正在处理这份名单，请稍等片刻再操作。',
    )
  }
  return now
}
