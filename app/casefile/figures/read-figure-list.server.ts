/** The list behind a number: the files that the very same condition counts. */
import { judge } from '~/access/policy'
import { Prisma } from '~/generated/prisma/client'
import { notFound } from '~/lib/errors'
import type { Ctx } from '../act.server'
import type { ListQuery } from '../list-query'
import { ruleBook } from '../rules.server'
import { measureOf, type At, type FigureSet, type Measure } from './figure'
import { periodOf, type Choice } from './period'
import { readChoice, readRegion, scopeIn } from './read-figures.server'
import { atOf, denominatorOf, inPeriod, numeratorOf, oncePerPerson, population } from './sql.server'

export type FigureList = {
  measure: Measure
  part: 'n' | 'd'
  choice: Choice
  region: { code: string; name: string }
  /** The place or the stretch of the period that the number belongs to, when it is not the total. */
  place: string | null
  bucket: string | null
  query: ListQuery
}

const PLACE = /^[0-9A-Za-z-]{6,30}$/

/**
 * What the address of a number means (`measure`, `part`, `region`, `place`, `bucket`, and the choice of period). Throws
 * 404 for a measure, region or place that is not there or not the actor's, 400 for a forged period.
 */
export async function readFigureList(set: FigureSet, ctx: Ctx, address: URLSearchParams): Promise<FigureList> {
  const measure = measureOf(set, address.get('measure'))
  const part = address.get('part') === 'd' ? 'd' : 'n'
  const [place, bucket] = [address.get('place') || null, address.get('bucket') || null]
  const span = bucket ? periodOf(bucket, ctx.actor.today) : undefined
  if (!measure || (place && !PLACE.test(place)) || (bucket && !span)) throw notFound()
  if (!judge(ctx.actor.role, set.kind, 'L').allowed) throw notFound()
  const choice = readChoice(set, address, ctx)
  const region = await readRegion(set, ctx, address)
  if (place && !place.startsWith(region.code)) throw notFound()
  const at = atOf(choice, ctx.actor.today, await ruleBook(ctx.db))
  const holds = (of: At) =>
    Prisma.join(
      [
        population(set, of, choice.period),
        part === 'n' ? numeratorOf(set, measure, of) : denominatorOf(set, measure, of),
        ...(place ? [Prisma.sql`${of[set.tiersOn]}.${Prisma.raw(region.tier)} = ${place}`] : []),
        ...(span ? [Prisma.sql`${of.h}.${Prisma.raw(set.day)} BETWEEN ${span.from}::date AND ${span.to}::date`] : []),
      ],
      ' AND ',
    )
  const scope = [scopeIn(set, ctx, region)]
  const own = [
    ...(set.tiersOn === 'h' ? scope : []),
    inPeriod(set, choice.period),
    ...(span ? [inPeriod(set, span)] : []),
  ]
  const where = [
    ...(set.tiersOn === 'c' ? scope : []),
    holds(at),
    ...(measure.persons
      ? [oncePerPerson(set, at, (of) => Prisma.sql`${scopeOf(set, of, region.code)} AND ${holds(of)}`)]
      : []),
  ]
  // The rows of the period come first: a measure may hold for few of them, and for none outside.
  const query: ListQuery = { table: set.table, order: 'opened', own, where, lead: true }
  return { measure, part, choice, region, place, bucket, query }
}

/** The region for the other files of a person: row-level security holds them to the actor's scope. */
function scopeOf(set: FigureSet, of: At, region: string): Prisma.Sql {
  const column = ({ 4: 'city', 6: 'county', 9: 'town' } as const)[region.length as 4 | 6 | 9]
  return column ? Prisma.sql`${of[set.tiersOn]}.${Prisma.raw(column)} = ${region}` : Prisma.sql`TRUE`
}
