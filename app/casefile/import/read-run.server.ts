/** The job that reads an uploaded list and judges its rows (试导入): nothing but the run's own rows is written. */
import { asPost } from '~/access/as-post.server'
import { isUserError } from '~/lib/errors'
import { log } from '~/lib/log.server'
import type { ImportAdapter, ImportContext, ImportTable, ImportVariant } from './adapter'
import type { Mapping } from '~/sheets/header'
import { dropFile, withFile } from './keep-file.server'
import { asRun, type Run } from './load-run.server'
import { addRows, judgeRows, markRepeats, openData, rowIn, storable, type NewRow } from './rows.server'
import { readSheets } from '~/sheets/sheet.server'
import { readTables, type TablePart } from './tables.server'

export type RunJob = { runId: string; postId: string; userId: string }

const CHUNK = 500
const CHUNK_MS = 120_000
const NO_TABLE = '没有找到花名册：前 15 行里没有认得出的表头（至少要有姓名等三列）。请检查后重新上传。'
const BROKEN = '读取时系统出错，什么都没有写入。请重新上传；如再次出错，请联系系统管理员。'

/**
 * Reads the run's file in chunks, each judged and stored in a transaction of its own, so that the page sees progress and
 * memory stays flat. Safe to run again: it starts anew and keeps what was mended.
 */
export async function readRun(adapter: ImportAdapter, job: RunJob, jobId: string): Promise<void> {
  const as = { postId: job.postId, userId: job.userId, jobId }
  const inScope = <T>(fn: (ctx: ImportContext) => Promise<T>) => asPost(as, fn, CHUNK_MS)
  const begun = await inScope((ctx) => begin(adapter, ctx, job.runId))
  if (!begun) return
  try {
    await withFile(begun.run, (path) => readFile(path, begun, inScope))
  } catch (error) {
    if (!isUserError(error)) log.error({ err: error, run: job.runId }, 'import not read')
    await inScope(async ({ actor, db }) => {
      await db.importRow.deleteMany({ where: { runId: job.runId } })
      const message = isUserError(error) ? error.message : BROKEN
      await db.importRun.update({
        where: { id: job.runId },
        data: { state: 'failed', message, fileKeyEnc: null, finishedAt: actor.now },
      })
    })
    await dropFile(job.runId)
  }
}

type Begun = {
  run: Run
  variant: ImportVariant
  mappings: Map<string, Mapping>
  mends: Map<string, Record<string, string>>
}
const place = (sheet: string, rowNo: number) => `${rowNo}/${sheet}`

async function begin(adapter: ImportAdapter, { actor, db }: ImportContext, runId: string): Promise<Begun | undefined> {
  const claimed = await db.importRun.updateMany({
    where: { id: runId, state: { in: ['waiting', 'reading'] } },
    data: { state: 'reading', message: null, done: 0, total: 0, tables: [] },
  })
  const row = claimed.count ? await db.importRun.findUnique({ where: { id: runId } }) : null
  const variant = row && adapter.variants[row.variant]
  if (!row || !variant?.roles.includes(actor.role)) return undefined
  const known = await db.importMapping.findMany({
    where: { postUnit: actor.unit.code, variant: mappingKey(adapter, row.variant) },
  })
  const mended = await db.importRow.findMany({ where: { runId, mended: true } })
  await db.importRow.deleteMany({ where: { runId } })
  return {
    run: asRun(row),
    variant,
    mappings: new Map(known.map((one) => [one.headerSig, one.mapping as Mapping])),
    mends: new Map(mended.map((one) => [place(one.sheet, one.rowNo), openData(runId, one.dataEnc).mends])),
  }
}

/** Mappings are remembered per unit, kind and list. */
export const mappingKey = (adapter: ImportAdapter, variant: string) => `${adapter.kind}.${variant}`

type InScope = <T>(fn: (ctx: ImportContext) => Promise<T>) => Promise<T>

async function readFile(path: string, { run, variant, mappings, mends }: Begun, inScope: InScope): Promise<void> {
  const parts = () =>
    readTables(readSheets(path, run.fileName), variant.columns, (signature) => mappings.get(signature) ?? null)
  let total = 0
  for await (const part of parts()) if (part.part === 'row') total += 1
  await inScope(({ db }) => db.importRun.update({ where: { id: run.id }, data: { total } }))

  const tables: ImportTable[] = (run.tables = [])
  let chunk: NewRow[] = []
  let seq = 0
  const store = () =>
    inScope(async (ctx) => {
      const judged = await judgeRows(
        ctx,
        variant,
        chunk.map((row) => rowIn(run, variant, row)),
      )
      await addRows(ctx.db, storable(ctx, run, chunk, judged))
      await ctx.db.importRun.update({ where: { id: run.id }, data: { done: seq, tables } })
    })
  // What the title tells is an answer until the clerk gives another one.
  const presume = async ({ title, mapping }: Extract<TablePart, { part: 'header' }>) => {
    const { fromTitle } = variant
    if (!fromTitle || !title) return
    const open = variant.questions.filter(({ key, when }) => run.answers[key] === undefined && when(mapping))
    if (!open.length) return
    const told = await inScope((ctx) => fromTitle(ctx, title))
    const taken = open.flatMap(({ key }) => (told[key] === undefined ? [] : [[key, told[key]] as const]))
    if (!taken.length) return
    run.answers = { ...run.answers, ...Object.fromEntries(taken) }
    await inScope(({ db }) => db.importRun.update({ where: { id: run.id }, data: { answers: run.answers } }))
  }
  for await (const part of parts()) {
    if (part.part === 'header') {
      tables.push(tableOf(part))
      await presume(part)
    }
    const table = tables.at(-1)
    if (part.part === 'left_out' && table) table.left += 1
    if (part.part !== 'row' || !table) continue
    table.rows += 1
    seq += 1
    const { sheet, rowNo, cells } = part
    chunk.push({ seq, sheet, rowNo, table: tables.length - 1, cells, mends: mends.get(place(sheet, rowNo)) ?? {} })
    if (chunk.length < CHUNK) continue
    await store()
    chunk = []
  }
  await store()
  await inScope(async ({ db }) => {
    await markRepeats(db, run.id)
    const message = tables.length === 0 ? NO_TABLE : seq === 0 ? '表头下面没有人员，没有可导入的内容。' : null
    await db.importRun.update({ where: { id: run.id }, data: { state: message ? 'failed' : 'ready', message, tables } })
  })
  if (tables.length === 0 || seq === 0) await dropFile(run.id)
}

const tableOf = (part: Extract<TablePart, { part: 'header' }>): ImportTable => ({
  sheet: part.sheet,
  signature: part.signature,
  rowNo: part.rowNo,
  labels: part.labels,
  mapping: part.mapping,
  remembered: part.remembered,
  rows: 0,
  left: 0,
})
