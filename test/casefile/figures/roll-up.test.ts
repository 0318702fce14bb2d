import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FigureSet } from '~/casefile/figures/figure'
import { bucketKey, rollUp, type Part } from '~/casefile/figures/roll-up'

/** Two measures: files, and persons. */
const set = { measures: [{ code: 'files' }, { code: 'persons', persons: true }] } as unknown as FigureSet

type File = { place: string; month: string; person: string; counts: boolean }
const files = fc.array(
  fc.record({
    place: fc.constantFrom('a', 'b', 'c'),
    month: fc.constantFrom('2026-01-01', '2026-02-01', '2026-05-01', '2027-01-01'),
    person: fc.constantFrom(...'pqrstuvwxyz'),
    counts: fc.boolean(),
  }),
  { maxLength: 30 },
)

/** The parts as the statement gives them: sums by place and month, and each file of persons with several. */
function partsOf(all: readonly File[]): Part[] {
  const sums = new Map<string, Part>()
  for (const { place, month, counts } of all) {
    const part = sums.get(place + month) ?? {
      place,
      month,
      person: null,
      pairs: [
        { n: 0, d: 0 },
        { n: 0, d: 0 },
      ],
    }
    for (const pair of part.pairs) {
      pair.n += Number(counts)
      pair.d += 1
    }
    sums.set(place + month, part)
  }
  const several = all.filter((file) => all.filter((other) => other.person === file.person).length > 1)
  return [
    ...sums.values(),
    ...several.map(({ place, month, person, counts }) => ({
      place,
      month,
      person,
      pairs: [
        { n: 0, d: 0 },
        { n: Number(counts), d: 1 },
      ],
    })),
  ]
}

/** Said anew: files, and different persons. */
const plain = (group: readonly File[]) => [
  { n: group.filter((file) => file.counts).length, d: group.length },
  {
    n: new Set(group.filter((file) => file.counts).map((file) => file.person)).size,
    d: new Set(group.map((file) => file.person)).size,
  },
]

describe('parts rolled up', () => {
  it('are the files and the different persons of each place, each stretch and the whole', () => {
    fc.assert(
      fc.property(files, fc.constantFrom('month' as const, 'quarter' as const, 'year' as const), (all, bucket) => {
        const { places, buckets, total } = rollUp(set, partsOf(all), bucket)
        expect(total).toEqual(plain(all))
        expect(places.map(({ code }) => code)).toEqual([...new Set(all.map((file) => file.place))].sort())
        for (const { code, pairs } of places) expect(pairs).toEqual(plain(all.filter((file) => file.place === code)))
        for (const { key, pairs } of buckets)
          expect(pairs).toEqual(plain(all.filter((file) => bucketKey(file.month, bucket) === key)))
      }),
    )
  })

  it('stretches are named as periods are', () => {
    expect(bucketKey('2026-05-01', 'quarter')).toBe('2026-Q2')
    expect(bucketKey('2026-05-01', 'month')).toBe('2026-05')
    expect(bucketKey('2026-05-01', 'year')).toBe('2026')
  })
})
