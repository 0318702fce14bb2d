import { describe, expect, it } from 'vitest'
import { tellReports, type ReportCount } from '~/domains/children/figures/report-figures'

const OWN = '3407-CA1'
const count = (to_key: string, filed: number, more: Partial<ReportCount> = {}): ReportCount => ({
  to_key,
  filed,
  acknowledged: filed,
  due: 0,
  fed_back: 0,
  closed: 0,
  ...more,
})
const tell = (...counts: ReportCount[]) => tellReports(counts, OWN, 5)

describe('reports of an office', () => {
  it('are its own rows: told as they are, and there without a single one', () => {
    expect(tell(count(OWN, 2, { due: 2, fed_back: 1 }))).toMatchObject({
      own: { filed: 2, due: 2, fed_back: 1 },
      all: { filed: 2, fed_back: 1 },
      below: [],
    })
    expect(tell()).toMatchObject({ own: { filed: 0 }, all: { filed: 0 }, below: [] })
  })

  it('of one office below are withheld with the sum, from which they could be computed', () => {
    const { own, below, all } = tell(count(OWN, 2), count('340705-CA1', 3))
    expect(own.filed).toBe(2)
    expect(below[0]).toMatchObject({ to_key: '340705-CA1', filed: 'small', acknowledged: 'small' })
    expect(all.filed).toBe('hidden')
  })

  it('of several: the next smallest is hidden, or the sum; larger ones are told', () => {
    const { below, all } = tell(count('340705-CA1', 3), count('340706-CA1', 9), count('340711-CA1', 30))
    expect(below.map(({ filed }) => filed)).toEqual(['small', 'hidden', 30])
    expect(all.filed).toBe(42)
  })

  it('that are all as many as a withheld number are withheld with it', () => {
    const { below } = tell(
      count('340705-CA1', 3, { acknowledged: 0 }),
      count('340706-CA1', 9, { acknowledged: 9 }),
      count('340711-CA1', 30, { acknowledged: 20 }),
    )
    expect(below[1]).toMatchObject({ filed: 'hidden', acknowledged: 'hidden' })
    expect(below[2]).toMatchObject({ filed: 30, acknowledged: 20 })
  })
})
