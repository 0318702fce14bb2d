/** What may be told of numerators and denominators over regions and periods: small ones are withheld, with all that would give them away. Pure. */
import type { FigureSet } from './figure'
import type { Line } from './other-table'
import { isSum, type Told } from './rate'
import type { Pair } from './roll-up'
import { suppress } from './suppress'

export type ToldMeasure = { measure: string; n: Told; d: Told }

/** What may be told of each cell, measure by measure. `lines`: every sum that holds among the cells. */
export function tellPairs(
  set: FigureSet,
  pairs: ReadonlyMap<string, readonly Pair[]>,
  lines: readonly Line[],
  limit: number,
): Map<string, ToldMeasure[]> {
  const told = set.measures.map(({ form }, i) => {
    const table = (part: 'n' | 'd') =>
      toldOf(new Map([...pairs].map(([cell, all]) => [cell, all[i]![part]])), lines, limit)
    const d = table('d')
    return { form, d, n: isSum(form) ? undefined : table('n') }
  })
  const together = tellParts(set, pairs, lines, limit)
  return new Map(
    [...pairs].map(([cell, all]) => {
      const alike = withAlike(
        all,
        (i, part) => (part === 'n' ? together.get(place(i, cell)) : undefined) ?? told[i]![part]?.get(cell),
      )
      const measures = set.measures.map(({ code, form }, i) => {
        const d = alike(i, 'd')
        // A sum of days or of money is withheld with the number of files it is made of.
        const n = !isSum(form) ? alike(i, 'n') : typeof d === 'number' ? all[i]!.n : d
        return { measure: code, n, d }
      })
      return [cell, measures]
    }),
  )
}

/**
 * Numbers of one cell that are the same as one withheld there are withheld with it: receptions and persons, the placed and
 * all where everybody is placed. They would tell it by their likeness.
 */
function withAlike(all: readonly Pair[], told: (i: number, part: 'n' | 'd') => Told | undefined) {
  const parts = ['n', 'd'] as const
  const withheld = new Set<number>()
  all.forEach((pair, i) => {
    for (const part of parts) if (typeof told(i, part) === 'string') withheld.add(pair[part])
  })
  return (i: number, part: 'n' | 'd'): Told => {
    const one = told(i, part) ?? 0
    return typeof one === 'number' && one > 0 && withheld.has(one) ? 'hidden' : one
  }
}

const place = (measure: number, cell: string) => `${measure} ${cell}`

/**
 * Numerators of measures that add up to another (ages to everybody), told together: of two ages told, the third could be taken from the
 * whole. The whole is taken as known, since denominators tell it as well.
 */
function tellParts(
  set: FigureSet,
  pairs: ReadonlyMap<string, readonly Pair[]>,
  lines: readonly Line[],
  limit: number,
): Map<string, Told> {
  if (!set.addsUp) return new Map()
  const at = (code: string) => set.measures.findIndex((one) => one.code === code)
  const [whole, parts] = [at(set.addsUp.whole), set.addsUp.parts.map(at)]
  const cells = [...pairs.keys()]
  const values = new Map(
    cells.flatMap((cell) => [whole, ...parts].map((i) => [place(i, cell), pairs.get(cell)![i]!.n] as const)),
  )
  const across = parts.flatMap((i) =>
    lines.map((line) => ({ total: place(i, line.total), parts: line.parts.map((cell) => place(i, cell)) })),
  )
  const within = cells.map((cell) => ({ total: place(whole, cell), parts: parts.map((i) => place(i, cell)) }))
  const known = new Set(cells.map((cell) => place(whole, cell)))
  const told = toldOf(values, [...across, ...within], limit, known)
  for (const id of known) told.delete(id)
  return told
}

/**
 * Suppressed values. Sums that miss a part which is told nowhere (what a county holds itself, what counts beside the rows,
 * a person counted once in two quarters) are completed by a cell taken as known.
 */
function toldOf(
  values: ReadonlyMap<string, number>,
  lines: readonly Line[],
  limit: number,
  known: ReadonlySet<string> = new Set(),
): Map<string, Told> {
  const all = new Map(values)
  const rest = new Set<string>()
  const whole = lines.map(({ total, parts }, at) => {
    const missing = values.get(total)! - parts.reduce((sum, part) => sum + values.get(part)!, 0)
    if (missing === 0) return { total, parts }
    const name = `rest ${at}`
    all.set(name, missing)
    rest.add(name)
    return { total, parts: [...parts, name] }
  })
  const told = suppress(all, whole, limit, new Set([...rest, ...known]))
  for (const name of rest) told.delete(name)
  return told
}
