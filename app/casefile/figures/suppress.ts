/**
 * Small numbers withheld outside the unit that owns the files (DOMAIN 4.9, SR-18): 1–4 are told as `<5`, and as many next
 * smallest numbers of the same row or column are hidden as it takes that no `<5` can be computed back from the totals.
 * Whoever looks is taken to know the limit, that a hidden number is not small, and every sum that holds: a small number
 * counts as safe when another table, with another number there, shows exactly the same. Pure.
 */
import { otherTable, type Hidden, type Line } from './other-table'
import type { Mark, Told } from './rate'

/**
 * What may be told of each cell. `lines`: every sum that holds. `known`: cells that are no part of the table and taken as
 * known to everybody; they are never hidden. `limit`: the smallest number that is told (5).
 */
export function suppress(
  values: ReadonlyMap<string, number>,
  lines: readonly Line[],
  limit: number,
  known: ReadonlySet<string> = new Set(),
): Map<string, Told> {
  const marks = new Map<string, Mark>()
  for (const [id, value] of values) if (value > 0 && value < limit && !known.has(id)) marks.set(id, 'small')
  const linesOf = new Map<string, Line[]>([...values.keys()].map((id) => [id, []]))
  for (const line of lines) for (const id of [line.total, ...line.parts]) linesOf.get(id)!.push(line)

  /** The smallest number that is still told in the line and not nought. */
  const nextIn = ({ total, parts }: Line): string | undefined =>
    [...parts, total]
      .filter((id) => !marks.has(id) && !known.has(id) && values.get(id)! > 0)
      .sort((a, b) => values.get(a)! - values.get(b)!)[0]

  const hidden: Hidden = { values, marks, linesOf, limit }
  const safe = new Set<string>()
  for (const id of [...marks.keys()]) {
    while (!safe.has(id)) {
      const changed = otherTable(hidden, id)
      if (changed) for (const one of changed) safe.add(one)
      else if (!hideMore(id, linesOf, marks, nextIn)) tellLess(id, linesOf, marks)
      if (marks.get(id) === 'hidden') break
    }
  }
  return new Map([...values].map(([id, value]) => [id, marks.get(id) ?? value]))
}

/**
 * Nothing is left to hide, and the marks themselves give the number away (four places, each `<5`, with `<5` in all): a sum
 * it belongs to is told as hidden, or the number itself when it is the sum.
 */
function tellLess(id: string, linesOf: ReadonlyMap<string, readonly Line[]>, marks: Map<string, Mark>): void {
  const sum = linesOf.get(id)!.find(({ total }) => total !== id && marks.get(total) === 'small')?.total
  marks.set(sum ?? id, 'hidden')
}

/**
 * Hides what is next in every line, near or far, in which a withheld number stands alone; when there is none, in the
 * cell's own lines, and then in the nearest line that has something left. False when nothing is left to hide.
 */
function hideMore(
  id: string,
  linesOf: ReadonlyMap<string, readonly Line[]>,
  marks: Map<string, Mark>,
  nextIn: (line: Line) => string | undefined,
): boolean {
  const withheld = ({ total, parts }: Line) => [total, ...parts].filter((other) => marks.has(other))
  const hide = (lines: readonly Line[]): boolean => {
    const next = lines.flatMap((line) => nextIn(line) ?? [])
    for (const one of next) marks.set(one, 'hidden')
    return next.length > 0
  }
  const own = linesOf.get(id)!
  const reached = new Set(own)
  for (const line of reached)
    for (const other of withheld(line)) for (const further of linesOf.get(other)!) reached.add(further)
  const near = [...reached]
  return hide(near.filter((line) => withheld(line).length === 1)) || hide(own) || near.some((line) => hide([line]))
}
