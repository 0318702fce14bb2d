import { notFound, UserError } from '~/lib/errors'
import type { ImportAdapter, ImportContext } from './adapter'
import { IMPORT_LIMITS } from '~/sheets/limits'
import { lockOpenRun, type Run } from './load-run.server'
import { judgeRows, markRepeats, openData, rowIn, storable } from './rows.server'

const MENDABLE = ['mend', 'vault_mend']

async function rowOf({ db }: ImportContext, run: Run, form: FormData, among: string[]) {
  const seq = Number(form.get('seq'))
  const row = Number.isInteger(seq)
    ? await db.importRow.findFirst({ where: { runId: run.id, seq, verdict: { in: among } } })
    : null
  if (!row) throw notFound()
  return row
}

/**
 * Lays what was typed (`cell.<key>`) over the cells of one row and judges it again by the same rules; a repeat elsewhere
 * in the file may thereby be settled too. Throws 404 for a row that is not to be mended, 409 while the run is worked on.
 */
export async function mendRow(
  adapter: ImportAdapter,
  context: ImportContext,
  id: string | undefined,
  form: FormData,
): Promise<void> {
  const { run, variant } = await lockOpenRun(adapter, context, id)
  const row = await rowOf(context, run, form, MENDABLE)
  const { cells, mends } = openData(run.id, row.dataEnc)
  for (const { key } of variant.columns) {
    const typed = form.get(`cell.${key}`)
    if (typeof typed !== 'string') continue
    if (typed.length > IMPORT_LIMITS.cellChars) throw new UserError(413, '填写的内容过长。')
    mends[key] = typed
  }
  const fresh = { seq: row.seq, sheet: row.sheet, rowNo: row.rowNo, table: row.table, cells, mends }
  const judged = await judgeRows(context, variant, [rowIn(run, variant, fresh)])
  const [data] = storable(context, run, [fresh], judged)
  await context.db.importRow.update({ where: { runId_seq: { runId: run.id, seq: row.seq } }, data: data! })
  await markRepeats(context.db, run.id)
}

/** Leaves a row out of the import, or takes it back in. */
export async function skipRow(
  adapter: ImportAdapter,
  context: ImportContext,
  id: string | undefined,
  form: FormData,
  skip: boolean,
): Promise<void> {
  const { run } = await lockOpenRun(adapter, context, id)
  const row = await rowOf(context, run, form, skip ? [...MENDABLE, 'create'] : ['skip'])
  const data = { verdict: skip ? 'skip' : row.judged, repeatOf: null }
  await context.db.importRow.update({ where: { runId_seq: { runId: run.id, seq: row.seq } }, data })
  await markRepeats(context.db, run.id)
}
