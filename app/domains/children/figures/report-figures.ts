/** Mandatory reports counted (DOMAIN §8 Statistics): what of the numbers of offices below may be told. Pure. */
import type { Line } from '~/casefile/figures/other-table'
import type { Told } from '~/casefile/figures/rate'
import { suppress } from '~/casefile/figures/suppress'

const columns = ['filed', 'acknowledged', 'due', 'fed_back', 'closed'] as const
type Column = (typeof columns)[number]
/** Of one office: delivered to it in the span, and what it did with them by its last day. */
export type ReportCount = { to_key: string } & Record<Column, number>
export type ToldCount = Record<Column, Told>

const ALL = 'all'

/**
 * The office's own numbers as they are, since it has the rows; of the offices below none of 1–4, and so many others withheld, the sum
 * as well, that no such number can be computed back. `limit`: the smallest number that is told.
 */
export function tellReports(
  counts: readonly ReportCount[],
  own: string,
  limit: number,
): { own: ToldCount; below: ({ to_key: string } & ToldCount)[]; all: ToldCount } {
  const keys = [...new Set([own, ...counts.map(({ to_key }) => to_key)])].sort()
  const value = (key: string, column: Column) => counts.find(({ to_key }) => to_key === key)?.[column] ?? 0
  const known = new Set(keys.length > 1 ? [own] : [own, ALL])
  const lines: Line[] = [{ total: ALL, parts: keys }]
  const told = new Map(
    columns.map((column) => {
      const values = new Map(keys.map((key) => [key, value(key, column)]))
      values.set(
        ALL,
        [...values.values()].reduce((sum, n) => sum + n, 0),
      )
      return [column, suppress(values, lines, limit, known)]
    }),
  )
  const row = (key: string): ToldCount =>
    withAlike(
      columns.map((column) => told.get(column)!.get(key)!),
      (column) => (key === ALL ? keys.reduce((sum, one) => sum + value(one, column), 0) : value(key, column)),
    )
  return {
    own: row(own),
    below: keys.filter((key) => key !== own).map((key) => ({ to_key: key, ...row(key) })),
    all: row(ALL),
  }
}

/** A number that is the same as one withheld beside it is withheld with it: all of them fed back tells how many there are. */
function withAlike(told: readonly Told[], valueOf: (column: Column) => number): ToldCount {
  const withheld = new Set(columns.flatMap((column, i) => (typeof told[i] === 'number' ? [] : [valueOf(column)])))
  return Object.fromEntries(
    columns.map((column, i) => {
      const one = told[i]!
      return [column, typeof one === 'number' && one > 0 && withheld.has(one) ? 'hidden' : one]
    }),
  ) as ToldCount
}
