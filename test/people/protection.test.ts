import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths } from '~/lib/dates'
import { criminalAge } from '~/people/ages'
import { mustSeal } from '~/people/protection'

const limits = { maxMonths: 60, adultAge: 18 }
const route = (facts: Parameters<typeof mustSeal>[0]) => mustSeal(facts, limits)
const birth = '2008-11-22'

describe('with the day of the offence', () => {
  it('D5-edge-01: the 18th birthday itself is under 18', () => {
    expect(route({ birth, offenceOn: '2026-11-22', sentenceMonths: 12 })).toBe('vault')
    expect(route({ birth, offenceOn: '2026-11-23', sentenceMonths: 12 })).toBe('open')
  })

  it('D5-edge-02: 5 y 0 m / 5 y 1 m / exempted → seal / not / seal', () => {
    expect(route({ birth, offenceOn: '2026-01-01', sentenceMonths: 60 })).toBe('vault')
    expect(route({ birth, offenceOn: '2026-01-01', sentenceMonths: 61 })).toBe('open')
    expect(route({ birth, offenceOn: '2026-01-01', sentenceMonths: 0 })).toBe('vault')
    expect(route({ birth, offenceOn: '2026-01-01', sentenceMonths: Infinity })).toBe('open')
  })

  it('a missing sentence keeps a juvenile protected, an adult open', () => {
    expect(route({ birth, offenceOn: '2026-01-01' })).toBe('unknown_sentence')
    expect(route({ birth, offenceOn: '2026-01-01', sentenceMonths: NaN })).toBe('unknown_sentence')
    expect(route({ birth: '1980-01-01', offenceOn: '2026-01-01' })).toBe('open')
  })

  it('D5-edge-03: a date that contradicts the paper is looked at by a person', () => {
    expect(route({ birth, offenceOn: '2026-11-30', flag: true, sentenceMonths: 48 })).toBe('ask')
    expect(route({ birth, offenceOn: '2026-01-01', flag: false, sentenceMonths: 48 })).toBe('vault')
  })

  it('a day before birth or after release proves nothing', () => {
    expect(route({ birth, offenceOn: '2000-01-01', sentenceMonths: 12 })).toBe('ask')
    expect(route({ birth, offenceOn: '2026-12-01', releasedOn: '2026-11-30', sentenceMonths: 12 })).toBe('ask')
    expect(route({ birth, offenceOn: '2000-01-01', flag: true, sentenceMonths: 12 })).toBe('vault')
  })
})

describe('without the day of the offence (prison roster)', () => {
  it('believes the roster when it says juvenile, whatever the age today', () => {
    expect(route({ birth: '1991-05-05', flag: true, sentenceMonths: 5, releasedOn: '2026-12-05' })).toBe('vault')
    expect(route({ birth: '1991-05-05', flag: true, releasedOn: '2026-12-05' })).toBe('unknown_sentence')
  })

  it('knows a juvenile from release minus sentence, even when the roster says nothing or no', () => {
    const facts = { birth, releasedOn: '2027-11-22', sentenceMonths: 12 }
    expect(route(facts)).toBe('vault')
    expect(route({ ...facts, flag: false })).toBe('vault')
    expect(route({ ...facts, releasedOn: '2027-11-23' })).toBe('ask')
    expect(route({ ...facts, releasedOn: '2027-11-23', flag: false })).toBe('open')
  })

  it('knows one who is under 18 at release without any sentence', () => {
    expect(route({ birth, releasedOn: '2026-11-22' })).toBe('unknown_sentence')
    expect(route({ birth, releasedOn: '2026-11-22', flag: false })).toBe('unknown_sentence')
  })

  it('asks when nothing tells the age at the offence', () => {
    expect(route({ birth })).toBe('ask')
    expect(route({ birth: '1970-01-01', releasedOn: '2026-12-01', sentenceMonths: 36 })).toBe('ask')
    expect(route({ birth: '1970-01-01', releasedOn: '2026-12-01', sentenceMonths: 36, flag: false })).toBe('open')
  })

  it('does not ask above five years: such a record is not sealed', () => {
    expect(route({ birth, releasedOn: '2026-12-01', sentenceMonths: 120 })).toBe('open')
    expect(route({ birth, flag: true, sentenceMonths: 61 })).toBe('open')
  })
})

const day = (from: string, to: string) =>
  fc
    .date({ min: new Date(`${from}T00:00:00Z`), max: new Date(`${to}T00:00:00Z`), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))

describe('any facts', () => {
  const months = fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined })
  const flag = fc.constantFrom(true, false, undefined)

  it('a juvenile by date and at most 60 months is never open', () => {
    fc.assert(
      fc.property(
        day('1990-01-01', '2008-01-01'),
        day('2008-01-02', '2026-01-01'),
        months,
        flag,
        (born, offenceOn, n, says) => {
          fc.pre(criminalAge(born, offenceOn) < 18)
          expect(route({ birth: born, offenceOn, sentenceMonths: n, flag: says })).toBe(
            n === undefined ? 'unknown_sentence' : 'vault',
          )
        },
      ),
    )
  })

  it('a juvenile who served the whole term at once is found by release minus sentence', () => {
    fc.assert(
      fc.property(
        day('1990-01-01', '2008-01-01'),
        day('2008-01-02', '2026-01-01'),
        fc.integer({ min: 0, max: 60 }),
        flag,
        (born, from, n, says) => {
          fc.pre(criminalAge(born, from) < 18)
          expect(route({ birth: born, sentenceMonths: n, releasedOn: addMonths(from, n), flag: says })).toBe('vault')
        },
      ),
    )
  })

  it('the limits are those handed in', () => {
    expect(mustSeal({ birth, flag: true, sentenceMonths: 60 }, { maxMonths: 59, adultAge: 18 })).toBe('open')
    expect(
      mustSeal({ birth: '2000-01-01', offenceOn: '2017-06-01', sentenceMonths: 1 }, { maxMonths: 60, adultAge: 16 }),
    ).toBe('open')
  })
})
