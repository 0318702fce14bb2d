/** Units (单位) and regions (区划) by code and kind; the whole directory is read at most once a minute in a process. */
import { dbToDay, today, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { sourceOf } from '~/lib/transaction.server'
import { tierOf, type RegionIndex, type RegionName } from './region-names'

export type UnitName = {
  code: string
  regionCode: string
  kind: string
  name: string
  phone: string | null
  /** A closed unit stays for its old files; nothing new goes to it. */
  closedOn: LegalDay | null
}

export type Directory = {
  regions: RegionIndex
  units: ReadonlyMap<string, UnitName>
  /** Open units by kind, in the order of their codes. */
  byKind: ReadonlyMap<string, readonly UnitName[]>
}

const KEPT_MS = 60_000
type Kept = Partial<Record<ReturnType<typeof sourceOf>, { directory: Directory; until: number }>>
const kept = globalThis as typeof globalThis & { guichengDirectory?: Kept }

/** Every region and unit. Two statements when the kept copy is older than a minute. */
export async function directory(db: Db): Promise<Directory> {
  const clock = Date.now()
  const copies = (kept.guichengDirectory ??= {})
  const known = copies[sourceOf(db)]
  if (known && known.until > clock) return known.directory
  const regionRows = await db.region.findMany({ orderBy: { code: 'asc' } })
  const unitRows = await db.unit.findMany({ orderBy: { code: 'asc' } })
  const regions = new Map<string, RegionName>()
  for (const { code, name, shortName, endedOn } of regionRows) {
    const tier = tierOf(code)
    if (tier) regions.set(code, { code, name, shortName, tier, ended: endedOn !== null && dbToDay(endedOn) <= today() })
  }
  const units = new Map<string, UnitName>()
  const byKind = new Map<string, UnitName[]>()
  for (const { code, regionCode, kind, name, phone, closedOn } of unitRows) {
    const unit = { code, regionCode, kind, name, phone, closedOn: closedOn && dbToDay(closedOn) }
    units.set(code, unit)
    if (unit.closedOn && unit.closedOn <= today()) continue
    byKind.set(kind, [...(byKind.get(kind) ?? []), unit])
  }
  const directory = { regions, units, byKind }
  copies[sourceOf(db)] = { directory, until: clock + KEPT_MS }
  return directory
}

/** After a unit or region was changed in this process. */
export function forgetDirectory(): void {
  kept.guichengDirectory = undefined
}

/** A unit by its code, closed ones too; undefined when there is none. */
export async function findUnit(db: Db, code: string): Promise<UnitName | undefined> {
  return (await directory(db)).units.get(code)
}

/** Open units of a kind in a region and below ('3407' → the whole city), in the order of their codes. */
export async function findUnits(db: Db, kind: string, within = ''): Promise<readonly UnitName[]> {
  const all = (await directory(db)).byKind.get(kind) ?? []
  return all.filter((unit) => unit.regionCode.startsWith(within))
}

/** The open unit of a kind that is responsible for a region: in it, or in the nearest region around it. */
export async function unitFor(db: Db, kind: string, regionCode: string): Promise<UnitName | undefined> {
  const all = (await directory(db)).byKind.get(kind) ?? []
  for (let code = regionCode; code.length >= 2; code = code.slice(0, -1)) {
    const found = all.find((unit) => unit.regionCode === code)
    if (found) return found
  }
  return undefined
}

/** A unit by its exact name inside a region; undefined when there is none or several. */
export async function unitNamed(db: Db, kind: string, name: string, within = ''): Promise<UnitName | undefined> {
  const bare = name.normalize('NFKC').replace(/\s+/g, '')
  const found = (await findUnits(db, kind, within)).filter((unit) => unit.name === bare)
  return found.length === 1 ? found[0] : undefined
}

/** Regions of one tier inside a region, without those that ended, in the order of their codes. */
export async function regionsBelow(db: Db, within: string, tier: RegionName['tier']): Promise<RegionName[]> {
  const { regions } = await directory(db)
  return [...regions.values()].filter(
    (region) => region.tier === tier && !region.ended && region.code.startsWith(within),
  )
}
