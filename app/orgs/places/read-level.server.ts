import { limitOf } from '~/access/authorise-limits.server'
import type { Actor } from '~/access/actor'
import { dbToDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { notFound } from '~/lib/errors'
import { judgeGrid, type GridLimits } from '../grids'
import { regionPath, tierOf } from '../region-names'
import { tierBelow, tierLabels } from './codes'
import { searchPlaces } from './search-places.server'
import { unitKindLabel } from './unit-kinds'

type Ctx = { actor: Actor; db: Db }
const MOST = 300

export const gridLimits = async ({ actor, db }: Ctx): Promise<GridLimits> => ({
  warn: (await limitOf(db, 'X.grid_warn', actor.today)).value,
  block: (await limitOf(db, 'X.grid_block', actor.today)).value,
})

/**
 * One level of the tree: the region asked for (the whole: the provinces), what lies right below it, and its units. With
 * a text: everything of that name or code, old names and closed units too. At most 300 lines of each. Throws 404.
 */
export async function readLevel(ctx: Ctx, address: URLSearchParams) {
  const q = (address.get('q') ?? '').trim()
  if (q) return { q, found: await searchPlaces(ctx, q), level: null }
  return { q, found: null, level: await levelOf(ctx, address.get('at') ?? '', address.get('closed') === '1') }
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
