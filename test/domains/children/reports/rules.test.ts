import { describe, expect, it } from 'vitest'
import { answersOf, dueOf, receiversOf, stateOf } from '~/domains/children/reports/rules'
import { receivers, situations } from '~/domains/children/reports/situations'

const units = [
  ['340705-CA1', 'civil_affairs'],
  ['340705001-CW1', 'civil_affairs'],
  ['3407-CA1', 'civil_affairs'],
  ['340705-EB1', 'edu_bureau'],
  ['3407-EB1', 'edu_bureau'],
  ['340706-EB1', 'edu_bureau'],
  ['3407-PC1', 'procuratorate'],
] as const
const unitsOf = (kind: string) =>
  units.filter((unit) => unit[1] === kind).map(([code]) => ({ code, regionCode: code.split('-')[0]! }))
const codes = (named: string[], county = '340705', empty: string[] = []) =>
  receiversOf(county, named, unitsOf, (_, unit) => !empty.includes(unit.code)).map(({ unit }) => unit.code)

describe('who receives a report', () => {
  it('is the county’s civil affairs, education and procuratorate; of what the county lacks, the city’s', () => {
    expect(codes([])).toEqual(['340705-CA1', '340705-EB1', '3407-PC1'])
    expect(codes([], '340706')).toEqual(['3407-CA1', '340706-EB1', '3407-PC1'])
  })

  it('D4-edge-04: leaves out an office that is named in it; the same office one tier up gets it', () => {
    expect(codes(['340705-EB1'])).toEqual(['340705-CA1', '3407-EB1', '3407-PC1'])
    expect(codes(['340705-CA1', '340705-EB1'])).toEqual(['3407-CA1', '3407-EB1', '3407-PC1'])
    expect(codes(['340705001-SC1'])).toEqual(['340705-CA1', '340705-EB1', '3407-PC1'])
  })

  it('leaves out a role without any office left', () => {
    expect(codes(['3407-PC1'])).toEqual(['340705-CA1', '340705-EB1'])
  })

  it('passes by an office in which nobody is; a role that nobody holds anywhere waits', () => {
    expect(codes([], '340705', ['340705-EB1'])).toEqual(['340705-CA1', '3407-EB1', '3407-PC1'])
    expect(codes([], '340705', ['340705-EB1', '3407-EB1'])).toEqual(['340705-CA1', '3407-PC1'])
  })
})

describe('how far a report is', () => {
  const of = (...states: [string, string][]) => stateOf(states.map(([toRole, state]) => ({ toRole, state })))
  it('follows its copies', () => {
    expect(of()).toBe('filed')
    expect(of(['CA', 'sent'], ['EC', 'sent'], ['PV', 'sent'])).toBe('sent')
    expect(of(['CA', 'sent'], ['EC', 'sent'], ['PV', 'acknowledged'])).toBe('acknowledged')
    expect(of(['CA', 'feedback'], ['EC', 'sent'], ['PV', 'sent'])).toBe('feedback')
    expect(of(['CA', 'closed'], ['EC', 'sent'], ['PV', 'sent'])).toBe('feedback')
    expect(of(['CA', 'closed'], ['EC', 'closed'], ['PV', 'sent'])).toBe('closed')
    expect(of(['PV', 'acknowledged'])).toBe('acknowledged')
    expect(of(['PV', 'closed'])).toBe('closed')
  })

  it('lets an office do one thing after the other', () => {
    expect(['sent', 'acknowledged', 'feedback', 'closed'].map((state) => answersOf({ toRole: 'CA', state }))).toEqual([
      ['acknowledge'],
      ['feedback'],
      ['close'],
      [],
    ])
    expect(answersOf({ toRole: 'PV', state: 'acknowledged' })).toEqual(['feedback', 'close'])
  })

  it('has a day for the next of them', () => {
    const days = { acknowledgeBy: '2026-11-24', feedbackBy: '2026-11-26' }
    expect(dueOf({ toRole: 'EC', state: 'sent', ...days })).toBe('2026-11-24')
    expect(dueOf({ toRole: 'EC', state: 'acknowledged', ...days })).toBe('2026-11-26')
    expect(dueOf({ toRole: 'PV', state: 'acknowledged', ...days })).toBeNull()
    expect(dueOf({ toRole: 'EC', state: 'feedback', ...days })).toBeNull()
  })
})

it('the nine situations and three offices are there', () => {
  expect(Object.keys(situations)).toHaveLength(9)
  expect(Object.keys(receivers)).toEqual(['CA', 'EC', 'PV'])
})
