import { describe, expect, it } from 'vitest'
import { exceeds, fallsShort, isOverdue, within } from '~/casefile/deadlines/limits'
import { computeHours } from '~/casefile/deadlines/hours'
import { daysBetween } from '~/lib/dates'
import { criminalAge } from '~/people/ages'
import { makeRuleBook, type RuleRow } from '~/casefile/deadlines/rule-book'
import { ruleRows } from '../../../prisma/seed/rules'
import { book, calendar, due } from './book'

const limit = (id: string) => book.rule(id, '2026-11-22').value

describe('test vectors of 4.16', () => {
  it('judgment effective 2026-09-21, report-in 10 d → 2026-10-08', () => {
    expect(due('D3.report_in', '2026-09-21', 'citizen')).toMatchObject({
      dueOn: '2026-10-08',
      provisional: false,
      ruleId: 'D3.report_in',
      ruleValue: 10,
      ruleUnit: 'd',
      reason: '10 日，自 2026-09-21 次日起算，遇节假日顺延 → 2026-10-08，依据 社区矫正法 21',
    })
  })

  it('correction term ends 2026-10-01: lifted that day, not rolled', () => {
    expect(due('D3.lift', '2026-10-01', 'none')).toMatchObject({
      dueOn: '2026-10-01',
      reason: '当日，自 2026-10-01 起 → 2026-10-01，依据 社区矫正法 44',
    })
  })

  it('leave 11-02…11-08 is 7 d → TH; 11-02…11-09 is 8 d → JA; 31 d → JX', () => {
    const decides = (days: number) =>
      within(days, limit('D3.leave_office')) ? 'TH' : within(days, limit('D3.leave_county')) ? 'JA' : 'JX'
    const inclusive = (from: string, to: string) => daysBetween(from, to) + 1
    expect(decides(inclusive('2026-11-02', '2026-11-08'))).toBe('TH')
    expect(decides(inclusive('2026-11-02', '2026-11-09'))).toBe('JA')
    expect(decides(31)).toBe('JX')
  })

  it('born 2008-11-22, act on 2026-11-22 / 11-23 → under 18 / reached 18', () => {
    expect(fallsShort(criminalAge('2008-11-22', '2026-11-22'), limit('D5.age'))).toBe(true)
    expect(fallsShort(criminalAge('2008-11-22', '2026-11-23'), limit('D5.age'))).toBe(false)
  })

  it('correction finished Sat 2026-11-21 → seal due Tue 2026-11-24 (D5-edge-07)', () => {
    expect(due('D5.seal', '2026-11-21', 'agency')).toMatchObject({ dueOn: '2026-11-24', provisional: false })
  })

  it('5 y 0 m / 5 y 1 m → seal / not (D5-edge-02)', () => {
    expect([60, 61].map((months) => within(months, limit('D5.sentence')))).toEqual([true, false])
  })

  it('certificate asked Fri 2026-11-20 → due Wed 2026-11-25', () => {
    expect(due('D5.certificate', '2026-11-20', 'agency')).toMatchObject({
      dueOn: '2026-11-25',
      reason: '3 个工作日，自 2026-11-20 次日起算，跳过 周末 2 天 → 2026-11-25，依据 未成年人犯罪记录封存实施办法 15',
    })
  })

  it('last contact 2026-11-20 09:00: 脱管 only after 2026-11-22 09:00 (D3-edge-07)', () => {
    const from = new Date('2026-11-20T09:00:00+08:00')
    const { dueAt, warnAt, reason } = computeHours({ book, rule: 'D3.lost_contact', from, because: '最后一次联系' })
    expect(dueAt.toISOString()).toBe('2026-11-22T01:00:00.000Z')
    expect(warnAt < dueAt).toBe(true)
    expect(exceeds(new Date('2026-11-22T09:00:00+08:00'), dueAt)).toBe(false)
    expect(exceeds(new Date('2026-11-22T09:00:00.001+08:00'), dueAt)).toBe(true)
    expect(exceeds(new Date('2026-11-22T08:00:00+08:00'), dueAt)).toBe(false)
    expect(reason).toBe(
      '48 小时，自 2026-11-20 09:00（最后一次联系）起算 → 2026-11-22 09:00，依据 司发通〔2026〕8号 13',
    )
  })

  it('relief refusal known 2026-11-22 → reconsideration until 2027-01-21, provisional', () => {
    const answer = due('D7.reconsideration', '2026-11-22', 'citizen')
    expect(answer).toMatchObject({ dueOn: '2027-01-21', provisional: true })
    expect(answer.reason).toContain('暂定')
  })

  it('one month from 2026-01-31 → 2026-02-28, a make-up working day: no roll', () => {
    expect(due('D1.contact_first', '2026-01-31', 'citizen')).toMatchObject({ dueOn: '2026-02-28', provisional: false })
  })

  it('10 d from 2026-03-18, a citizen’s duty → 2026-03-30', () => {
    expect(due('D3.report_in', '2026-03-18', 'citizen').dueOn).toBe('2026-03-30')
    expect(due('D3.report_in', '2026-03-18', 'none').dueOn).toBe('2026-03-28')
  })

  it('2027 holidays not announced: whatever looks at that calendar is provisional', () => {
    expect(due('D1.verify', '2026-12-28', 'agency').provisional).toBe(true)
    expect(due('D1.first_talk', '2026-12-28', 'agency').provisional).toBe(true)
    expect(due('D3.report_in', '2026-12-28', 'citizen').provisional).toBe(true)
    expect(due('D1.verify', '2026-12-01', 'agency').provisional).toBe(false)
    const stray: RuleRow[] = [...ruleRows]
    const withStray = makeRuleBook(stray, { ...calendar, days: new Map([...calendar.days, ['2027-01-07', 'rest']]) })
    expect(due('D3.report_in', '2026-12-28', 'citizen', { book: withStray })).toMatchObject({
      dueOn: '2027-01-07',
      provisional: true,
    })
  })

  it('grid with 300 / 301 / 361 households → ok / warn / block (SR-11)', () => {
    const state = (n: number) =>
      exceeds(n, limit('X.grid_block')) ? 'block' : exceeds(n, limit('X.grid_warn')) ? 'warn' : 'ok'
    expect([300, 301, 360, 361].map(state)).toEqual(['ok', 'warn', 'warn', 'block'])
  })

  it('is overdue from the day after, not on the day', () => {
    expect([isOverdue('2026-11-22', '2026-11-22'), isOverdue('2026-11-22', '2026-11-23')]).toEqual([false, true])
  })
})
