/** The job that writes a dry run: all rows in one transaction, or none. */
import { asPost } from '~/access/as-post.server'
import { logAccess } from '~/audit/log.server'
import { isUserError } from '~/lib/errors'
import { log } from '~/lib/log.server'
import type { ImportAdapter, ImportContext, Written } from './adapter'
import { dropFile } from './keep-file.server'
import { asRun, type Run } from './load-run.server'
import type { RunJob } from './read-run.server'
import { countRows, judgeRows, keyMacOf, openData, rowIn, storable } from './rows.server'

const CHUNK = 500
const WRITE_MS = 15 * 60_000
const BROKEN = '导入时系统出错，一行都没有写入。请稍后再点“导入”；如再次出错，请联系系统管理员。'

/**
 * Writes the rows judged `create` and `vault`, judging them once more under a lock of the unit: what a colleague has
 * opened meanwhile is left alone. A failure leaves nothing but a message on the run. Safe to run again.
 */
export async function writeRun(adapter: ImportAdapter, job: RunJob, jobId: string): Promise<void> {
  const as = { postId: job.postId, userId: job.userId, jobId }
  const claimed = await asPost(as, ({ db }) =>
    db.importRun.updateMany({
      where: { id: job.runId, state: { in: ['queued', 'writing'] } },
      data: { state: 'writing', done: 0 },
    }),
  )
  if (claimed.count === 0) return
  const progress = (done: number) =>
    asPost(as, ({ db }) => db.importRun.update({ where: { id: job.runId }, data: { done } }))
  try {
    await asPost(as, (ctx) => writeAll(adapter, ctx, job.runId, progress), WRITE_MS)
    await dropFile(job.runId)
  } catch (error) {
    if (!isUserError(error)) log.error({ err: error, run: job.runId }, 'import not written')
    const message = isUserError(error) ? `${error.message}（一行都没有写入）` : BROKEN
    await asPost(as, ({ db }) =>
      db.importRun.updateMany({
        where: { id: job.runId, state: 'writing' },
        data: { state: 'ready', message, done: 0 },
      }),
    )
  }
}

async function writeAll(
  adapter: ImportAdapter,
  ctx: ImportContext,
  runId: string,
  progress: (done: number) => Promise<unknown>,
): Promise<void> {
  const { actor, db } = ctx
  await db.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtext(${`import:${actor.unit.code}`}))`
  const row = await db.importRun.findUnique({ where: { id: runId } })
  const variant = row && adapter.variants[row.variant]
  if (!row || row.state !== 'writing' || !variant?.roles.includes(actor.role)) return
  const run = asRun(row)
  let [after, done, created, deposited] = [0, 0, 0, 0]
  for (;;) {
    const stored = await db.importRow.findMany({
      where: { runId, verdict: { in: ['create', 'vault'] }, seq: { gt: after } },
      orderBy: { seq: 'asc' },
      take: CHUNK,
    })
    const last = stored.at(-1)
    if (!last) break
    after = last.seq
    const rows = stored.map((one) => ({ ...one, ...openData(runId, one.dataEnc) }))
    const inputs = rows.map((one) => rowIn(run, variant, one))
    const judged = await judgeRows(ctx, variant, inputs)
    const moved = rows.filter((_, index) => judged[index]!.verdict !== rows[index]!.verdict)
    const movedTo = judged.filter((said, index) => said.verdict !== rows[index]!.verdict)
    for (const data of storable(ctx, run, moved, movedTo))
      await db.importRow.update({ where: { runId_seq: { runId, seq: data.seq } }, data })
    const as = (verdict: 'create' | 'vault') =>
      inputs.filter((_, index) => rows[index]!.verdict === verdict && judged[index]!.verdict === verdict)
    const todo = { create: as('create'), vault: as('vault') }
    const written = await variant.write(ctx, todo)
    await settle(
      ctx,
      run,
      written,
      todo.vault.map(({ seq }) => seq),
    )
    created += todo.create.length
    deposited += todo.vault.length
    done += stored.length
    await progress(done)
  }
  const counts = { created: (run.counts.created ?? 0) + created, vault: (run.counts.vault ?? 0) + deposited }
  const rows = Object.values(await countRows(db, runId)).reduce((sum, n) => sum + n, 0)
  await logAccess(db, actor, { event: 'import', data: { variant: run.variant, rows, created: created + deposited } })
  await db.importRun.update({
    where: { id: runId },
    data: { state: 'written', message: null, counts, done, fileKeyEnc: null, finishedAt: actor.now },
  })
}

/** Written rows keep their file's id and a keyed value; of rows for the vault nothing but such a value stays. */
async function settle(
  { actor, db }: ImportContext,
  run: Run,
  written: readonly Written[],
  apart: number[],
): Promise<void> {
  const seen = written.flatMap((one) => (one.seen === null ? [] : [keyMacOf(one.seen)]))
  await db.$executeRaw`INSERT INTO import_seen (post_unit, key_mac) SELECT ${actor.unit.code}, k FROM unnest(${seen}::text[]) k ON CONFLICT DO NOTHING`
  if (apart.length) await db.importRow.deleteMany({ where: { runId: run.id, seq: { in: apart } } })
  const open = written.map(({ seq, caseId }) => ({ seq, case_id: caseId }))
  await db.$executeRaw`UPDATE import_row r SET verdict = 'written', case_id = w.case_id
    FROM jsonb_to_recordset(${JSON.stringify(open)}::jsonb) AS w(seq int, case_id uuid) WHERE r.run_id = ${run.id}::uuid AND r.seq = w.seq`
}
