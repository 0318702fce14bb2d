import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawn, figureText, meanText, rateText } from '~/casefile/figures/rate'

describe('a rate', () => {
  it('prints numerator, denominator and one decimal, half up (SR-01)', () => {
    expect(figureText('rate', 159, 162)).toBe('159/162 = 98.1%')
    expect(figureText('rate', 158, 162)).toBe('158/162 = 97.5%')
    expect(figureText('rate', 0, 162)).toBe('0/162 = 0.0%')
    expect(rateText(1, 2000)).toBe('0.1%') // 0.05 goes up
    expect(rateText(3, 2000)).toBe('0.2%') // 0.15 too, which floating point would lose
    expect(rateText(1, 3)).toBe('33.3%')
    expect(rateText(2, 3)).toBe('66.7%')
    expect(rateText(5, 5)).toBe('100.0%')
  })

  it('of nobody is a dash', () => {
    expect(figureText('rate', 0, 0)).toBe('0/0 = —')
    expect(meanText(0, 0)).toBe('—')
    expect(drawn('rate', 0, 0)).toBeNull()
  })

  it('of a number withheld is not told', () => {
    expect(figureText('rate', 'small', 12)).toBe('<5/12 = <5')
    expect(figureText('rate', 0, 'small')).toBe('0/<5 = <5')
    expect(figureText('rate', 7, 'hidden')).toBe('7/＊ = ＊')
    expect(figureText('days', 'small', 'small')).toBe('<5 天/<5 = <5')
    expect(drawn('rate', 'small', 12)).toBeNull()
  })

  it('is right to the tenth, for all whole numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.nat({ max: 1_000_000 }), (d, part) => {
        const n = part % (d + 1)
        const text = rateText(n, d)
        const shown = BigInt(text.replace(/[.%]/g, '')) // tenths of a per cent
        // shown − ½ ≤ 1000·n/d < shown + ½, in whole numbers
        expect(2n * 1000n * BigInt(n) >= (2n * shown - 1n) * BigInt(d)).toBe(true)
        expect(2n * 1000n * BigInt(n) < (2n * shown + 1n) * BigInt(d)).toBe(true)
      }),
    )
  })

  it('a mean of days likewise; a count stands alone', () => {
    expect(figureText('days', 1547, 160)).toBe('1547 天/160 = 9.7 天')
    expect(meanText(1, 20)).toBe('0.1 天')
    expect(figureText('count', 12, 0)).toBe('12')
  })
})
