import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, weekdayIndex } from '~/lib/dates'
import { addWorkingDays, isWorkingDay, makeCalendar, nextWorkingDay, previousWorkingDay } from '~/orgs/calendar'
import { ANNOUNCED_YEARS, calendarRows } from '../../prisma/seed/calendar'

const calendar = makeCalendar(ANNOUNCED_YEARS.flatMap(calendarRows))
const knownDay = fc.integer({ min: 0, max: 1400 }).map((n) => addDays('2023-01-15', n))

describe('working days', () => {
  it('4.16: follow the notices, make-up days included', () => {
    expect(isWorkingDay(calendar, '2026-10-10')).toEqual({ working: true, provisional: false, name: '国庆节调休' })
    expect(isWorkingDay(calendar, '2026-02-28')).toEqual({ working: true, provisional: false, name: '春节调休' })
    expect(isWorkingDay(calendar, '2026-10-01')).toEqual({ working: false, provisional: false, name: '国庆节' })
    expect(isWorkingDay(calendar, '2026-11-21')).toEqual({ working: false, provisional: false })
    expect(isWorkingDay(calendar, '2026-11-23')).toEqual({ working: true, provisional: false })
  })

  it('4.16: of 2027 are provisional, whatever a library says', () => {
    expect(calendarRows(2027)).toEqual([])
    expect(isWorkingDay(calendar, '2027-01-04')).toEqual({ working: true, provisional: true })
    expect(isWorkingDay(calendar, '2027-01-02').provisional).toBe(true)
    expect(addWorkingDays(calendar, '2026-12-30', 2)).toEqual({ day: '2027-01-01', provisional: true })
    expect(addWorkingDays(calendar, '2026-12-30', 1)).toEqual({ day: '2026-12-31', provisional: false })
  })

  it('2026 has 33 rest days and the six make-up days of the notice', () => {
    const work = calendarRows(2026).filter((row) => row.kind === 'work')
    expect(work.map((row) => row.day)).toEqual([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ])
    expect(calendarRows(2026).filter((row) => row.kind === 'rest')).toHaveLength(33)
  })

  it('are found forwards and backwards', () => {
    expect(nextWorkingDay(calendar, '2026-10-01').day).toBe('2026-10-08')
    expect(nextWorkingDay(calendar, '2026-10-08').day).toBe('2026-10-08')
    expect(previousWorkingDay(calendar, '2026-10-07').day).toBe('2026-09-30')
    expect(addWorkingDays(calendar, '2026-11-20', 3).day).toBe('2026-11-25')
    expect(addWorkingDays(calendar, '2026-11-25', -3).day).toBe('2026-11-20')
    expect(addWorkingDays(calendar, '2026-10-03', 0).day).toBe('2026-10-03')
    expect(() => addWorkingDays(calendar, '2026-10-03', 1.5)).toThrow(RangeError)
  })

  it('count the same there and back, and by looking at each day', () => {
    fc.assert(
      fc.property(knownDay, fc.integer({ min: 1, max: 30 }), (start, n) => {
        const { day } = addWorkingDays(calendar, start, n)
        let counted = 0
        for (let d = addDays(start, 1); d <= day; d = addDays(d, 1)) if (isWorkingDay(calendar, d).working) counted += 1
        expect(counted).toBe(n)
        expect(isWorkingDay(calendar, day).working).toBe(true)
        if (isWorkingDay(calendar, start).working) expect(addWorkingDays(calendar, day, -n).day).toBe(start)
      }),
    )
  })

  it('an empty calendar knows weekends only, and says so', () => {
    const empty = makeCalendar([])
    fc.assert(
      fc.property(knownDay, (day) => {
        const weekend = [0, 6].includes(weekdayIndex(day))
        expect(isWorkingDay(empty, day)).toEqual({ working: !weekend, provisional: true })
      }),
    )
  })
})
