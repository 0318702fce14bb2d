/** Sums by place and month rolled up to places, stretches of the period and the whole; a person with several files is one. Pure. */
import type { LegalDay } from '~/lib/dates'
import type { FigureSet } from './figure'
import type { Period } from './period'

/** Numerator and denominator of a measure. */
export type Pair = { n: number; d: number }

/** Pairs by measure, of one place and month; with `person`: of one file of somebody who has several. */
export type Part = { place: string; month: LegalDay; person: string | null; pairs: Pair[] }

export type Rolled = {
  places: { code: string; pairs: Pair[] }[]
  buckets: { key: string; pairs: Pair[] }[]
  total: Pair[]
}

/** Key of the stretch of a period that a month lies in: '2026-09' | '2026-Q3' | '2026'. */
export function bucketKey(month: LegalDay, bucket: Period['bucket']): string {
  if (bucket === 'year') return month.slice(0, 4)
  if (bucket === 'month') return month.slice(0, 7)
  return `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5, 7)) / 3)}`
}

/** Sums of a group, where a person's second and further files are taken off. */
function sumOf(set: FigureSet, parts: readonly Part[]): Pair[] {
  const pairs = set.measures.map(() => ({ n: 0, d: 0 }))
  const met = new Map<string, Pair[]>()
  for (const part of parts) {
    part.pairs.forEach((one, i) => {
      const sum = pairs[i]!
      if (part.person === null) {
        sum.n += one.n
        sum.d += one.d
      } else if (set.measures[i]!.persons) {
        const before = met.get(part.person)?.[i]
        if (before?.n && one.n) sum.n -= 1
        if (before?.d && one.d) sum.d -= 1
      }
    })
    if (part.person === null) continue
    const before = met.get(part.person)
    met.set(
      part.person,
      part.pairs.map((one, i) => ({ n: one.n || (before?.[i]?.n ?? 0), d: one.d || (before?.[i]?.d ?? 0) })),
    )
  }
  return pairs
}

function groupBy(parts: readonly Part[], key: (part: Part) => string): [string, Part[]][] {
  const groups = new Map<string, Part[]>()
  for (const part of parts) {
    const group = groups.get(key(part))
    if (group) group.push(part)
    else groups.set(key(part), [part])
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
}

export function rollUp(set: FigureSet, parts: readonly Part[], bucket: Period['bucket']): Rolled {
  return {
    places: groupBy(parts, (part) => part.place).map(([code, group]) => ({ code, pairs: sumOf(set, group) })),
    buckets: groupBy(parts, (part) => bucketKey(part.month, bucket)).map(([key, group]) => ({
      key,
      pairs: sumOf(set, group),
    })),
    total: sumOf(set, parts),
  }
}
