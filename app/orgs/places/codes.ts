/** Codes of regions, grids and units: a prefix is the sub-tree, so that no tree of codes has a cycle. Pure. */
import { regionOfUnit, regionPath, tierOf, type RegionTier } from '../region-names'

export type PlaceType = 'region' | 'grid' | 'unit'

const UNIT = /^\d{2,15}-[A-Z]{2,4}[1-9]\d{0,3}$/
const REGION = /^\d{2,15}$/

/** What a code names by its shape; null for a code that nothing has. */
export function typeOfCode(code: string): PlaceType | null {
  if (UNIT.test(code)) return tierOf(regionOfUnit(code)) ? 'unit' : null
  if (!REGION.test(code)) return null
  const tier = tierOf(code)
  return tier === 'grid' ? 'grid' : tier && 'region'
}

/** The region a place lies in: of a unit its region, of a region the one above it; null for a province. */
export function parentOf(code: string): string | null {
  if (code.includes('-')) return regionOfUnit(code)
  return regionPath(code).at(-2) ?? null
}

export const tierLabels: Record<RegionTier, string> = {
  province: '省',
  city: '市',
  county: '县（区）',
  town: '乡镇（街道、新社区）',
  village: '村（社区）',
  grid: '网格',
}

/** The tier right below, and how many digits its codes add; null below a grid. */
export function tierBelow(code: string): { tier: RegionTier; digits: number } | null {
  const tiers: [RegionTier, RegionTier, number][] = [
    ['province', 'city', 2],
    ['city', 'county', 2],
    ['county', 'town', 3],
    ['town', 'village', 3],
    ['village', 'grid', 3],
  ]
  const found = tiers.find(([above]) => above === tierOf(code))
  return found ? { tier: found[1], digits: found[2] } : null
}

/** The next free code of a unit in a region: one more than the highest number ever used there with these letters. */
export function nextUnitCode(region: string, letters: string, taken: readonly string[]): string {
  const numbers = taken
    .filter((code) => code.startsWith(`${region}-${letters}`))
    .map((code) => Number(code.slice(`${region}-${letters}`.length)))
    .filter(Number.isInteger)
  return `${region}-${letters}${Math.max(0, ...numbers) + 1}`
}
