/** The rules of legal education as vectors (DOMAIN 8.2, 15.2, edge 7). */
import { describe, expect, it } from 'vitest'
import { checkKind } from '~/casefile/spine'
import type { Kind } from '~/casefile/kind'
import { legalLessonKind } from '~/domains/children/legal/legal-lesson.kind'
import { mentoringKind } from '~/domains/children/legal/mentoring.kind'
import * as inputs from '~/domains/children/legal/inputs'
import { coverageOf, hoursIn, officerBar, talkDue, termEnd } from '~/domains/children/legal/rules'
import { schoolYearEnd } from '~/domains/children/rules'
import { onMonthDay } from '~/lib/dates'
import { mentoringForms } from '~/domains/children/legal/pages/mentoring-step'
import { serviceForms } from '~/domains/children/legal/pages/appointment-step'
import { ruleRows } from '../../../prisma/seed/rules'

const p = (rule: string) => ruleRows.find((row) => row.id === rule)!.value
const limits = { schools: 2, age: 65 }
const free = { schools: 0, retiredTerms: 0 }
const lesson = (onDay: string, hours: number, state = 'done') => ({ onDay, hours, state })

describe('the kinds', () => {
  const rules = new Set(ruleRows.map((row) => row.id))
  it.each([legalLessonKind, mentoringKind])('$name is whole', (kind) => {
    expect(checkKind(kind as unknown as Kind, { rules })).toEqual([])
  })
  it('every step that somebody takes has its form', () => {
    const taken = (kind: { steps: Record<string, { by?: string; from: unknown }> }) =>
      Object.entries(kind.steps)
        .filter(([, one]) => one.by !== 'system' && one.from !== 'entry')
        .map(([name]) => name)
    expect(Object.keys(serviceForms).sort()).toEqual(taken(legalLessonKind).sort())
    expect(Object.keys(mentoringForms).sort()).toEqual(taken(mentoringKind).sort())
  })
})

describe('hours', () => {
  it('D4-edge-07: 5 h and 2 h at two schools: the second is not met, they never pool', () => {
    const pairs = [
      { school: 'a', state: 'active', hours: hoursIn('2026', [lesson('2026-03-02', 3), lesson('2026-10-12', 2)]) },
      { school: 'b', state: 'active', hours: hoursIn('2026', [lesson('2026-05-06', 2)]) },
    ]
    expect(pairs.map((pair) => pair.hours)).toEqual([5, 2])
    expect(coverageOf(['a', 'b', 'c'], pairs, 4)).toEqual({ schools: 3, covered: 2, pairs: 2, met: 1 })
  })
  it('counts what was given in that year alone', () => {
    expect(
      hoursIn('2026', [
        lesson('2025-12-31', 4),
        lesson('2026-01-01', 1),
        lesson('2026-06-01', 2, 'planned'),
        lesson('2026-06-02', 2, 'dropped'),
      ]),
    ).toBe(1)
  })
  it('one who left or was only nominated covers nothing', () => {
    expect(
      coverageOf(
        ['a'],
        [
          { school: 'a', state: 'vacant', hours: 9 },
          { school: 'a', state: 'nominated', hours: 0 },
        ],
        4,
      ),
    ).toEqual({
      schools: 1,
      covered: 0,
      pairs: 0,
      met: 0,
    })
  })
  it.each([1, 4])('a lesson of %i', (hours) => {
    expect(
      inputs.planLesson.safeParse({ onDay: '2026-11-24', className: '七年级2班', topic: 'rights', hours }).success,
    ).toBe(true)
  })
  it.each([0, 5, 9, 1.5])('a lesson of %d hours is refused', (hours) => {
    const parsed = inputs.holdLesson.safeParse({
      onDay: '2026-11-20',
      className: '七年级2班',
      topic: 'rights',
      hours,
      headCount: 40,
    })
    expect(parsed.error?.issues.map((issue) => issue.path[0])).toEqual(['hours'])
  })
  it('are checked on 1 November', () => expect(onMonthDay(2026, 1101)).toBe('2026-11-01'))
})

describe('who may serve', () => {
  const officer = { bornOn: '1975-05-05', retired: false }
  it('at a second school, not at a third', () => {
    expect(officerBar(officer, { ...free, schools: 1 }, '2026-11-23', limits)).toBeUndefined()
    expect(officerBar(officer, { ...free, schools: 2 }, '2026-11-23', limits)).toContain('最多 2 所')
  })
  it('retired: 65 on the birthday still, 66 not; one term', () => {
    const retired = { bornOn: '1960-11-24', retired: true }
    expect(officerBar(retired, free, '2026-11-23', limits)).toBeUndefined()
    expect(officerBar(retired, free, '2026-11-24', limits)).toContain('65 周岁')
    expect(officerBar({ ...retired, retired: false }, free, '2026-11-24', limits)).toBeUndefined()
    expect(officerBar(retired, { ...free, retiredTerms: 1 }, '2026-11-23', limits)).toContain('一个任期')
  })
  it('a term of three years ends the day before', () => {
    expect(termEnd('2026-09-01', 3)).toBe('2029-08-31')
    expect(termEnd('2024-02-29', 3)).toBe('2027-02-27')
  })
})

describe('mentoring', () => {
  it.each([
    ['2026-09-01', '2027-08-31'],
    ['2026-11-23', '2027-08-31'],
    ['2027-08-31', '2027-08-31'],
    ['2027-03-01', '2027-08-31'],
  ])('from %s at most to %s', (from, last) => expect(schoolYearEnd(from, p)).toBe(last))
  it('talks as agreed, else a month after the last', () => {
    const row = { nextOn: null, lastTalkOn: '2026-10-31', activeOn: '2026-09-10' }
    expect(talkDue({ ...row, nextOn: '2026-11-05' }, 1, '2026-11-23')).toBe('2026-11-05')
    expect(talkDue(row, 1, '2026-11-23')).toBe('2026-11-30')
    expect(talkDue({ ...row, lastTalkOn: null }, 1, '2026-11-23')).toBe('2026-10-10')
  })
})
