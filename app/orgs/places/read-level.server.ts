import type { Actor } from '~/access/actor'
import { dbToDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { notFound } from '~/lib/errors'
import { judgeGrid } from '../grids'
import { regionPath, tierOf } from '../region-names'
import { tierBelow, tierLabels } from './codes'
import { gridLimits } from './grid-limits.server'
import { isGridFlaw, readGrids } from './read-grids.server'
import { searchPlaces } from './search-places.server'
import { unitKindLabel } from './unit-kinds'

type Ctx = { actor: Actor; db: Db }
const MOST = 300

/**
 * One level of the tree: the region asked for (the whole: the provinces), what lies right below it, and its units. With
 * a text: everything of that name or code, old names and closed units too; with a flaw: the grids that have it. At most 300 lines of each. Throws 404.
 */
export async function readLevel(ctx: Ctx, address: URLSearchParams) {
  const q = (address.get('q') ?? '').trim()
  const flaw = address.get('grids')
  const none = { q, found: null, grids: null, level: null }
  if (q) return { ...none, found: await searchPlaces(ctx, q) }
  if (isGridFlaw(flaw)) return { ...none, grids: await readGrids(ctx, flaw, address.get('after')) }
  return { ...none, level: await levelOf(ctx, address.get('at') ?? '', address.get('closed') === '1') }
}

async function levelOf(ctx: Ctx, at: string, closed: boolean) {
  const { db } = ctx
  if (at && !tierOf(at)) throw notFound()
  const path = regionPath(at)
  const above = path.length ? await db.region.findMany({ where: { code: { in: path } }, orderBy: { code: 'asc' } }) : []
  if (at && above.at(-1)?.code !== at) throw notFound()
  const regions = await db.region.findMany({
    where: { parentCode: at || null, ...(!closed && { endedOn: null }) },
    orderBy: { code: 'asc' },
    take: MOST,
  })
  const units = at
    ? await db.unit.findMany({
        where: { regionCode: at, ...(!closed && { closedOn: null }) },
        orderBy: { code: 'asc' },
        take: MOST,
      })
    : []
  const isVillage = tierOf(at) === 'village'
  const grids = isVillage ? await db.grid.findMany({ where: { regionCode: at } }) : []
  const limits = isVillage ? await gridLimits(ctx) : null
  const gridOf = new Map(grids.map((grid) => [grid.code, grid]))
  const below = tierBelow(at)
  return {
    at,
    name: above.at(-1)?.name ?? '全部',
    ended: above.at(-1)?.endedOn !== null && above.length > 0,
    trail: above.map(({ code, name }) => ({ code, name })),
    closed,
    belowLabel: below ? tierLabels[below.tier] : at ? null : tierLabels.province,
    regions: regions.map(({ code, name, endedOn }) => {
      const grid = gridOf.get(code)
      return {
        code,
        name,
        ended: endedOn && dbToDay(endedOn),
        households: grid?.householdCount ?? null,
        verdict: grid && limits ? judgeGrid(grid.householdCount, limits) : null,
        hasWorker: grid ? grid.gridWorkerId !== null : null,
      }
    }),
    units: units.map(({ code, name, kind, phone, closedOn }) => ({
      code,
      name,
      kind: unitKindLabel(kind),
      phone,
      closed: closedOn && dbToDay(closedOn),
    })),
    full: regions.length === MOST || units.length === MOST,
  }
}
export type Level = NonNullable<Awaited<ReturnType<typeof levelOf>>>
