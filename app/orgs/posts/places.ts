/** Where a role may have its post (DOMAIN §3): kinds of unit and tiers of region. Pure. */
import type { Role } from '~/access/roles'
import { regionOfUnit, tierOf, type RegionTier } from '../region-names'

type Place = { kinds: readonly string[]; tiers?: readonly RegionTier[] }

const at = (kinds: string, tiers?: string): Place => ({
  kinds: kinds.split(' '),
  ...(tiers && { tiers: tiers.split(' ') as RegionTier[] }),
})
/** Courts, procuratorates, police and justice keep their sealed records each for itself. */
const ORGANS = 'court procuratorate police justice_bureau'

const places: Record<Role, Place> = {
  JC: at('justice_bureau', 'county'),
  JA: at('justice_bureau correction_agency', 'county'),
  JX: at('justice_bureau correction_agency', 'city'),
  TJ: at('justice_office'),
  TH: at('justice_office'),
  PR: at('prison'),
  HM: at('halfway_house'),
  HS: at('halfway_house'),
  ST: at('school'),
  SP: at('school'),
  LV: at(`${ORGANS} justice_office`),
  // The city's stand in where a report names the county's (DOMAIN 15.3).
  EC: at('edu_bureau', 'county city'),
  CD: at('village_committee'),
  CS: at('civil_affairs', 'town'),
  PH: at(
    'village_committee justice_office justice_bureau gov_office school edu_bureau civil_affairs hr_bureau town_hospital village_clinic',
  ),
  CC: at('civil_affairs', 'town'),
  CK: at('civil_affairs', 'county'),
  // The head of a town window grants what cannot wait (小额快救, 先行救助); the county decides the rest (社会救助法 44).
  CA: at('civil_affairs', 'county town city'),
  FN: at('finance'),
  HR: at('hr_bureau'),
  MD: at('mh_center', 'county city'),
  MT: at('town_hospital'),
  VD: at('village_clinic'),
  MP: at('mh_center town_hospital'),
  MA: at('mh_center', 'county city'),
  SC: at(ORGANS),
  SA2: at(ORGANS),
  GW: at('grid_station', 'grid'),
  IC: at('civil_affairs gov_office', 'town county'),
  DP: at('gov_office civil_affairs', 'town county'),
  SV: at('gov_office', 'county city'),
  LD: at('gov_office justice_bureau', 'county city'),
  PV: at('procuratorate'),
  AD: at('platform'),
  SE: at('platform'),
  AU: at('platform'),
}

/** May the role have a post at the unit? */
export function fits(role: Role, unit: { code: string; kind: string }): boolean {
  const place = places[role]
  const tier = tierOf(regionOfUnit(unit.code))
  return place.kinds.includes(unit.kind) && tier !== null && (!place.tiers || place.tiers.includes(tier))
}

/** The roles that may have a post at the unit. */
export const rolesAt = (unit: { code: string; kind: string }): Role[] =>
  (Object.keys(places) as Role[]).filter((role) => fits(role, unit))
