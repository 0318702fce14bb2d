import { Prisma } from '~/generated/prisma/client'
import type { Actor } from '~/access/actor'
import { formatInstant } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { notFound, UserError } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'
import { enqueue } from '~/lib/jobs.server'
import type { JudgedRow } from './judge-rows'

type Ctx = { actor: Actor; db: Db }
const PAGE = 50
const RUNS = 20

export const runStates = {
  waiting: '等待读取',
  ready: '待确认',
  queued: '等待写入',
  writing: '正在写入',
  written: '已导入',
  failed: '没有读成',
} as const
export type RunState = keyof typeof runStates
export const rowStates = { wrong: '须更正', new: '新增', there: '已有' } as const
export type RowState = keyof typeof rowStates
const isRowState = (text: string | null): text is RowState => text !== null && Object.hasOwn(rowStates, text)

/** The last imports of this post. */
export async function listRuns({ actor, db }: Ctx) {
  const rows = await db.orgImport.findMany({
    where: { postId: actor.postId },
    orderBy: { createdAt: 'desc' },
    take: RUNS,
    select: { id: true, fileName: true, state: true, total: true, created: true, createdAt: true },
  })
  return rows.map((row) => ({
    ...row,
    label: runStates[row.state as RunState],
    createdAt: formatInstant(row.createdAt),
  }))
}

async function runOf({ actor, db }: Ctx, id: string | undefined) {
  const run = isUuid(id)
    ? await db.orgImport.findFirst({
        where: { id, postId: actor.postId },
        select: { id: true, fileName: true, state: true, message: true, total: true, created: true },
      })
    : null
  if (!run) throw notFound()
  return { ...run, state: run.state as RunState }
}

/** One import: its counts, and a page of the rows of one state; those to be mended first. Throws 404. */
export async function viewList(ctx: Ctx, id: string | undefined, address: URLSearchParams) {
  const { db } = ctx
  const run = await runOf(ctx, id)
  const counts = await db.$queryRaw<{ state: RowState; n: number }[]>(Prisma.sql`
    SELECT r->>'state' AS state, count(*)::int AS n FROM org_import, jsonb_array_elements(rows) r WHERE id = ${run.id}::uuid AND rows IS NOT NULL GROUP BY 1`)
  const countOf = (state: RowState) => counts.find((row) => row.state === state)?.n ?? 0
  const asked = address.get('tab')
  const tab = isRowState(asked) ? asked : countOf('wrong') ? 'wrong' : 'new'
  const after = /^\d{1,6}$/.test(address.get('after') ?? '') ? Number(address.get('after')) : 0
  const rows = await db.$queryRaw<{ row: JudgedRow; at: number }[]>(Prisma.sql`
    SELECT r AS row, at::int AS at FROM org_import, jsonb_array_elements(rows) WITH ORDINALITY AS e(r, at)
    WHERE id = ${run.id}::uuid AND rows IS NOT NULL AND r->>'state' = ${tab} AND at > ${after} ORDER BY at LIMIT ${PAGE + 1}`)
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
  return {
    ...run,
    stateLabel: runStates[run.state],
    busy: ['waiting', 'queued', 'writing'].includes(run.state),
    tab,
    tabs: (Object.keys(rowStates) as RowState[]).map((state) => ({
      state,
      label: rowStates[state],
      count: countOf(state),
    })),
    rows: rows.slice(0, PAGE).map(({ row }) => row),
    toWrite: run.state === 'ready' && countOf('wrong') === 0 ? countOf('new') : 0,
    ...(last && { nextHref: `/admin/organisation/import/${run.id}?tab=${tab}&after=${last.at}` }),
  }
}
export type ListPage = Awaited<ReturnType<typeof viewList>>

/** Asks the worker to write a dry run without any row to be mended. Throws 404, 409. */
export async function confirmList(ctx: Ctx, id: string | undefined): Promise<void> {
  const { actor, db } = ctx
  const page = await viewList(ctx, id, new URLSearchParams())
  if (page.toWrite === 0) throw new UserError(409, '没有可以写入的行：还有须更正的，或者已经写入过。')
  const queued = await db.orgImport.updateMany({ where: { id: page.id, state: 'ready' }, data: { state: 'queued' } })
  if (queued.count !== 1) throw new UserError(409, '这份名单正在处理，请稍等片刻。')
  await enqueue(db, 'org_import_write', { runId: page.id, postId: actor.postId, userId: actor.userId })
}
