/**
 * Sums that the worker keeps of every unit and month (figure_sum), for those who see all rows of their range: exact, as if
 * the rows were counted now. A unit and month counts by its stored sums when they were made by the same definitions,
 * parameters and day (`basis`), when the period holds the whole month, and when nothing was written to its files since
 * (figure_mark); else by its rows.
 */
import { createHash } from 'node:crypto'
import type { Actor } from '~/access/actor'
import { grantOf } from '~/access/policy'
import { Prisma } from '~/generated/prisma/client'
import { addDays, addMonths, type LegalDay } from '~/lib/dates'
import type { At, FigureSet } from './figure'
import type { Period } from './period'
import { rowColumns, type Inside, type PlaceColumn } from './sql.server'

/** Of a set that is kept. Whoever is named on single files has no sums; nor has a view that hides a part of what is counted. */
export function keepsSums(actor: Pick<Actor, 'role'>, set: FigureSet): boolean {
  const grant = grantOf(actor.role, set.kind)
  return set.kept === true && grant !== undefined && grant.reach !== 'party' && grant.view === 'full'
}

/** What the sums of a day are counted by: the statement itself with the day and the parameters in it, as a hash. */
export function basisOf(set: FigureSet, at: At): string {
  const { text, values } = Prisma.sql`${set.cohort(at)}, ${rowColumns(set, at)}`
  const shape = set.measures.map(({ code, numerator, persons }) => [code, numerator, persons])
  return createHash('sha256')
    .update(JSON.stringify([set.table, set.day, at.cutOff, shape, text, values]))
    .digest('hex')
    .slice(0, 32)
}

const monthOf = (day: LegalDay): LegalDay => `${day.slice(0, 7)}-01`

/** First and last month that lie in the period as a whole, up to the cut-off day; the first after the last when none does. */
export function wholeMonths({ from, to }: Pick<Period, 'from' | 'to'>, cutOff: LegalDay): [LegalDay, LegalDay] {
  const first = from === monthOf(from) ? from : addMonths(monthOf(from), 1)
  const ends = to >= cutOff || monthOf(addDays(to, 1)) !== monthOf(to)
  const last = monthOf(to < cutOff ? to : cutOff)
  return [first, ends ? last : addMonths(last, -1)]
}

/** CTE `bucket`: the units and months of a choice, and whether the stored sums stand for them. `scope`: over an alias. */
export function bucketsOf(
  set: FigureSet,
  at: At,
  period: Pick<Period, 'from' | 'to'>,
  scope: (alias: string) => Prisma.Sql,
): Prisma.Sql {
  const [first, last] = wholeMonths(period, at.cutOff)
  const to = period.to < at.cutOff ? period.to : at.cutOff
  const inPeriod = (alias: string) =>
    Prisma.sql`${scope(alias)} AND ${Prisma.raw(alias)}.month BETWEEN ${monthOf(period.from)}::date AND ${to}::date`
  return Prisma.sql`bucket AS MATERIALIZED (SELECT scope_key, month, bool_and(kept) AS kept FROM (
      SELECT s.scope_key, s.month, s.basis = ${basisOf(set, at)} AND s.month BETWEEN ${first}::date AND ${last}::date AS kept
      FROM figure_sum s WHERE ${inPeriod('s')}
      UNION ALL SELECT m.scope_key, m.month, FALSE FROM figure_mark m WHERE ${inPeriod('m')}) b
    GROUP BY scope_key, month)`
}

/** The files (h) of the units and months that no stored sum stands for. */
export const inBucket = (set: FigureSet): Inside => ({
  from: Prisma.sql`(SELECT b.scope_key, b.month FROM bucket b WHERE NOT b.kept OFFSET 0) b CROSS JOIN LATERAL `,
  where: ofBucket(set),
})

/** Ties a row of the own table (h) to its unit and month (b). */
export const ofBucket = (set: FigureSet): Prisma.Sql => {
  const day = Prisma.raw(`h.${set.day}`)
  return Prisma.sql`h.scope_key = b.scope_key AND ${day} >= b.month AND ${day} < (b.month + interval '1 month')::date AND `
}

/** The stored sums by place and month, and what each file of persons with several adds, in the columns of the live ones. */
export function storedParts(set: FigureSet, tier: PlaceColumn): { sums: Prisma.Sql; each: Prisma.Sql } {
  const columns = (one: (column: string) => string) =>
    Prisma.raw(set.measures.map((_, i) => `${one(`n[${i + 1}]`)} AS n${i}, ${one(`d[${i + 1}]`)} AS d${i}`).join(', '))
  const place = Prisma.raw(`s.${tier}`)
  const kept = Prisma.sql`JOIN bucket b ON b.scope_key = s.scope_key AND b.month = s.month WHERE b.kept AND s.kind = ${set.kind}`
  return {
    sums: Prisma.sql`SELECT ${place}, s.month, NULL::text, ${columns((column) => `sum(s.${column})::int`)} FROM figure_sum s ${kept} AND s.n IS NOT NULL GROUP BY ${place}, s.month`,
    each: Prisma.sql`SELECT ${place}, s.month, s.person_id, ${columns((column) => `s.${column}`)} FROM figure_person s ${kept}`,
  }
}
