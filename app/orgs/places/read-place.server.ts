import type { Actor } from '~/access/actor'
import { dayToDb, dbToDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { notFound } from '~/lib/errors'
import { judgeGrid } from '../grids'
import { tierOf } from '../region-names'
import { parentOf, tierLabels, typeOfCode } from './codes'
import { gridLimits } from './grid-limits.server'
import { historyOf } from './read-history.server'
import { unitKindLabel } from './unit-kinds'

type Ctx = { actor: Actor; db: Db }

export type UnitLoad = {
  code: string
  files: number
  openFiles: number
  duties: number
  referrals: number
  posts: number
}

/** What hangs on units, as numbers; for the system administrator alone (the database says so too). */
export async function loadOf(db: Db, codes: readonly string[]): Promise<UnitLoad[]> {
  return db.$queryRaw<UnitLoad[]>`
    SELECT code, files, open_files AS "openFiles", duties, referrals, posts FROM unit_load(${[...codes]}::text[])`
}

/** A unit, region or grid: its facts, what hangs on it, its history. Throws 404. */
export async function readPlace(ctx: Ctx, code: string | undefined) {
  const { db } = ctx
  const type = code ? typeOfCode(code) : null
  if (!code || !type) throw notFound()
  const parent = parentOf(code)
  const unit = type === 'unit' ? await db.unit.findUnique({ where: { code } }) : null
  const regions = await db.region.findMany({ where: { code: { in: [code, parent ?? code] } } })
  const region = unit ? null : (regions.find((one) => one.code === code) ?? null)
  const place = unit ?? region
  if (!place) throw notFound()
  const ended = unit ? unit.closedOn : region!.endedOn
  const above = regions.find((one) => one.code === parent)
  return {
    code,
    type,
    name: place.name,
    shortName: region?.shortName ?? null,
    kind: unit ? unitKindLabel(unit.kind) : tierLabels[tierOf(code)!],
    phone: unit?.phone ?? null,
    parent: above ? { code: above.code, name: above.name } : null,
    ended: ended && dbToDay(ended),
    load: unit && !ended ? (await loadOf(db, [code]))[0]! : null,
    inside: region && !ended ? await insideOf(db, code) : null,
    grid: type === 'grid' && !ended ? await gridOf(ctx, code) : null,
    history: await historyOf(db, code),
  }
}
export type PlacePage = Awaited<ReturnType<typeof readPlace>>

/** Open units and regions in a region, itself not counted. */
async function insideOf(db: Db, code: string): Promise<{ units: number; regions: number }> {
  const rows = await db.$queryRaw<{ units: number; regions: number }[]>`
    SELECT (SELECT count(*) FROM unit u WHERE starts_with(u.region_code, ${code}) AND u.closed_on IS NULL)::int AS units,
      (SELECT count(*) FROM region r WHERE starts_with(r.code, ${code}) AND r.code <> ${code} AND r.ended_on IS NULL)::int AS regions`
  return rows[0]!
}

/** A grid's households, verdict (SR-11), its worker, and the grid workers' posts that may take it over. */
async function gridOf(ctx: Ctx, code: string) {
  const { actor, db } = ctx
  const grid = await db.grid.findUnique({ where: { code } })
  if (!grid) return null
  const posts = await db.$queryRaw<{ id: string; name: string; unit: string; grid: string | null }[]>`
    SELECT p.id, u.name, n.name AS unit, g.code AS grid FROM post p JOIN app_user u ON u.id = p.user_id JOIN unit n ON n.code = p.unit_code LEFT JOIN grid g ON g.grid_worker_id = p.id
    WHERE p.role = 'GW' AND starts_with(p.unit_code, ${code.slice(0, 12)}) AND u.disabled_at IS NULL AND (p.until_on IS NULL OR p.until_on >= ${dayToDb(actor.today)}::date)
    ORDER BY p.id LIMIT 100`
  const free = posts.filter((post) => post.grid === null || post.grid === code)
  const limits = await gridLimits(ctx)
  return {
    households: grid.householdCount,
    verdict: judgeGrid(grid.householdCount, limits),
    limits,
    workerId: grid.gridWorkerId,
    worker: posts.find((post) => post.id === grid.gridWorkerId)?.name ?? null,
    choices: free.map((post) => ({ value: post.id, label: `${post.name}（${post.unit}）` })),
  }
}
