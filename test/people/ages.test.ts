import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addYears } from '~/lib/dates'
import { civilAge, criminalAge } from '~/people/ages'

describe('ages', () => {
  it('4.16: born 2008-11-22, act on 2026-11-22 is under 18, on 11-23 reached 18', () => {
    expect(criminalAge('2008-11-22', '2026-11-22')).toBe(17)
    expect(criminalAge('2008-11-22', '2026-11-23')).toBe(18)
    expect(civilAge('2008-11-22', '2026-11-22')).toBe(18)
    expect(civilAge('2008-11-22', '2026-11-21')).toBe(17)
  })

  it('D5-edge-01: an offence on the 18th birthday is one under 18', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 90 }), (offset, n) => {
        const birth = addDays('1970-01-01', offset)
        const birthday = addYears(birth, n)
        expect([civilAge(birth, birthday), criminalAge(birth, birthday)]).toEqual([n, n - 1])
        expect(criminalAge(birth, addDays(birthday, 1))).toBe(n)
      }),
    )
  })

  it('are 0 on the day of birth and -1 before', () => {
    for (const count of [civilAge, criminalAge]) {
      expect(count('2026-11-22', '2026-11-22')).toBe(0)
      expect(count('2026-11-22', '2026-11-21')).toBe(-1)
    }
  })
})
