/** Where the files of the bench lie: an office that is too large, a county of a tenth, the rest over the city. Pure. */
import { TOWNS } from '../../../prisma/seed/places'

/** The largest office: 52 files in 1,000. */
export const OFFICE = '340705001-JO1'
/** The county of the county role: 100 files in 1,000. */
export const COUNTY = '340706'
export const COUNTY_BUREAU = '340706-JB1'
export const CITY_BUREAU = '3407-JB1'

const OFFICE_SHARE = 0.052
const COUNTY_SHARE = 0.1

export interface Plot {
  town: string
  office: string
  files: number
}

/** How many files each justice office has; together exactly `files`. */
export function plots(files: number): Plot[] {
  const town = OFFICE.slice(0, 9)
  const inCounty = TOWNS.filter((one) => one.code.startsWith(COUNTY)).map((one) => one.code)
  const others = TOWNS.map((one) => one.code).filter((code) => code !== town && !code.startsWith(COUNTY))
  const large = Math.round(files * OFFICE_SHARE)
  const county = Math.round(files * COUNTY_SHARE)
  return [
    { town, office: OFFICE, files: large },
    ...spread(inCounty, county),
    ...spread(others, files - large - county),
  ]
}

function spread(towns: string[], files: number): Plot[] {
  const each = Math.floor(files / towns.length)
  return towns.map((town, i) => ({
    town,
    office: `${town}-JO1`,
    files: i === 0 ? files - each * (towns.length - 1) : each,
  }))
}
