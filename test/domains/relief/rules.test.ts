import { describe, expect, it } from 'vitest'
import { makeRuleBook } from '~/casefile/deadlines/rule-book'
import { freshFacts } from '~/domains/relief/facts'
import {
  checkerBar,
  countedIncome,
  countyDeciderBar,
  deciderBar,
  dibaoAmount,
  dibaoFormula,
  gradualUntil,
  inTime,
  missingFor,
  noticeNeeded,
  noticeText,
  overLimit,
  partsOf,
  reviewBar,
  tempAmount,
  tempCap,
  tempFormula,
} from '~/domains/relief/rules'
import { makeCalendar } from '~/orgs/calendar'
import { ruleRows } from '../../../prisma/seed/rules'
import { actorOf } from '../../support/cases'

const book = makeRuleBook(ruleRows, makeCalendar([]))
const p = (rule: string) => book.rule(rule, '2026-11-23').value
const facts = freshFacts({
  state: 'checking',
  openedOn: '2026-11-23',
  sex: 'M',
  birthOn: null,
  scopeKey: '340705001-CW1',
  standardFen: 31_000,
})

describe('低保 (社会救助法 18)', () => {
  it('310, three persons, income 600 → 330.00', () => {
    expect(dibaoAmount(31_000, 60_000, 3)).toBe(33_000)
    expect(dibaoFormula({ standardFen: 31_000, incomeFen: 60_000, persons: 3 })).toBe(
      '(310.00 − 600.00 ÷ 3) × 3 = 330.00',
    )
  })
  it('is never below zero and never a broken fen', () => {
    expect(dibaoAmount(31_000, 93_001, 3)).toBe(0)
    expect(dibaoAmount(31_000, 10_001, 3)).toBe(82_999)
  })
})

describe('临时救助', () => {
  it('D7-edge-02: 310.00 is allowed on the quick route and 310.01 refused while the standard is 310', () => {
    expect(overLimit('quick', 31_000, facts, p)).toBeUndefined()
    expect(overLimit('quick', 31_001, facts, p)).toContain('310.00')
    expect(overLimit('quick', 0, facts, p)).toBe('金额应大于零')
    expect(overLimit('quick', 1, { standardFen: null }, p)).toContain('低保标准')
    expect(overLimit('pay_first', 200_000, facts, p)).toBeUndefined()
    expect(overLimit('pay_first', 200_001, facts, p)).toContain('2,000.00')
  })
  it('is factor × standard × persons, capped', () => {
    expect(tempAmount(31_000, 15, 3)).toBe(139_500)
    expect(tempFormula(31_000, 15, 3)).toBe('310.00 × 1.5 × 3 = 1,395.00')
    expect(tempCap({ standardFen: 31_000, persons: 3 }, p)).toBe(558_000)
  })
  it('is posted on the ordinary route alone; 低保 always', () => {
    expect(noticeNeeded('relief_temp', { route: 'quick' })).toBe(false)
    expect(noticeNeeded('relief_temp', { route: 'standard' })).toBe(true)
    expect(noticeNeeded('relief_dibao', { route: null })).toBe(true)
  })
  it('comes in parts that make the whole, to the fen', () => {
    const given = { amountFen: 100_001, stages: 3, from: '2026-11-23', payDay: 10 }
    const staged = partsOf('staged', given)
    expect(staged.map((one) => one.amountFen)).toEqual([33_335, 33_333, 33_333])
    expect(staged.map((one) => one.dueOn)).toEqual(['2026-11-23', '2026-12-23', '2027-01-23'])
    expect(partsOf('monthly', { ...given, from: '2026-12-01' })).toEqual([
      { part: '2026-12', amountFen: 100_001, dueOn: '2026-12-10', month: '2026-12-01' },
    ])
  })
})

describe('D7-edge-04: one-off compensation', () => {
  it('counts or not as the table says, whatever anybody writes', () => {
    expect(countedIncome(10_000, 5_000_000, 'work_injury', p)).toBe(10_000)
    expect(countedIncome(10_000, 1_200_000, 'land', p)).toBe(110_000)
    expect(countedIncome(10_000, 1_200_000, 'free text', p)).toBe(10_000)
  })
})

describe('D7-edge-05: somebody on 低保 gets a job', () => {
  it('keeps it for the months of gradual exit', () => expect(gradualUntil('2026-11-23', p)).toBe('2027-06-01'))
})

describe('D7-edge-12: an objection on the last day', () => {
  it('at 23:50 counts, a minute after midnight does not', () => {
    expect(inTime(new Date('2026-11-30T23:50:00+08:00'), '2026-11-30')).toBe(true)
    expect(inTime(new Date('2026-12-01T00:01:00+08:00'), '2026-11-30')).toBe(false)
  })
})

describe('hands', () => {
  const CC = actorOf('CC', '340705001-CW1')
  const CK = actorOf('CK', '340705-CA1')
  const CA = actorOf('CA', '340705-CA1')
  it('the one who accepted checks nothing, also under another post', () => {
    const accepted = { ...facts, acceptedUser: CC.userId }
    expect(checkerBar({ facts: accepted, actor: { ...CK, userId: CC.userId } })).toContain('另一人')
    expect(checkerBar({ facts: accepted, actor: CK })).toBeUndefined()
  })
  it('D7-edge-11: whoever surveyed does not decide', () => {
    expect(deciderBar({ facts: { ...facts, surveyedUsers: [CA.userId] }, actor: CA })).toContain('入户调查')
    expect(deciderBar({ facts: { ...facts, checkedUser: CA.userId }, actor: CA })).toContain('另一人')
    expect(deciderBar({ facts, actor: CA })).toBeUndefined()
  })
  it('a town does not make the county’s decision, and an objection needs another approver', () => {
    expect(countyDeciderBar({ facts, actor: actorOf('CA', '340705001-CW1') })).toContain('县级')
    expect(reviewBar({ facts: { ...facts, firstDecidedUser: CA.userId }, actor: CA })).toContain('另一位')
  })
  it('D7-edge-03: a near relative is recused from everything', () => {
    expect(checkerBar({ facts: { ...facts, recused: [CK.userId] }, actor: CK })).toContain('回避')
    expect(deciderBar({ facts: { ...facts, recused: [CA.userId] }, actor: CA })).toContain('回避')
  })
})

describe('what is posted', () => {
  const text = noticeText({
    name: '欧阳建军',
    neutralNo: 'T-340705-2026-000001',
    byNumber: false,
    village: '一村',
    type: '最低生活保障',
    persons: 3,
    amountFen: 33_000,
    monthly: true,
    phone: '0562-2800000',
    window: '便民窗口',
  })
  it('is what §11 lists and nothing else', () =>
    expect(Object.keys(text).sort()).toEqual([
      'amountFen',
      'head',
      'monthly',
      'persons',
      'phone',
      'type',
      'village',
      'window',
    ]))
  it('masks a character of the name, and gives the number of a protected person', () => {
    expect(text.head).not.toContain('欧阳建军')
    expect(text.head).toContain('*')
  })
})

describe('the checklist', () => {
  it('asks of a certified family for its spending alone', () => {
    const done = (given: Partial<typeof facts>) =>
      missingFor('relief_temp', { ...facts, ...given })
        .filter((one) => !one.done)
        .map((one) => one.code)
    expect(done({})).toEqual(['authorised', 'survey', 'means'])
    expect(done({ familyClass: 'edge', rigidFen: 1, authorised: true, surveyedOn: '2026-11-23' })).toEqual([])
  })
})
