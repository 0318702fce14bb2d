import { describe, expect, it, test } from 'vitest'
import {
  dueDay,
  everies,
  isDueMonth,
  lastPeriod,
  periodAt,
  recentPeriods,
  reportPeriod,
  type Every,
} from '~/casefile/returns/period'

describe('a period', () => {
  it.each([
    ['2026-10', 'month', '2026-10-01', '2026-10-31', '2026年10月'],
    ['2028-02', 'month', '2028-02-01', '2028-02-29', '2028年2月'],
    ['2026-Q3', 'quarter', '2026-07-01', '2026-09-30', '2026年第三季度'],
    ['2026-Q4', 'quarter', '2026-10-01', '2026-12-31', '2026年第四季度'],
    ['2026-H1', 'half', '2026-01-01', '2026-06-30', '2026年上半年'],
    ['2026-H2', 'half', '2026-07-01', '2026-12-31', '2026年下半年'],
    ['2026', 'year', '2026-01-01', '2026-12-31', '2026年'],
  ])('%s is a %s from %s to %s', (code, every, from, to, label) => {
    expect(reportPeriod(code)).toEqual({ period: code, every, label, from, to })
  })

  it.each([
    null,
    '',
    '2026-13',
    '2026-00',
    '2026-Q5',
    '2026-Q0',
    '2026-H3',
    '26-01',
    '1999',
    '2026-',
    '2026-H1 OR 1=1',
  ])('%j is none', (code) => expect(reportPeriod(code)).toBeUndefined())

  it.each<[Every, string, string]>([
    ['month', '2026-11', '2026-10'],
    ['quarter', '2026-Q4', '2026-Q3'],
    ['half', '2026-H2', '2026-H1'],
    ['year', '2026', '2025'],
  ])('of a %s: 23 November lies in %s, and %s is over', (every, running, last) => {
    expect(periodAt(every, '2026-11-23').period).toBe(running)
    expect(lastPeriod(every, '2026-11-23').period).toBe(last)
    expect(recentPeriods(every, '2026-11-23', 2).map(({ period }) => period)).toEqual([running, last])
  })

  test('at the turn of the year', () => {
    expect(lastPeriod('month', '2027-01-03').period).toBe('2026-12')
    expect(lastPeriod('quarter', '2027-01-03').period).toBe('2026-Q4')
    expect(lastPeriod('half', '2027-01-03').period).toBe('2026-H2')
    expect(recentPeriods('quarter', '2027-01-31', 5).map(({ period }) => period)).toEqual([
      '2027-Q1',
      '2026-Q4',
      '2026-Q3',
      '2026-Q2',
      '2026-Q1',
    ])
  })

  test('is due on its day of the month after, and made ready in that month alone', () => {
    expect(dueDay(reportPeriod('2026-11')!, 5)).toBe('2026-12-05')
    expect(dueDay(reportPeriod('2026-Q3')!, 10)).toBe('2026-10-10')
    expect(dueDay(reportPeriod('2026-H1')!, 15)).toBe('2026-07-15')
    expect(dueDay(reportPeriod('2026')!, 20)).toBe('2027-01-20')
    const quarter = reportPeriod('2026-Q3')!
    expect(['2026-09-30', '2026-10-01', '2026-10-31', '2026-11-01'].map((day) => isDueMonth(quarter, day))).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect(new Set(Object.values(everies).flatMap(({ duty, letters, rule }) => [duty, letters, rule])).size).toBe(12)
  })
})
