import { describe, expect, it } from 'vitest'
import { awayOf, familyComplaints, inCustody } from '~/domains/children/family'
import {
  ageBand,
  backLongEnough,
  CARER_REFUSED,
  carerComplaints,
  exitForAge,
  immediateNeed,
  judgeEligibility,
  schoolYearEnd,
  supportUntil,
  teacherVisitFrom,
  termOf,
  visitRule,
} from '~/domains/children/rules'
import { carerBars, plainCategory } from '~/domains/children/terms'
import { ruleRows } from '../../../prisma/seed/rules'

const p = (rule: string) => ruleRows.find((row) => row.id === rule)!.value
const on = '2026-11-23'
const at = (given: Partial<Parameters<typeof judgeEligibility>[0]>) =>
  judgeEligibility({ category: 'left_behind', away: 'both', parents: [], birthOn: '2016-05-01', on, ...given }, p)
const home = (capacity: string) => [
  { who: 'father', away: true, capacity: null },
  { who: 'mother', away: false, capacity },
]

describe('eligibility', () => {
  it.each([
    ['both away', {}, true, 'both_away'],
    ['one away, the other not able', { away: 'father', parents: home('unable') }, true, 'one_away_unable'],
    ['nobody away', { away: 'none' }, false, 'none_away'],
    ['16 today', { birthOn: '2010-11-23' }, false, 'too_old'],
    ['15 until tomorrow', { birthOn: '2010-11-24' }, true, 'both_away'],
    ['in hardship at 17', { category: 'hardship', away: 'none', birthOn: '2009-01-01' }, true, 'in_need'],
    ['in hardship at 18', { category: 'hardship', birthOn: '2008-11-23' }, false, 'too_old'],
  ])('%s', (_, given, eligible, code) => expect(at(given)).toMatchObject({ eligible, code }))

  it('D4-edge-01: one away and the other able is not left behind, and is offered the hardship check', () => {
    expect(at({ away: 'father', parents: home('able') })).toEqual({ eligible: false, code: 'other_able', offer: true })
  })
})

describe('age bands', () => {
  it.each([
    ['2026-11-23', 'young'],
    ['2020-11-24', 'young'],
    ['2020-11-23', 'school'],
    ['2012-11-24', 'school'],
    ['2012-11-23', 'teen'],
    ['2010-11-24', 'teen'],
    ['2010-11-23', 'older'],
  ])('born %s: %s', (birth, band) => expect(ageBand(birth, on)).toBe(band))
})

describe('immediate action (未成年人保护法 21)', () => {
  const need = (birthOn: string, livingAlone: boolean, unattended: boolean) =>
    immediateNeed({ birthOn, livingAlone, unattended, on }, p)
  it('under 16 alone', () => {
    expect(need('2010-11-24', true, false)).toBe('alone')
    expect(need('2010-11-23', true, false)).toBeNull()
  })
  it('under 8 unattended', () => {
    expect(need('2018-11-24', false, true)).toBe('unattended')
    expect(need('2018-11-23', false, true)).toBeNull()
  })
})

describe('visits', () => {
  it('monthly when weak, quarterly when good, at once in danger', () => {
    expect(
      [visitRule('weak'), visitRule('good'), visitRule(null), visitRule('danger')].map((rule) => [
        p(rule),
        ruleRows.find((row) => row.id === rule)!.unit,
      ]),
    ).toEqual([
      [1, 'm'],
      [3, 'm'],
      [3, 'm'],
      [0, 'd'],
    ])
  })
  it('teachers: once a term, from the term of enrolment', () => {
    expect(teacherVisitFrom({ enrolledOn: null, teacherVisitOn: null }, p)).toBeNull()
    expect(teacherVisitFrom({ enrolledOn: '2026-09-05', teacherVisitOn: null }, p)).toBe('2026-09-01')
    expect(teacherVisitFrom({ enrolledOn: '2026-09-05', teacherVisitOn: '2026-11-02' }, p)).toBe('2027-02-01')
    expect(teacherVisitFrom({ enrolledOn: '2026-09-05', teacherVisitOn: '2027-03-02' }, p)).toBe('2027-09-01')
    expect(teacherVisitFrom({ enrolledOn: '2027-02-20', teacherVisitOn: '2026-11-02' }, p)).toBe('2027-02-01')
  })
  it.each([
    ['2026-09-01', '2026-09-01', '2027-01-31'],
    ['2027-01-31', '2026-09-01', '2027-01-31'],
    ['2027-02-01', '2027-02-01', '2027-07-31'],
    ['2027-08-15', '2027-09-01', '2028-01-31'],
  ])('the term of %s', (day, from, to) => expect(termOf(day, p)).toEqual({ from, to }))
  it('follows what the province sets', () => {
    const other = (rule: string) => ({ 'D4.term_autumn': 825, 'D4.term_spring': 220, 'D4.term_summer': 711 })[rule]!
    expect(termOf('2027-02-10', other)).toEqual({ from: '2026-08-25', to: '2027-02-19' })
    expect(termOf('2027-07-10', other)).toEqual({ from: '2027-02-20', to: '2027-07-10' })
    expect(schoolYearEnd('2027-08-24', other)).toBe('2027-08-24')
  })
})

describe('D4-edge-02: the 16th birthday in the middle of a term', () => {
  it('leaves the register the next day; the school’s help goes on to the end of the term', () => {
    expect(exitForAge('2010-11-22', 'left_behind', p)).toBe('2026-11-23')
    expect(supportUntil('2026-11-23', p)).toBe('2027-01-31')
  })
  it('a child in hardship stays until 18', () => {
    expect(exitForAge('2010-11-22', 'hardship', p)).toBe('2028-11-23')
  })
})

describe('D4-edge-03: a carer with one of the four bars', () => {
  const fit = { birthOn: '1960-01-01', capable: true, barred: false }
  it('is refused in general words, with alternatives, and never with his record', () => {
    const { barred } = carerComplaints({ ...fit, barred: true }, on, p)
    expect(barred).toEqual([CARER_REFUSED])
    for (const bar of Object.values(carerBars)) expect(CARER_REFUSED).not.toContain(bar)
    expect(CARER_REFUSED).not.toMatch(/犯罪|吸毒|酗酒|赌博|虐待|前科/)
    expect(CARER_REFUSED).toContain('另请一位合适的亲属')
  })
  it('an adult who can is taken', () => {
    expect(carerComplaints(fit, on, p)).toEqual({})
    expect(carerComplaints({ ...fit, birthOn: '2008-11-24' }, on, p)).toHaveProperty('carerBirthOn')
    expect(carerComplaints({ ...fit, capable: false }, on, p)).toHaveProperty('capable')
  })
})

describe('a parent back', () => {
  it('three months, counted from the day', () => {
    expect(backLongEnough(null, on, p)).toMatch('请先登记')
    expect(backLongEnough('2026-08-24', on, p)).toMatch('2026-11-24')
    expect(backLongEnough('2026-08-23', on, p)).toBeUndefined()
  })
})

describe('D4-edge-09: a parent in prison', () => {
  const custody = { away: true, reason: 'custody' as const }
  it('is told to nobody by the category', () => {
    expect(plainCategory('parent_in_custody')).toBe('hardship')
    expect(inCustody({ father: custody, mother: { away: false } })).toBe(true)
    expect(awayOf({ father: custody, mother: { away: false } })).toBe('father')
  })
  it('the other parent’s ability is asked for', () => {
    expect(familyComplaints({ father: custody, mother: { away: false } }, on)).toHaveProperty(['mother.capacity'])
    expect(familyComplaints({ father: { away: true }, mother: { away: true, reason: 'work' } }, on)).toHaveProperty([
      'father.reason',
    ])
  })
})
