import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Line } from '~/casefile/figures/other-table'
import type { Told } from '~/casefile/figures/rate'
import { suppress } from '~/casefile/figures/suppress'

/** A table of places and periods with its row, column and grand totals. */
function tableOf(inner: readonly (readonly number[])[]) {
  const [rows, columns] = [inner.length, inner[0]!.length]
  const values = new Map<string, number>()
  inner.forEach((row, r) => row.forEach((value, c) => values.set(`${r},${c}`, value)))
  const across = (r: number | 't') => Array.from({ length: columns }, (_, c) => `${r},${c}`)
  const down = (c: number | 't') => Array.from({ length: rows }, (_, r) => `${r},${c}`)
  const add = (id: string, parts: readonly string[]) =>
    values.set(
      id,
      parts.reduce((all, part) => all + values.get(part)!, 0),
    )
  const lines: Line[] = []
  for (let r = 0; r < rows; r++) lines.push({ total: `${r},t`, parts: across(r) })
  for (let c = 0; c < columns; c++) lines.push({ total: `t,${c}`, parts: down(c) })
  for (const { total, parts } of lines) add(total, parts)
  lines.push({ total: 't,t', parts: across('t') }, { total: 't,t', parts: down('t') })
  add('t,t', across('t'))
  return { values, lines }
}

/** What whoever looks may take a cell for: a number told, 1–4, or 5 and more; less when a small one is told as hidden. */
type Range = { lo: number; hi: number }
function rangesOf(told: ReadonlyMap<string, Told>, values: ReadonlyMap<string, number>): Map<string, Range> {
  const range = (id: string, one: Told): Range =>
    typeof one === 'number'
      ? { lo: one, hi: one }
      : one === 'small'
        ? { lo: 1, hi: 4 }
        : { lo: Math.min(values.get(id)!, 5), hi: Infinity }
  return new Map([...told].map(([id, one]) => [id, range(id, one)]))
}
const within = ({ lo, hi }: Range, value: number) => value >= lo && value <= hi
const sumOf = (row: readonly number[]) => row.reduce((all, value) => all + value, 0)

/** Rows of numbers up to a cap that show the same in their cells and their total. */
function rowsLike(ranges: ReadonlyMap<string, Range>, r: number, columns: number, cap: number): number[][] {
  let rows: number[][] = [[]]
  for (let c = 0; c < columns; c++) {
    const { lo, hi } = ranges.get(`${r},${c}`)!
    const choices = Array.from({ length: Math.min(hi, Math.max(cap, lo)) - lo + 1 }, (_, i) => lo + i)
    rows = rows.flatMap((row) => choices.map((value) => [...row, value]))
  }
  return rows.filter((row) => within(ranges.get(`${r},t`)!, sumOf(row)))
}

/** Every table that shows the same in all cells and sums. */
function* tables(
  ranges: ReadonlyMap<string, Range>,
  rows: number,
  columns: number,
  cap: number,
): Generator<number[][]> {
  const choices = Array.from({ length: rows }, (_, r) => rowsLike(ranges, r, columns, cap))
  const walk = function* (chosen: number[][]): Generator<number[][]> {
    if (chosen.length < rows) {
      for (const row of choices[chosen.length]!) yield* walk([...chosen, row])
      return
    }
    const down = Array.from({ length: columns }, (_, c) => sumOf(chosen.map((row) => row[c]!)))
    if (down.every((value, c) => within(ranges.get(`t,${c}`)!, value)) && within(ranges.get('t,t')!, sumOf(down)))
      yield chosen
  }
  yield* walk([])
}

const small = (values: ReadonlyMap<string, number>) =>
  [...values].filter(([, value]) => value > 0 && value < 5).map(([id]) => id)

describe('suppression', () => {
  it('tells the nine patients of SR-18 as <5 everywhere, and the total', () => {
    const towns = { 丰山: 4, 屏山: 2, 高田: 1, 大由: 1, 珠坑: 1 }
    const values = new Map<string, number>([...Object.entries(towns), ['合计', 9]])
    const told = suppress(values, [{ total: '合计', parts: Object.keys(towns) }], 5)
    expect([...told]).toEqual([...Object.keys(towns).map((town) => [town, 'small']), ['合计', 9]])
  })

  it('hides the next smallest of the row and of the column beside a single small one', () => {
    const { values, lines } = tableOf([
      [3, 20, 30],
      [40, 50, 60],
      [70, 80, 90],
    ])
    const told = suppress(values, lines, 5)
    const hidden = [...told].filter(([, one]) => one === 'hidden').map(([id]) => id)
    expect(told.get('0,0')).toBe('small')
    expect(hidden.sort()).toEqual(['0,1', '1,0', '1,1'])
  })

  it.each([[[1, 5, 20]], [[4, 4, 20]], [[1, 1, 20]]])(
    'knows what the marks themselves tell: of %j the sum of the first two gives nothing away',
    (parts) => {
      const [a, b, c] = parts as [number, number, number]
      const values = new Map(Object.entries({ a, b, c, t: a + b + c }))
      const told = suppress(values, [{ total: 't', parts: ['a', 'b', 'c'] }], 5)
      expect(['a', 'b', 'c'].map((id) => typeof told.get(id))).toEqual(['string', 'string', 'string'])
    },
  )

  it('tells less when the marks alone would tell: four places with one each, and four in all', () => {
    const { values, lines } = tableOf([
      [1, 1],
      [1, 1],
    ])
    const told = [...suppress(values, lines, 5).values()]
    expect(told.filter((one) => one === 'hidden').length).toBeGreaterThan(0)
    expect(told.every((one) => typeof one === 'string')).toBe(true)
  })

  it('leaves a table without small numbers as it is, and zeros', () => {
    const { values, lines } = tableOf([
      [0, 12],
      [7, 0],
    ])
    expect(suppress(values, lines, 5)).toEqual(values)
  })

  it('hides nothing that is known anyway', () => {
    const values = new Map(Object.entries({ a: 2, b: 9, apart: 6, t: 17 }))
    const told = suppress(values, [{ total: 't', parts: ['a', 'b', 'apart'] }], 5, new Set(['apart']))
    expect(Object.fromEntries(told)).toEqual({ a: 'small', b: 'hidden', apart: 6, t: 17 })
  })

  const number = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 12 }))
  it.each([
    [1, 3, 100],
    [2, 2, 100],
    [2, 3, 60],
    [3, 3, 30],
  ])('in any table of %i by %i no small number can be computed back', { timeout: 60_000 }, (rows, columns, runs) => {
    const row = fc.array(number, { minLength: columns, maxLength: columns })
    const attack = (table: number[][]) => {
      const { values, lines } = tableOf(table)
      const told = suppress(values, lines, 5)
      const wanted = small(values)
      for (const [id, one] of told) {
        if (typeof one === 'number') expect([one, wanted.includes(id)]).toEqual([values.get(id), false])
        if (one === 'small') expect(wanted).toContain(id)
      }
      const seen = new Map(wanted.map((id) => [id, new Set<number>()]))
      for (const chosen of tables(rangesOf(told, values), rows, columns, 13)) {
        const other = tableOf(chosen).values
        for (const id of wanted) seen.get(id)!.add(other.get(id)!)
        if (wanted.every((id) => seen.get(id)!.size > 1)) return
      }
      const found = wanted.filter((id) => seen.get(id)!.size < 2)
      expect(found, JSON.stringify([table, [...told]])).toEqual([])
    }
    fc.assert(fc.property(fc.array(row, { minLength: rows, maxLength: rows }), attack), { numRuns: runs })
  })

  it('comes to an end on a city of years', () => {
    const [regions, months] = [45, 36]
    const [flat] = fc.sample(fc.array(number, { minLength: regions * months, maxLength: regions * months }), {
      numRuns: 1,
      seed: 5,
    })
    const { values, lines } = tableOf(
      Array.from({ length: regions }, (_, r) => flat!.slice(r * months, (r + 1) * months)),
    )
    const told = suppress(values, lines, 5)
    for (const id of small(values)) expect(typeof told.get(id)).toBe('string')
  })
})
