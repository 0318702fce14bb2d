/**
 * The table of figures for roles without rows: regions × periods, with the sums that hold. The smaller the region, the
 * longer the periods that are told of it: of months of a town nothing but small numbers would be left. Pure.
 */
import { addMonths, type LegalDay } from '~/lib/dates'
import type { FigureSet } from './figure'
import type { Line } from './other-table'
import { periodOf, recentPeriods } from './period'
import type { Told } from './rate'
import { rollUp, type Pair, type Part } from './roll-up'
import { tellPairs } from './tell-pairs'

/** Years, quarters and months that are published; the last 36 months end on a day and make no sum of the others. */
export const cellPeriods = (today: LegalDay): string[] => recentPeriods(today).filter((code) => /^\d{4}/.test(code))

const MONTH = /^\d{4}-\d\d$/
const YEAR = /^\d{4}$/

/** A town is told by years, a county by quarters as well, a city by months too. */
export const publishes = (region: string, period: string): boolean =>
  YEAR.test(period) || (region.length <= 6 && !MONTH.test(period)) || region.length <= 4

/** The first day of the oldest published period. */
export const cellsFrom = (today: LegalDay): LegalDay =>
  cellPeriods(today)
    .map((code) => periodOf(code, today)!.from)
    .sort()[0]!

/** `cutOff`: the day that it counts as of. */
export type CellRow = { measure: string; region: string; period: string; cutOff: LegalDay; n: Told; d: Told }

/** A number beside the rows: of a county and a month (DOMAIN 15.5). */
export type Beside = { measure: string; county: string; month: LegalDay; n: number; d: number }

type Given = {
  /** By town and month (`readParts`). */
  parts: readonly Part[]
  beside: readonly Beside[]
  /** Codes of the regions that there are. */
  regions: ReadonlySet<string>
  today: LegalDay
  /** The smallest number that is told. */
  limit: number
}

const id = (region: string, period: string) => `${region}|${period}`

/** Cells of all regions and periods, suppressed measure by measure. */
export function cellTable(set: FigureSet, given: Given): CellRow[] {
  const { parts, beside, today, limit } = given
  const periods = cellPeriods(today)
  const regions = regionsOf([...parts.map((part) => part.place), ...beside.map((one) => one.county)], given.regions)
  const told = tellPairs(set, pairsOf(set, given, regions, periods), linesOf(regions, periods, today), limit)
  return [...told].flatMap(([cell, all]) => {
    const [region, period] = cell.split('|') as [string, string]
    return all.map((one) => ({ ...one, region, period, cutOff: today }))
  })
}

/** Regions that the parts lie in: towns, their counties, their city. A holder without a town counts above it alone. */
export function regionsOf(towns: readonly string[], known: ReadonlySet<string>): string[] {
  const all = towns.flatMap((town) => [town, town.slice(0, 6), town.slice(0, 4)])
  return [...new Set(all)].filter((code) => known.has(code)).sort()
}

/** Numerators and denominators of each region and period, before anything is withheld. */
function pairsOf(
  set: FigureSet,
  { parts, beside, today }: Given,
  regions: readonly string[],
  periods: readonly string[],
): Map<string, Pair[]> {
  const pairs = new Map<string, Pair[]>()
  for (const region of regions) {
    const own = parts.filter((part) => part.place.startsWith(region))
    const apart = beside.filter((one) => one.county.startsWith(region))
    for (const period of periods.filter((one) => publishes(region, one))) {
      const { from, to } = periodOf(period, today)!
      const inside = ({ month }: { month: LegalDay }) => month >= from && month <= to
      const sum = rollUp(set, own.filter(inside), 'year').total
      for (const one of apart.filter(inside)) {
        const pair = sum[set.measures.findIndex(({ code }) => code === one.measure)]
        if (pair) Object.assign(pair, { n: pair.n + one.n, d: pair.d + one.d })
      }
      pairs.set(id(region, period), sum)
    }
  }
  return pairs
}

/** Each region that has some right below it: county = its towns, city = its counties. */
export const regionsAcross = (regions: readonly string[]): { region: string; below: string[] }[] =>
  regions
    .map((region) => ({
      region,
      below: regions.filter((code) => code.startsWith(region) && code.length === nextTier(region)),
    }))
    .filter(({ below }) => below.length > 0)

/** County = its towns, city = its counties, in each period; year = its quarters, quarter = its months, in each region. */
function linesOf(regions: readonly string[], periods: readonly string[], today: LegalDay): Line[] {
  const across = regionsAcross(regions).flatMap(({ region, below }) =>
    periods
      .filter((period) => publishes(below[0]!, period))
      .map((period) => ({ total: id(region, period), parts: below.map((code) => id(code, period)) })),
  )
  const along = periods
    .map((period) => ({ period, inside: stretchesOf(period, periods, today) }))
    .filter(({ inside }) => inside.length > 0)
    .flatMap(({ period, inside }) =>
      regions
        .filter((region) => publishes(region, inside[0]!))
        .map((region) => ({ total: id(region, period), parts: inside.map((code) => id(region, code)) })),
    )
  return [...across, ...along]
}

const nextTier = (region: string) => ({ 4: 6, 6: 9 })[region.length as 4 | 6]

/** The quarters of a year, the months of a quarter; none unless all that have begun are published. */
function stretchesOf(period: string, periods: readonly string[], today: LegalDay): string[] {
  const step = YEAR.test(period) ? 3 : /-Q/.test(period) ? 1 : undefined
  if (!step) return []
  const { from, to } = periodOf(period, today)!
  const found = periods.filter((code) => {
    const one = periodOf(code, today)!
    return (step === 3 ? /-Q/ : MONTH).test(code) && one.from >= from && one.to <= to
  })
  let begun = 0
  for (let start = from; start <= to && start <= today; start = addMonths(start, step)) begun += 1
  return found.length === begun ? found : []
}
