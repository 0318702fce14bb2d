/** Names of regions (行政区划) and how they are written for people. Pure: the regions come from find-units.server. */

/** City, county, town (乡镇、街道、新社区), village (村、社区), grid; a prison's unit hangs on the province. */
export type RegionTier = 'province' | 'city' | 'county' | 'town' | 'village' | 'grid'

/** A region as the look-up gives it; `ended` ones are kept for old files. */
export type RegionName = { code: string; name: string; shortName: string; tier: RegionTier; ended: boolean }

export type RegionIndex = ReadonlyMap<string, RegionName>

const LENGTHS = [2, 4, 6, 9, 12, 15] as const

/** Codes from the widest region down to the code itself: '340705001' → 34, 3407, 340705, 340705001. */
export function regionPath(code: string): string[] {
  return LENGTHS.filter((length) => length <= code.length).map((length) => code.slice(0, length))
}

/** The region of this tier that the code lies in, or null when the code is wider: ('340705001', 'county') → '340705'. */
export function regionAt(code: string, tier: RegionTier): string | null {
  const length = LENGTHS[TIERS.indexOf(tier)]!
  return code.length >= length ? code.slice(0, length) : null
}

const TIERS: readonly RegionTier[] = ['province', 'city', 'county', 'town', 'village', 'grid']

/** The tier of a code by its length; null for a length that no region has. */
export function tierOf(code: string): RegionTier | null {
  return TIERS[LENGTHS.indexOf(code.length as (typeof LENGTHS)[number])] ?? null
}

/** Region code of a unit code: '340705001-JO1' → '340705001'. */
export const regionOfUnit = (unitCode: string): string => unitCode.split('-')[0]!

/**
 * A region for people, below the viewer's own region: seen from the county '枞阳镇 莲花村', from the city
 * '枞阳县 枞阳镇 莲花村', with nothing given from the county down. Unknown codes are left as they are.
 */
export function displayRegion(regions: RegionIndex, code: string | null | undefined, from = ''): string {
  if (!code) return ''
  const known = regionPath(code).filter((part) => regions.has(part))
  if (!known.includes(code)) return code
  const below = known.filter((part) => part.length > from.length || part === code)
  const shown = from ? below : below.filter((part) => part.length >= 6 || part === code)
  return shown.map((part) => regions.get(part)!.name).join(' ')
}
