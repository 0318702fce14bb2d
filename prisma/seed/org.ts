/** Regions, units and grids of the demo city, as rows. Pure, but for seedOrg. */
import { addRows, type Rows, type Runner } from './owner'
import {
  CITY,
  COHORT_COUNTY,
  COUNTIES,
  DEPARTMENTS,
  MERGED_ON,
  NEW_COMMUNITIES,
  OLD_COMMUNITIES,
  OLD_STREETS,
  PRISONS,
  PROVINCE,
  TOWNS,
  villagesOf,
} from './places'
import { schoolsBeside } from './schools'

type Row = Record<string, unknown>

/** Offices of each county and of the city: code letters, kind, name behind that of the region. */
const COUNTY_UNITS = [
  ['JB', 'justice_bureau', '司法局'],
  ['HH', 'halfway_house', '阳光中途之家'],
  ['EB', 'edu_bureau', '教育局'],
  ['CA', 'civil_affairs', '民政局'],
  ['HR', 'hr_bureau', '人力资源和社会保障局'],
  ['MC', 'mh_center', '精神卫生防治中心'],
  ['FN', 'finance', '财政局'],
  ['CT', 'court', '人民法院'],
  ['PC', 'procuratorate', '人民检察院'],
  ['PS', 'police', '公安局'],
  ['GO', 'gov_office', '人民政府办公室'],
  ['PF', 'platform', '数据资源管理局'],
] as const

const TOWN_UNITS = [
  ['JO', 'justice_office', '司法所'],
  ['CW', 'civil_affairs', '便民服务窗口（民政）'],
  ['TH', 'town_hospital', '卫生院'],
  ['SC', 'school', '中心学校'],
] as const

const unit = (region: string, letters: string, n: number, kind: string, name: string, more: Row = {}): Row => ({
  code: `${region}-${letters}${n}`,
  region_code: region,
  kind,
  name,
  phone: null,
  opened_on: null,
  closed_on: null,
  ...more,
})

/** Of the civil window, as its notices give it; invented. */
const windowPhone = (town: string) => `0562-2${town.slice(4, 6)}${town.slice(-3)}0`

const SUFFIX = /(新社区|街道|镇|乡)$/

const region = (
  code: string,
  name: string,
  tier: string,
  parent: string | null,
  shortName = name,
  ended: string | null = null,
): Row => ({
  code,
  name,
  short_name: shortName,
  tier,
  parent_code: parent,
  ended_on: ended,
})

/** Every region, unit and change of units. Grids stand apart: a worker belongs to each. */
export function orgRows(): Required<Pick<Rows, 'region' | 'unit' | 'grid' | 'org_unit_change'>> {
  const rows = { region: [] as Row[], unit: [] as Row[], grid: [] as Row[], org_unit_change: [] as Row[] }
  rows.region.push(
    region(PROVINCE.code, PROVINCE.name, 'province', null, '安徽'),
    region(CITY.code, CITY.name, 'city', PROVINCE.code, '铜陵'),
  )
  rows.unit.push(...PRISONS.map((prison, i) => unit(PROVINCE.code, 'PR', i + 1, 'prison', prison.name)))
  rows.unit.push(...COUNTY_UNITS.map(([letters, kind, name]) => unit(CITY.code, letters, 1, kind, CITY.name + name)))
  rows.unit.push(unit(CITY.code, 'CG', 1, 'correction_agency', `${CITY.name}社区矫正管理局`))
  for (const county of COUNTIES) {
    rows.region.push(region(county.code, county.name, 'county', CITY.code, county.short))
    rows.unit.push(
      ...COUNTY_UNITS.map(([letters, kind, name]) => unit(county.code, letters, 1, kind, county.name + name)),
    )
  }
  rows.unit.push(...DEPARTMENTS.map((name, i) => unit(COHORT_COUNTY, 'GO', i + 2, 'gov_office', `枞阳县${name}`)))
  for (const town of TOWNS) {
    rows.region.push(region(town.code, town.name, 'town', town.code.slice(0, 6), town.name.replace(SUFFIX, '')))
    rows.unit.push(
      ...TOWN_UNITS.map(([letters, kind, name]) =>
        unit(town.code, letters, 1, kind, town.name + name, letters === 'CW' ? { phone: windowPhone(town.code) } : {}),
      ),
    )
    rows.unit.push(...schoolsBeside(town).map(({ n, name }) => unit(town.code, 'SC', n, 'school', town.name + name)))
    villagesOf(town).forEach((village, i) => {
      rows.region.push(region(village.code, village.name, 'village', town.code))
      const committee = town.name.endsWith('新社区')
        ? `${town.name}${village.name}居民服务站`
        : `${town.name}${village.name}委员会`
      rows.unit.push(unit(village.code, 'VC', 1, 'village_committee', committee))
      if (i === 0) rows.unit.push(unit(village.code, 'VH', 1, 'village_clinic', `${town.name}${village.name}卫生室`))
      for (const n of [1, 2]) {
        const code = `${village.code}00${n}`
        rows.region.push(region(code, `${village.name}第${n}网格`, 'grid', village.code))
        rows.unit.push(unit(code, 'GS', 1, 'grid_station', `${town.name}${village.name}第${n}网格`))
        rows.grid.push({
          code,
          region_code: village.code,
          name: `${village.name}第${n}网格`,
          household_count: 236 + ((Number(town.code.slice(-3)) * 7 + i * 31 + n * 17) % 64),
        })
      }
    })
  }
  addHistory(rows)
  // SR-11: one grid of exactly 300 households, one above the warning, for the pages to show.
  rows.grid[0]!.household_count = 300
  rows.grid[1]!.household_count = 341
  return rows
}

/** The merger of 2010: 6 streets and 49 communities became 18 new communities (SR-10). */
function addHistory(rows: { region: Row[]; unit: Row[]; org_unit_change: Row[] }): void {
  const closed = { closed_on: MERGED_ON }
  const offices = new Map<string, string[]>()
  for (const street of OLD_STREETS) {
    rows.region.push(region(street.code, street.name, 'town', '340705', street.name.replace(SUFFIX, ''), MERGED_ON))
    rows.unit.push(unit(street.code, 'JO', 1, 'justice_office', `${street.name}司法所`, closed))
  }
  for (let i = 0; i < OLD_COMMUNITIES; i++) {
    const street = OLD_STREETS[i % OLD_STREETS.length]!
    const code = `${street.code}${String(Math.floor(i / OLD_STREETS.length) + 1).padStart(3, '0')}`
    const name = `${street.name.replace(SUFFIX, '')}第${Math.floor(i / OLD_STREETS.length) + 1}社区`
    rows.region.push(region(code, name, 'village', street.code, name, MERGED_ON))
    rows.unit.push(unit(code, 'VC', 1, 'village_committee', `${name}居民委员会`, closed))
    const heir = NEW_COMMUNITIES[i % NEW_COMMUNITIES.length]!
    offices.set(heir.code, [...(offices.get(heir.code) ?? []), `${code}-VC1`])
  }
  let n = 0
  const change = (from: string[], to: string, reason: string) => ({
    id: `00000000-0000-7000-8000-${String(++n).padStart(12, '0')}`,
    from_codes: from,
    to_code: to,
    effective_on: MERGED_ON,
    reason,
    moved: 0,
    decided_by: null,
    applied_at: `${MERGED_ON}T09:00:00+08:00`,
  })
  for (const [heir, from] of offices) rows.org_unit_change.push(change(from, `${heir}001-VC1`, '撤销街道、整合社区'))
  OLD_STREETS.forEach((street, i) =>
    rows.org_unit_change.push(
      change([`${street.code}-JO1`], `${NEW_COMMUNITIES[i]!.code}-JO1`, '撤销街道，设立新社区司法所'),
    ),
  )
}

/** Adds the demo city's organisation; repeatable. `only`: counties (6 digits) wanted, the city and prisons always. */
export async function seedOrg(db: Runner, only?: readonly string[]): Promise<void> {
  const rows = orgRows()
  const wanted = (code: unknown) =>
    !only ||
    String(code).length < 6 ||
    only.some((county) => String(code).startsWith(county)) ||
    (String(code).includes('-') && String(code).indexOf('-') < 6)
  await addRows(
    db,
    'region',
    rows.region.filter((row) => wanted(row.code)),
  )
  await addRows(
    db,
    'unit',
    rows.unit.filter((row) => wanted(row.code)),
  )
  await addRows(
    db,
    'grid',
    rows.grid.filter((row) => wanted(row.code)),
  )
  await addRows(
    db,
    'org_unit_change',
    rows.org_unit_change.filter((row) => wanted(row.to_code)),
  )
}
