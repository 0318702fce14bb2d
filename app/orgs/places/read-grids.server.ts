import type { Prisma } from '~/generated/prisma/client'
import type { Actor } from '~/access/actor'
import type { Db } from '~/lib/db.server'
import { judgeGrid } from '../grids'
import { gridLimits } from './grid-limits.server'

type Ctx = { actor: Actor; db: Db }
const PAGE = 50

/** Grids with something amiss (SR-11); the words of the filter. */
export const gridFlaws = { crowded: '超过户数上限', full: '超过提示户数', workerless: '没有网格员' } as const
export type GridFlaw = keyof typeof gridFlaws

export const isGridFlaw = (text: string | null): text is GridFlaw => text !== null && Object.hasOwn(gridFlaws, text)

/** Grids in use with one flaw, by code, a page at a time, each with the place it lies in. */
export async function readGrids(ctx: Ctx, flaw: GridFlaw, after: string | null) {
  const { db } = ctx
  const limits = await gridLimits(ctx)
  const flawed: Record<GridFlaw, Prisma.GridWhereInput> = {
    crowded: { householdCount: { gt: limits.block } },
    full: { householdCount: { gt: limits.warn } },
    workerless: { gridWorkerId: null },
  }
  const where: Prisma.GridWhereInput = { ...flawed[flaw], NOT: { code: { in: await endedGrids(db) } } }
  const rows = await db.grid.findMany({
    where: { ...where, ...(after && { code: { gt: after } }) },
    include: { region: { select: { name: true } } },
    orderBy: { code: 'asc' },
    take: PAGE + 1,
  })
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
  return {
    flaw,
    total: await db.grid.count({ where }),
    rows: rows.slice(0, PAGE).map((row) => ({
      code: row.code,
      name: row.name,
      village: row.region.name,
      households: row.householdCount,
      verdict: judgeGrid(row.householdCount, limits),
      hasWorker: row.gridWorkerId !== null,
    })),
    ...(last && { nextHref: `/admin/organisation?grids=${flaw}&after=${last.code}` }),
  }
}
export type FlawedGrids = Awaited<ReturnType<typeof readGrids>>

/** Codes of grids that were closed. */
const endedGrids = async (db: Db) =>
  (await db.region.findMany({ where: { tier: 'grid', endedOn: { not: null } }, select: { code: true } })).map(
    (region) => region.code,
  )
