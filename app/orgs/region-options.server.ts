import type { Actor } from '~/access/actor'
import type { Db } from '~/lib/db.server'
import { directory, regionsBelow } from './find-units.server'

type RegionOption = { value: string; label: string; group?: string }

/** Towns of the whole city, by county; the county nearest to the file first. */
export async function regionOptions({ db, actor }: { db: Db; actor: Actor }, near: string): Promise<RegionOption[]> {
  const { regions } = await directory(db)
  const county = near.slice(0, 6)
  const towns = await regionsBelow(
    db,
    actor.unit.regionCode.length >= 4 ? actor.unit.regionCode.slice(0, 4) : '',
    'town',
  )
  const counties = await regionsBelow(db, '', 'county')
  const first = [
    ...towns.filter((town) => town.code.startsWith(county)),
    ...towns.filter((town) => !town.code.startsWith(county)),
  ]
  return [
    ...first.map((town) => ({
      value: town.code,
      label: town.name,
      group: regions.get(town.code.slice(0, 6))?.name ?? '其他',
    })),
    ...counties.map((one) => ({ value: one.code, label: `${one.name}（只知道县区）`, group: '只知道县区' })),
  ]
}
