import { dayToDb, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import type { FigureSet } from './figure'

/** The first day of a day's month. */
const monthOf = (day: LegalDay): LegalDay => `${day.slice(0, 7)}-01`

/**
 * What counts in a county (or the counties of a city) beside the rows (DOMAIN 15.5), by measure in the order of the set:
 * the months from that of the first day to that of the last.
 */
export async function readAdjustments(
  set: FigureSet,
  db: Db,
  region: string,
  period: { from: LegalDay; to: LegalDay },
): Promise<{ n: number; d: number }[]> {
  const rows = await db.figureAdjustment.groupBy({
    by: ['measure'],
    where: {
      kind: set.kind,
      county: { startsWith: region },
      month: { gte: dayToDb(monthOf(period.from)), lte: dayToDb(period.to) },
    },
    _sum: { n: true, d: true },
  })
  const of = new Map(rows.map((row) => [row.measure, { n: row._sum.n ?? 0, d: row._sum.d ?? 0 }]))
  return set.measures.map((measure) => of.get(measure.code) ?? { n: 0, d: 0 })
}
