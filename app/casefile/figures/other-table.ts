/** Another table that shows exactly the same: what makes a withheld number one that cannot be computed back. Pure. */
import type { Mark } from './rate'

/** total = Σ parts, by cell ids: the towns of a county, the months of a quarter. */
export type Line = { total: string; parts: readonly string[] }

/** A table with its withheld cells. `small`: 1 to limit − 1; `hidden`: limit or more, or a small one told as if it were. */
export type Hidden = {
  values: ReadonlyMap<string, number>
  marks: ReadonlyMap<string, Mark>
  linesOf: ReadonlyMap<string, readonly Line[]>
  limit: number
}

/** How many cells another table may differ in, tried in turn: most often four corners do. */
const DEPTHS = [3, 5, 7, 11, 17]
/** Moves tried at each depth before it is given up; giving up hides one number more, never one too few. */
const PATIENCE = 300
/** Lines that one cell can stand in: of its region and of its time, as a part and as their sum. */
const LINES_OF_A_CELL = 4

/**
 * Moves the cell by one, and other withheld cells by one until every sum holds again. Gives the cells that moved, or
 * undefined when no such table was found.
 */
export function otherTable(hidden: Hidden, id: string): Set<string> | undefined {
  for (const depth of DEPTHS)
    for (const by of [1, -1] as const) {
      if (!mayMove(hidden, id, by)) continue
      const search: Search = { moved: new Map(), off: new Map(), wrong: 0, left: PATIENCE, depth }
      move(hidden, search, id, by)
      if (settle(hidden, search)) return new Set(search.moved.keys())
    }
  return undefined
}

type Step = 1 | -1
type Search = {
  moved: Map<string, Step>
  /** Lines that do not add up now: Σ parts − total. */
  off: Map<Line, number>
  /** By how much in all. */
  wrong: number
  left: number
  depth: number
}

function mayMove({ values, marks, limit }: Hidden, id: string, by: Step): boolean {
  const [mark, now] = [marks.get(id), values.get(id)!]
  const value = now + by
  return mark === 'small' ? value >= 1 && value < limit : mark === 'hidden' && value >= Math.min(now, limit)
}

/** What the move of a cell does to a line. */
const effect = (line: Line, id: string, by: Step): number => (line.total === id ? -by : by)

function shift({ linesOf }: Hidden, search: Search, id: string, by: Step): void {
  for (const line of linesOf.get(id)!) {
    const before = search.off.get(line) ?? 0
    const sum = before + effect(line, id, by)
    search.wrong += Math.abs(sum) - Math.abs(before)
    if (sum === 0) search.off.delete(line)
    else search.off.set(line, sum)
  }
}

function move(hidden: Hidden, search: Search, id: string, by: Step): void {
  shift(hidden, search, id, by)
  search.moved.set(id, by)
}

function takeBack(hidden: Hidden, search: Search, id: string): void {
  shift(hidden, search, id, -search.moved.get(id)! as Step)
  search.moved.delete(id)
}

/** Depth first: the line with the fewest ways to mend it, the way that mends most. */
function settle(hidden: Hidden, search: Search): boolean {
  if (search.off.size === 0) return true
  if (search.wrong > (search.depth - search.moved.size + 1) * LINES_OF_A_CELL) return false
  let ways: Way[] | undefined
  for (const [line, sum] of search.off) {
    const found = waysOf(hidden, search, line, sum)
    if (!ways || found.length < ways.length) ways = found
    if (ways.length === 0) return false
  }
  for (const { id, by } of ways!.sort((a, b) => b.gain - a.gain)) {
    if (search.left-- <= 0) return false
    move(hidden, search, id, by)
    if (settle(hidden, search)) return true
    takeBack(hidden, search, id)
  }
  return false
}

type Way = { id: string; by: Step; gain: number }

/** Withheld cells of the line whose move by one brings it nearer to adding up. */
function waysOf(hidden: Hidden, { moved, off }: Search, line: Line, sum: number): Way[] {
  const ways: Way[] = []
  for (const id of [line.total, ...line.parts]) {
    if (!hidden.marks.has(id) || moved.has(id)) continue
    const by: Step = effect(line, id, 1) * sum < 0 ? 1 : -1
    if (!mayMove(hidden, id, by)) continue
    const gain = hidden.linesOf.get(id)!.reduce((all, one) => {
      const before = off.get(one) ?? 0
      return all + Math.abs(before) - Math.abs(before + effect(one, id, by))
    }, 0)
    ways.push({ id, by, gain })
  }
  return ways
}
