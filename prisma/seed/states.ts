/** The three counties beside the cohort's: people at every state, desks with something in every tab. */
import { countyPlots, endPlots, noticeEnds, prisonPlots } from './county-plots'
import { officePlots } from './office-plots'
import { makeRng } from './people'
import { COHORT_COUNTY } from './places'
import type { World } from './story'
import { supportPlots } from './support-lives'
import { makeTeller, townOf, type Teller } from './teller'

/** Offices with a worker and a head of their own outside the cohort's county. */
export const OFFICE_SLUGS = [
  'tianjinghu',
  'yangguang',
  'xueyuan',
  'xihu',
  'shunan',
  'zhongming',
  'tianmen',
  'datong',
  'tongshan',
] as const

/** The same seed and day give the same people. */
export function generateStates(world: World, seed = 3407): Teller {
  const teller = makeTeller(world, makeRng(seed), 2000)
  const towns = OFFICE_SLUGS.map(townOf)
  towns.forEach((town, i) => officePlots(teller, town, i))
  const counties = [...new Set(towns.map((town) => town.code.slice(0, 6)))].filter((county) => county !== COHORT_COUNTY)
  for (const county of counties) {
    const own = towns.filter((town) => town.code.startsWith(county))
    countyPlots(teller, own)
    endPlots(teller, own)
  }
  prisonPlots(teller, towns)
  noticeEnds(teller, towns)
  towns.forEach((town, i) => supportPlots(teller, town, i))
  return teller
}
