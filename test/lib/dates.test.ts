import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  addYears,
  age,
  compareDays,
  dayOf,
  daysBetween,
  dayToDb,
  dbToDay,
  formatDay,
  formatInstant,
  isLegalDay,
  now,
  setClock,
  shortDay,
  today,
  weekday,
} from '~/lib/dates'

const someDay = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10))

afterEach(() => {
  setClock(null)
  delete process.env.CLOCK
})

describe('the clock', () => {
  it('stands where it is set', () => {
    setClock('2026-11-22T16:30:00Z')
    expect(now().toISOString()).toBe('2026-11-22T16:30:00.000Z')
    expect(today()).toBe('2026-11-23')
  })

  it('honours CLOCK, and setClock before it', () => {
    process.env.CLOCK = '2026-11-23T08:31:00+08:00'
    expect(today()).toBe('2026-11-23')
    setClock('2026-01-01T00:00:00+08:00')
    expect(today()).toBe('2026-01-01')
  })

  it('cannot be changed through what it gave out', () => {
    setClock('2026-11-23T00:00:00Z')
    now().setFullYear(1999)
    expect(today()).toBe('2026-11-23')
  })

  it('refuses nonsense', () => {
    expect(() => setClock('tomorrow')).toThrow(RangeError)
  })
})

describe('legal days', () => {
  it('are days of Asia/Shanghai', () => {
    expect(dayOf(new Date('2026-11-22T15:59:59Z'))).toBe('2026-11-22')
    expect(dayOf(new Date('2026-11-22T16:00:00Z'))).toBe('2026-11-23')
    expect(formatInstant(new Date('2026-11-23T00:31:00Z'))).toBe('2026-11-23 08:31')
  })

  it('exist', () => {
    expect(['2026-02-28', '2024-02-29', '9999-12-31'].map(isLegalDay)).toEqual([true, true, true])
    for (const bad of ['2026-02-29', '2026-02-30', '2026-13-01', '2026-1-1', '26-01-01', '', ' 2026-01-01', null, 5]) {
      expect(isLegalDay(bad), String(bad)).toBe(false)
    }
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError)
  })

  it('end a month on the corresponding day or the last (4.16)', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2026-02-28', 1)).toBe('2026-03-28')
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28')
    expect(addYears('2024-02-29', 1)).toBe('2025-02-28')
    expect(addYears('2024-02-29', 4)).toBe('2028-02-29')
  })

  it('are written for people', () => {
    expect(formatDay('2026-11-23')).toBe('2026年11月23日')
    expect(formatDay('2027-01-05')).toBe('2027年1月5日')
    expect(shortDay('2026-11-23')).toBe('11月23日')
    expect(weekday('2026-11-23')).toBe('星期一')
    expect(weekday('2026-11-22')).toBe('星期日')
  })

  it('survive the daylight saving of 1986 and any sum', () => {
    expect(addDays('1986-05-03', 1)).toBe('1986-05-04')
    fc.assert(
      fc.property(someDay, fc.integer({ min: -40_000, max: 40_000 }), (day, n) => {
        const there = addDays(day, n)
        expect(daysBetween(day, there)).toBe(n)
        expect(addDays(there, -n)).toBe(day)
        expect(compareDays(day, there)).toBe(Math.sign(0 - n))
      }),
    )
  })

  it('go to the database and back', () => {
    expect(dayToDb('2026-11-23').toISOString()).toBe('2026-11-23T00:00:00.000Z')
    fc.assert(fc.property(someDay, (day) => void expect(dbToDay(dayToDb(day))).toBe(day)))
  })

  it('give full years', () => {
    expect(age('2008-11-22', '2026-11-21')).toBe(17)
    expect(age('2008-11-22', '2026-11-22')).toBe(18)
    expect(age('2008-02-29', '2026-02-28')).toBe(18)
    expect(age('2008-02-29', '2026-02-27')).toBe(17)
    expect(age('2026-11-22', '2026-11-22')).toBe(0)
    expect(age('2026-11-22', '2026-11-21')).toBe(-1)
  })
})
