import { describe, expect, it } from 'vitest'
import type { FigureSet } from '~/casefile/figures/figure'
import { stockDays, stockTable } from '~/casefile/figures/stock-table'

const TODAY = '2026-11-23'
const set = { measures: [{ code: 'all', form: 'count' }] } as unknown as FigureSet
const part = (place: string, n: number) => ({ place, month: '2020-01-01', person: null, pairs: [{ n, d: n }] })
const given = {
  beside: [],
  regions: new Set(['3407', '340705', '340705001', '340705002', '340706', '340706001']),
  today: TODAY,
  limit: 5,
}
const cells = stockTable(set, {
  ...given,
  stocks: new Map([
    [TODAY, [part('340705001', 3), part('340705002', 20), part('340706001', 40)]],
    ['2025-12-31', [part('340705001', 9), part('340705002', 20), part('340706001', 40)]],
  ]),
})
const of = (region: string, period: string) => cells.find((one) => one.region === region && one.period === period)?.n

describe('a stock', () => {
  it('is counted once a day on which published periods end', () => {
    const days = stockDays(TODAY)
    expect(days.get(TODAY)).toEqual(['2026', '2026-Q4', '2026-11'])
    expect(days.get('2025-12-31')).toEqual(['2025', '2025-Q4', '2025-12'])
    expect(days.size).toBeLessThan(20)
  })

  it('of a town is told by years, of a county by quarters, of a city by months', () => {
    expect(of('340705001', '2025')).toBe(9)
    expect(of('340705001', '2025-Q4')).toBeUndefined()
    expect(of('340705', '2025-Q4')).toBe(29)
    expect(of('340705', '2025-12')).toBeUndefined()
    expect(of('3407', '2025-12')).toBe(69)
  })

  it('withheld in the year is withheld in the quarter that ends on the same day', () => {
    expect([of('340705001', '2026'), of('340705002', '2026')]).toEqual(['small', 'hidden'])
    for (const region of ['340705', '340706', '3407']) expect(of(region, '2026')).toEqual(of(region, '2026-Q4'))
    expect(cells.filter(({ cutOff, period }) => period === '2026' && cutOff !== TODAY)).toEqual([])
  })

  it('of ages that add up: the small one cannot be taken from the whole', () => {
    const ages = {
      measures: ['all', 'young', 'old', 'grown'].map((code) => ({ code, form: 'count' })),
      addsUp: { whole: 'all', parts: ['young', 'old', 'grown'] },
    } as unknown as FigureSet
    const place = { ...part('340705001', 0), pairs: [123, 10, 110, 3].map((n) => ({ n, d: 123 })) }
    const told = stockTable(ages, { ...given, stocks: new Map([[TODAY, [place]]]) })
    for (const region of ['340705001', '340705', '3407'])
      expect(
        ['all', 'young', 'old', 'grown'].map(
          (code) => told.find((one) => one.measure === code && one.region === region && one.period === '2026')!.n,
        ),
      ).toEqual([123, 'hidden', 110, 'small'])
  })
})
