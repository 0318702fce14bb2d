/** The conditions of figures as SQL: written once, for the sums, for the list behind a number, and for the worker. */
import { Prisma } from '~/generated/prisma/client'
import type { LegalDay } from '~/lib/dates'
import type { RuleBook } from '../deadlines/rule-book'
import { addedOf, type At, type FigureSet, type Measure } from './figure'
import type { Choice, Period } from './period'
import { isSum } from './rate'

export const aliases = { c: Prisma.raw('c'), h: Prisma.raw('h') }

export const atOf = (choice: Pick<Choice, 'cutOff'>, today: LegalDay, book: RuleBook): At => ({
  ...aliases,
  cutOff: choice.cutOff,
  today,
  p: (rule) => book.rule(rule, choice.cutOff).value,
})

/** Both rows of all files (aliases c, h), for those who add up everything: a city reads a good part of both tables. */
export const everyFile = (set: FigureSet): Prisma.Sql =>
  Prisma.sql`${Prisma.raw(set.table)} h JOIN case_file c ON c.id = h.case_id`

/**
 * The same, begun with the rows of the own table that `own` (over h) holds for, and the file looked up beside each: a
 * month of a county does not read the files of the city. OFFSET 0 holds the planner to it (PITFALLS 27).
 */
export const filesOfRows = (set: FigureSet, own: Prisma.Sql, { from, where }: Inside = everywhere): Prisma.Sql =>
  Prisma.sql`${from}(SELECT h.* FROM ${Prisma.raw(set.table)} h WHERE ${where}${own} OFFSET 0) h CROSS JOIN LATERAL (SELECT c.* FROM case_file c WHERE c.id = h.case_id OFFSET 0) c`

/** Rows beside which the files are looked up, as they begin a FROM, and what ties a file (h) to one of them. */
export type Inside = { from: Prisma.Sql; where: Prisma.Sql }
const everywhere: Inside = { from: Prisma.empty, where: Prisma.empty }

/** Days of the own table's row (alias h) in a period. */
export const inPeriod = (set: FigureSet, { from, to }: Pick<Period, 'from' | 'to'>): Prisma.Sql =>
  Prisma.sql`h.${Prisma.raw(set.day)} >= ${from}::date AND h.${Prisma.raw(set.day)} <= ${to}::date`

/** In the period, in the cohort: the population of a choice, for whatever aliases. */
export function population(set: FigureSet, at: At, period: Pick<Period, 'from' | 'to'>): Prisma.Sql {
  const day = Prisma.sql`${at.h}.${Prisma.raw(set.day)}`
  const to = period.to < at.cutOff ? period.to : at.cutOff
  return Prisma.sql`${day} >= ${period.from}::date AND ${day} <= ${to}::date AND ${set.cohort(at)}`
}

/** Which rows have a part in the measure; of a sum: which have a number. */
export function denominatorOf(set: FigureSet, measure: Measure, at: At): Prisma.Sql {
  if (isSum(measure.form)) return numeratorOf(set, measure, at)
  return measure.denominator?.(at) ?? Prisma.sql`TRUE`
}

/** Which rows count, among those that have a part. */
export function numeratorOf(set: FigureSet, measure: Measure, at: At): Prisma.Sql {
  const { numerator } = measure
  const parts = measure.denominator ? [measure.denominator(at)] : []
  if (typeof numerator === 'function') return every([...parts, numerator(at)])
  return every([...parts, ...namedIn(set, numerator.all).map(({ measure: one }) => numeratorOf(set, one, at))])
}

const every = (parts: readonly Prisma.Sql[]) => Prisma.sql`(${Prisma.join([...parts], ' AND ')})`

/** The measures of the given codes with their places in the set. */
function namedIn(set: FigureSet, codes: readonly string[]) {
  return codes.map((code) => {
    const index = set.measures.findIndex((one) => one.code === code)
    const measure = set.measures[index]
    if (!measure) throw new RangeError(`no measure ${code}`)
    return { measure, index }
  })
}

/** Which column tells the place of a row: the tier below a region. */
export type PlaceColumn = 'county' | 'town' | 'scope_key'
export const placeColumn = (region: string): PlaceColumn =>
  (({ 4: 'county', 6: 'town' }) as const)[region.length as 4 | 6] ?? 'scope_key'

/** The first day of the month that a row lies in. */
export const monthColumn = (set: FigureSet, h: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`date_trunc('month', ${h}.${Prisma.raw(set.day)}::timestamp)::date`

/** Columns of each measure over a row: n<i> and d<i> as booleans, s<i> as what is added up; those made of others have none. */
export function rowColumns(set: FigureSet, at: At): Prisma.Sql {
  return Prisma.join(
    set.measures.flatMap((measure, i) => [
      ...addedColumn(measure, i, at),
      ...(typeof measure.numerator === 'function'
        ? [Prisma.sql`${numeratorOf(set, measure, at)} AS ${Prisma.raw(`n${i}`)}`]
        : []),
      ...(measure.denominator ? [Prisma.sql`${measure.denominator(at)} AS ${Prisma.raw(`d${i}`)}`] : []),
    ]),
  )
}

function addedColumn(measure: Measure, i: number, at: At): Prisma.Sql[] {
  const added = addedOf(measure)
  return added ? [Prisma.sql`${added(at)} AS ${Prisma.raw(`s${i}`)}`] : []
}

/** What rows of `rowColumns` say of a measure: counted, having a part. */
const saysOf = (set: FigureSet, measure: Measure, i: number) => ({
  n:
    typeof measure.numerator === 'function'
      ? `n${i}`
      : [
          ...(measure.denominator ? [`d${i}`] : []),
          ...namedIn(set, measure.numerator.all).map(({ index }) => `n${index}`),
        ].join(' AND '),
  d: isSum(measure.form) ? `n${i}` : measure.denominator ? `d${i}` : 'TRUE',
})

/** Sums of each measure over such rows: n<i>, d<i> as integers; of money as a number that holds fen exactly to 90 trillion yuan. */
export function sumColumns(set: FigureSet): Prisma.Sql {
  const columns = set.measures.map((measure, i) => {
    const { n, d } = saysOf(set, measure, i)
    const counted = (filter: string) =>
      filter === 'TRUE' ? 'count(*)::int' : `(count(*) FILTER (WHERE ${filter}))::int`
    const sum = addedOf(measure)
      ? `coalesce(sum(s${i}) FILTER (WHERE n${i}), 0)::${measure.fen ? 'float8' : 'int'}`
      : counted(n)
    return `${sum} AS n${i}, ${counted(d)} AS d${i}`
  })
  return Prisma.raw(columns.join(', '))
}

/** n<i> and d<i> of each measure as they are. */
export const pairColumns = (set: FigureSet): Prisma.Sql =>
  Prisma.raw(set.measures.map((_, i) => `n${i}, d${i}`).join(', '))

/** The same of one row, as 0 and 1: for persons with several. */
export function oneColumns(set: FigureSet): Prisma.Sql {
  const columns = set.measures.map((measure, i) => {
    const { n, d } = saysOf(set, measure, i)
    return measure.persons ? `(${n})::int AS n${i}, (${d})::int AS d${i}` : `0 AS n${i}, 0 AS d${i}`
  })
  return Prisma.raw(columns.join(', '))
}

/** One person once, looked up person by person (OFFSET 0, PITFALLS 27): of several files of one person the last opened, among those that the same condition holds for. */
export function oncePerPerson(set: FigureSet, at: At, holds: (at: At) => Prisma.Sql): Prisma.Sql {
  const other: At = { ...at, c: Prisma.raw('c2'), h: Prisma.raw('h2') }
  return Prisma.sql`NOT EXISTS (SELECT 1 FROM case_file c2 JOIN ${Prisma.raw(set.table)} h2 ON h2.case_id = c2.id
    WHERE c2.person_id = c.person_id AND c2.kind = ${set.kind} AND c2.id > c.id AND ${holds(other)} OFFSET 0)`
}
