import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatFen, parseFen } from '~/lib/text'

describe('money in fen', () => {
  it('is printed with commas and two decimals', () => {
    const printed = { 0: '0.00', 5: '0.05', 45: '0.45', 100: '1.00', 123450: '1,234.50', 67500000: '675,000.00' }
    for (const [fen, text] of Object.entries(printed)) expect(formatFen(Number(fen))).toBe(text)
    expect(formatFen(-123450)).toBe('-1,234.50')
    expect(() => formatFen(1.5)).toThrow(RangeError)
  })

  it('is read as people type it', () => {
    for (const typed of ['1234.5', '1,234.50', '￥1,234.50', '¥1234.50', ' 1234.50元 ', '１２３４．５０']) {
      expect(parseFen(typed), typed).toBe(123450)
    }
    expect(parseFen('450')).toBe(45000)
  })

  it('is refused when it is not clear', () => {
    for (const typed of ['', '元', '-5', '1.234', '12,34', '1e5', 'abc', '.5', '12345678901', '1 .', '0x10']) {
      expect(parseFen(typed), typed).toBeNull()
    }
  })

  it('comes back unchanged', () => {
    const fen = fc.integer({ min: 0, max: 999_999_999_999 })
    fc.assert(fc.property(fen, (n) => void expect(parseFen(formatFen(n))).toBe(n)))
  })
})
