import { enqueue } from '~/lib/jobs.server'
import { conflict, UserError } from '~/lib/errors'
import type { ImportAdapter, ImportContext } from './adapter'
import { dropFile } from './keep-file.server'
import { lockOpenRun } from './load-run.server'
import { countRows } from './rows.server'

/**
 * Asks the worker to write what the dry run shows. `expect`: the numbers the clerk saw and confirmed. Throws 409 when
 * they are others by now, when nothing is to be written, or while the run is worked on (a second click).
 */
export async function startWrite(
  adapter: ImportAdapter,
  context: ImportContext,
  id: string | undefined,
  form: FormData,
): Promise<void> {
  const { actor, db } = context
  const { run } = await lockOpenRun(adapter, context, id)
  const { create = 0, vault = 0 } = await countRows(db, run.id)
  if (create + vault === 0) throw new UserError(409, '没有可以导入的人员：都已导入、已有档案或有待更正。')
  if (String(form.get('expect')) !== expectation(create, vault))
    throw conflict('人数刚刚有变化。请核对最新人数后再点“导入”。')
  await db.importRun.update({
    where: { id: run.id },
    data: { state: 'queued', message: null, done: 0, total: create + vault },
  })
  await enqueue(db, 'import_write', {
    runId: run.id,
    postId: actor.postId,
    userId: actor.userId,
    kind: adapter.kind,
  })
}

export const expectation = (create: number, vault: number) => `${create}+${vault}`

/** Gives up a run: its rows and its file go at once. Throws 409 while it is worked on. */
export async function discardRun(
  adapter: ImportAdapter,
  context: ImportContext,
  id: string | undefined,
): Promise<void> {
  const { run } = await lockOpenRun(adapter, context, id)
  await context.db.importRow.deleteMany({ where: { runId: run.id, verdict: { not: 'written' } } })
  const state = run.state === 'written' ? 'written' : 'discarded'
  await context.db.importRun.update({
    where: { id: run.id },
    data: { state, fileKeyEnc: null, finishedAt: context.actor.now },
  })
  await dropFile(run.id)
}
