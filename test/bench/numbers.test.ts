import { describe, expect, it } from 'vitest'
import { added, nothing, percentile, ratio, summarise } from './numbers'

describe('a percentile', () => {
  it('is the nearest rank: a time that was measured, never one between two', () => {
    const times = [40, 10, 30, 20]
    expect([1, 25, 26, 50, 75, 76, 95, 100].map((percent) => percentile(times, percent))).toEqual([
      10, 10, 20, 20, 30, 40, 40, 40,
    ])
    expect(times).toEqual([40, 10, 30, 20])
  })

  it('sorts by number, and of one time is that time, of none no number', () => {
    expect(percentile([9, 100, 10], 50)).toBe(10)
    expect(percentile([7], 99)).toBe(7)
    expect(percentile([], 50)).toBeNaN()
  })
})

describe('slices', () => {
  const one = { times: [1, 2], errors: 1, seconds: 0.5, cpu: { web: 10, database: 4 } }
  const other = { times: [3, 4], errors: 0, seconds: 1.5, cpu: { web: 20, database: 2 } }

  it('add up, begun with nothing', () => {
    expect(added(added(nothing(), one), other)).toEqual({
      times: [1, 2, 3, 4],
      errors: 1,
      seconds: 2,
      cpu: { web: 30, database: 6 },
    })
    expect(one.times).toEqual([1, 2])
  })

  it('come to requests a second and processor time a request', () => {
    expect(summarise(added(one, other))).toEqual({
      requests: 4,
      errors: 1,
      perSecond: 2,
      p50: 2,
      p95: 4,
      p99: 4,
      webMs: 7.5,
      databaseMs: 1.5,
    })
  })

  it('round to two decimals', () => {
    expect(summarise({ ...nothing(), times: [1 / 3, 2 / 3, 2], seconds: 0.7 })).toMatchObject({
      p50: 0.67,
      perSecond: 4.29,
    })
    expect(ratio(10, 3)).toBe(3.33)
    expect(ratio(1, 8)).toBe(0.13)
  })
})
