/** The rules of calls and pairing: weeks, consent, reminders, terms. */
import { describe, expect, it } from 'vitest'
import * as rules from '~/domains/children/contact/rules'
import { gradeText, hoursText } from '~/domains/children/contact/rules'
import * as terms from '~/domains/children/contact/terms'
import { givenName } from '~/people/identity'

const consent = (scope: string[], capacity = 'guardian', withdrawnOn: string | null = null) => ({
  scope,
  capacity,
  withdrawnOn,
})
const question = (...consents: rules.Consent[]): rules.ConsentQuestion => ({
  consents,
  birthOn: '2016-05-01',
  today: '2026-11-23',
  age: 14,
})

describe('the call room', () => {
  it('has weeks from Monday to Sunday', () => {
    expect(rules.mondayOf('2026-11-23')).toBe('2026-11-23')
    expect(rules.mondayOf('2026-11-29')).toBe('2026-11-23')
    expect(['2026-11-23', '2026-11-28', '2026-11-29'].map(rules.weekdayNumber)).toEqual([1, 6, 7])
  })

  it('lets slots touch and not overlap', () => {
    const slot = { from: '17:30', to: '18:00' }
    expect(rules.overlaps(slot, { from: '18:00', to: '18:30' })).toBe(false)
    expect(rules.overlaps(slot, { from: '17:59', to: '18:30' })).toBe(true)
    expect(rules.overlaps(slot, { from: '17:00', to: '19:00' })).toBe(true)
  })

  it('keeps a slot from its first day to the day it is ended on', () => {
    const slot = { fromOn: new Date('2026-11-23'), endedOn: new Date('2026-12-01') }
    expect(['2026-11-22', '2026-11-23', '2026-11-30', '2026-12-01'].map((day) => rules.isWithin(day, slot))).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  it('reminds the day before, and not at all on the day itself', () => {
    expect(rules.remindOn('2026-12-01', '2026-11-23')).toBe('2026-11-30')
    expect(rules.remindOn('2026-11-24', '2026-11-23')).toBe('2026-11-23')
    expect(rules.remindOn('2026-11-23', '2026-11-23')).toBeNull()
  })

  it('takes down what became of a call once it has begun, and once', () => {
    const startsAt = new Date('2026-11-23T17:30:00+08:00')
    expect(rules.whyNotRecorded({ state: 'booked', startsAt }, startsAt)).toBeUndefined()
    expect(rules.whyNotRecorded({ state: 'booked', startsAt }, new Date(startsAt.getTime() - 1))).toContain(
      '还没有开始',
    )
    expect(rules.whyNotRecorded({ state: 'done', startsAt }, startsAt)).toContain('已经登记')
  })
})

describe('consent to a call', () => {
  it('D4 edge 5: no consent to video leaves the telephone, none at all leaves paper; services go on', () => {
    expect(rules.whyNoCall('video', question(consent(['call', 'video_call'])))).toBeUndefined()
    expect(rules.whyNoCall('video', question(consent(['call'])))).toMatch(/改约电话.*写信.*服务照常/)
    expect(rules.whyNoCall('phone', question(consent(['call'])))).toBeUndefined()
    expect(rules.whyNoCall('phone', question())).toMatch(/写信.*服务照常/)
    expect(rules.whyNoCall('phone', question(consent(['photo', 'home_visit'])))).toMatch(/不能预约/)
  })

  it('withdrawn counts no more; below 14 the guardian signs alone, from the 14th birthday on the child may', () => {
    expect(rules.consents('call', question(consent(['call'], 'guardian', '2026-11-20')))).toBe(false)
    expect(rules.consents('call', question(consent(['call'], 'self')))).toBe(false)
    const own = (birthOn: string) => rules.consents('call', { ...question(consent(['call'], 'self')), birthOn })
    expect([own('2012-11-23'), own('2012-11-24')]).toEqual([true, false])
  })
})

describe('a pairing', () => {
  it('lasts a year at most, on a declaration of this year', () => {
    expect(rules.whyNotUntil('2026-11-23', '2026-11-23', '2027-11-23')).toBeDefined()
    expect(rules.whyNotUntil('2027-11-23', '2026-11-23', '2027-11-23')).toBeUndefined()
    expect(rules.whyNotUntil('2027-11-24', '2026-11-23', '2027-11-23')).toContain('最晚到 2027-11-23')
    expect(rules.declarationHolds('2025-11-23', '2026-11-23', '2025-11-23')).toBe(true)
    expect(rules.declarationHolds('2025-11-22', '2026-11-23', '2025-11-23')).toBe(false)
    expect(rules.declarationHolds('2026-11-24', '2026-11-23', '2025-11-23')).toBe(false)
  })

  it('tells hours, school years and first names as people say them', () => {
    expect([45, 60, 90, 0].map(hoursText)).toEqual(['45 分', '1 小时', '1 小时 30 分', '0 分'])
    expect([0, 1, 6, 7, 9, 10, 12, null, 13].map(gradeText)).toEqual([
      '学前',
      '一年级',
      '六年级',
      '初一',
      '初三',
      '高一',
      '高三',
      '年级未填',
      '年级未填',
    ])
    expect(['张小三', '刘三', '欧阳小洋', '买买提·艾力', 'Anna Smith', '上官'].map(givenName)).toEqual([
      '小三',
      '三',
      '小洋',
      '买买提',
      'Anna',
      '官',
    ])
  })

  it('has no words for what was said, believed or suffered', () => {
    const all = JSON.stringify(terms)
    expect(all).not.toMatch(/内容：|谈话内容|自伤|自杀|服刑|诊断|信仰|成绩排名/)
    expect(Object.keys(terms).filter((name) => /note|content/i.test(name))).toEqual([])
  })
})
