/**
 * The table of a stock (在册) for roles without rows: each published period counts as of its last day, today at the latest. A year and
 * its last quarter end on one day and tell one number, so what is withheld is decided day by day, and no sum runs along time. Pure.
 */
import type { LegalDay } from '~/lib/dates'
import { cellPeriods, publishes, regionsAcross, regionsOf, type Beside, type CellRow } from './cell-table'
import type { FigureSet } from './figure'
import { periodOf } from './period'
import { rollUp, type Part } from './roll-up'
import { tellPairs } from './tell-pairs'

/** The days that a stock is counted on, each with the periods that end on it. */
export function stockDays(today: LegalDay): Map<LegalDay, string[]> {
  const days = new Map<LegalDay, string[]>()
  for (const period of cellPeriods(today)) {
    const { to } = periodOf(period, today)!
    const day = to < today ? to : today
    days.set(day, [...(days.get(day) ?? []), period])
  }
  return days
}

type Given = {
  /** By town, of each day of `stockDays`. */
  stocks: ReadonlyMap<LegalDay, readonly Part[]>
  beside: readonly Beside[]
  /** Codes of the regions that there are. */
  regions: ReadonlySet<string>
  today: LegalDay
  /** The smallest number that is told. */
  limit: number
}

/** Cells of all regions and periods, suppressed day by day. */
export function stockTable(set: FigureSet, given: Given): CellRow[] {
  return [...stockDays(given.today)].flatMap(([day, periods]) => {
    const told = dayTable(set, given, day, periods)
    return periods.flatMap((period) =>
      [...told]
        .filter(([region]) => publishes(region, period))
        .flatMap(([region, all]) => all.map((one) => ({ ...one, region, period, cutOff: day }))),
    )
  })
}

/** What may be told of each region on one day: of those that any period ending on it is published for. */
function dayTable(
  set: FigureSet,
  { stocks, beside, regions, limit }: Given,
  day: LegalDay,
  periods: readonly string[],
) {
  const parts = stocks.get(day) ?? []
  const apart = beside.filter(({ month }) => month <= day)
  const told = (region: string) => periods.some((period) => publishes(region, period))
  const known = regionsOf([...parts.map(({ place }) => place), ...apart.map(({ county }) => county)], regions)
  const shown = known.filter(told)
  const pairs = new Map(
    shown.map((region) => {
      const { total } = rollUp(
        set,
        parts.filter(({ place }) => place.startsWith(region)),
        'year',
      )
      for (const one of apart.filter(({ county }) => county.startsWith(region))) {
        const pair = total[set.measures.findIndex(({ code }) => code === one.measure)]
        if (pair) Object.assign(pair, { n: pair.n + one.n, d: pair.d + one.d })
      }
      return [region, total]
    }),
  )
  const lines = regionsAcross(shown).map(({ region, below }) => ({ total: region, parts: below }))
  return tellPairs(set, pairs, lines, limit)
}
