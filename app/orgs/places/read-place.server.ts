import { Prisma } from '~/generated/prisma/client'
import type { Actor } from '~/access/actor'
import { dayToDb, dbToDay, formatInstant, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { notFound } from '~/lib/errors'
import { judgeGrid } from '../grids'
import { tierOf } from '../region-names'
import { parentOf, tierLabels, typeOfCode } from './codes'
import { gridLimits } from './grid-limits.server'
import { unitKindLabel } from './unit-kinds'

type Ctx = { actor: Actor; db: Db }
const HISTORY = 50

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
  const unit = type === 'unit' ? await db.unit.findUnique({ where: { code } }) : null
  const region = type === 'unit' ? null : await db.region.findUnique({ where: { code } })
  const place = unit ?? region
  if (!place) throw notFound()
  const ended = unit ? unit.closedOn : region!.endedOn
  const parent = parentOf(code)
  const above = parent ? await db.region.findUnique({ where: { code: parent } }) : null
  return {
    code,
    type,
    name: place.name,
    shortName: region?.shortName ?? null,
    kind: unit ? unitKindLabel(unit.kind) : tierLabels[tierOf(code)!],
    phone: unit?.phone ?? null,
    parent: above && { code: above.code, name: above.name },
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
  const units = await db.unit.count({ where: { regionCode: { startsWith: code }, closedOn: null } })
  const regions = await db.region.count({ where: { code: { startsWith: code, not: code }, endedOn: null } })
  return { units, regions }
}

/** A grid's households, verdict (SR-11), its worker, and the grid workers' posts that may take it over. */
async function gridOf(ctx: Ctx, code: string) {
  const { actor, db } = ctx
  const grid = await db.grid.findUnique({ where: { code } })
  if (!grid) return null
  const day = dayToDb(actor.today)
  const posts = await db.post.findMany({
    where: {
      role: 'GW',
      unitCode: { startsWith: code.slice(0, 12) },
      OR: [{ untilOn: null }, { untilOn: { gte: day } }],
      user: { disabledAt: null },
    },
    include: { user: { select: { name: true } }, unit: { select: { name: true } } },
    orderBy: { id: 'asc' },
    take: 100,
  })
  const taken = await db.grid.findMany({ where: { gridWorkerId: { in: posts.map((post) => post.id) } } })
  const free = posts.filter((post) => !taken.some((other) => other.gridWorkerId === post.id && other.code !== code))
  const limits = await gridLimits(ctx)
  return {
    households: grid.householdCount,
    verdict: judgeGrid(grid.householdCount, limits),
    limits,
    workerId: grid.gridWorkerId,
    worker: posts.find((post) => post.id === grid.gridWorkerId)?.user.name ?? null,
    choices: free.map((post) => ({ value: post.id, label: `${post.user.name}（${post.unit.name}）` })),
  }
}

export type HistoryLine = {
  id: string
  kind: string
  on: LegalDay
  reason: string
  /** Null: decided, waits for its day. */
  applied: string | null
  from: { code: string; name: string }[]
  to: { code: string; name: string } | null
  oldName: string | null
  newName: string | null
  moved: number
}

/** Merges, new names and closings of a place, newest first. */
export async function historyOf(db: Db, code: string): Promise<HistoryLine[]> {
  const rows = await db.orgUnitChange.findMany({
    where: { OR: [{ toCode: code }, { fromCodes: { has: code } }] },
    orderBy: [{ effectiveOn: 'desc' }, { id: 'desc' }],
    take: HISTORY,
  })
  const codes = [...new Set(rows.flatMap((row) => [...row.fromCodes, row.toCode ?? '']))].filter(Boolean)
  const names = await db.$queryRaw<{ code: string; name: string }[]>(Prisma.sql`
    SELECT code, name FROM unit WHERE code = ANY (${codes}::text[]) UNION ALL SELECT code, name FROM region WHERE code = ANY (${codes}::text[])`)
  const named = (one: string) => ({ code: one, name: names.find((row) => row.code === one)?.name ?? one })
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    on: dbToDay(row.effectiveOn),
    reason: row.reason,
    applied: row.appliedAt && formatInstant(row.appliedAt),
    from: row.fromCodes.map(named),
    to: row.toCode ? named(row.toCode) : null,
    oldName: row.oldName,
    newName: row.newName,
    moved: row.moved,
  }))
}
