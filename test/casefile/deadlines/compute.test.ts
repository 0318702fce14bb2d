import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeRuleBook, type RuleRow } from '~/casefile/deadlines/rule-book'
import { addDays, daysBetween, NO_DUE } from '~/lib/dates'
import { addWorkingDays, isWorkingDay, previousWorkingDay } from '~/orgs/calendar'
import { ruleRows } from '../../../prisma/seed/rules'
import { book, calendar, due } from './book'

const someDay = fc.integer({ min: 0, max: 1200 }).map((n) => addDays('2023-02-01', n))

describe('resettlement deadlines (D1)', () => {
  it('verify within 10 working days, naming what is skipped', () => {
    expect(due('D1.verify', '2026-09-21', 'agency', { because: '收到通知书' })).toMatchObject({
      dueOn: '2026-10-12',
      reason:
        '10 个工作日，自 2026-09-21（收到通知书）次日起算，跳过 周末 1 天、中秋节 2026-09-25 至 2026-09-27、国庆节 2026-10-01 至 2026-10-07 → 2026-10-12，依据 项目规则',
    })
  })

  it('plan the pick-up 5 working days before release, backwards over the holiday', () => {
    const plan = due('D1.pickup_plan', '2026-10-09', 'agency', { before: true, because: '释放日' })
    expect(plan).toMatchObject({ dueOn: '2026-09-24', provisional: false })
    expect(plan.warnOn < plan.dueOn).toBe(true)
    expect(plan.reason).toContain('自 2026-10-09（释放日）前一日起倒数')
  })

  it('review 30 d before the end, warned on the last working day when that is a rest day', () => {
    const review = due('D1.end_review', '2026-10-31', 'agency', { before: true })
    expect(review).toMatchObject({ dueOn: '2026-10-01', warnOn: '2026-09-30' })
  })

  it('notice one month before release, to the corresponding day', () => {
    expect(due('D1.notice', '2026-03-31', 'none', { before: true }).dueOn).toBe('2026-02-28')
  })

  it('call on the same day, visit within 3 d', () => {
    expect(due('D1.no_show_call', '2026-11-21', 'none')).toMatchObject({ dueOn: '2026-11-21', warnOn: '2026-11-21' })
    expect(due('D1.no_show_visit', '2026-11-18', 'agency')).toMatchObject({ dueOn: '2026-11-21', warnOn: '2026-11-20' })
  })

  it('help for five years, a fixed term that no calendar touches', () => {
    expect(due('D1.help_period', '2024-02-29', 'none')).toMatchObject({ dueOn: '2029-02-28', provisional: false })
  })
})

describe('duties of the agency', () => {
  it('keep the unrolled date and warn on the last working day before', () => {
    const seal = due('D5.seal', '2026-10-01', 'agency')
    expect(seal).toMatchObject({ dueOn: '2026-10-04', warnOn: '2026-10-01' })
    const talk = due('D1.first_talk', '2026-09-26', 'agency')
    expect(talk).toMatchObject({ dueOn: '2026-10-03', warnOn: '2026-09-30' })
    expect(talk.reason).toContain('到期日为休息日不顺延，2026-09-30 提醒')
  })

  it('on every day, for every rule of days: never rolled, warned inside the period', () => {
    fc.assert(
      fc.property(someDay, fc.constantFrom('D1.first_talk', 'D1.benefit_screen', 'D5.seal'), (from, rule) => {
        const answer = due(rule, from, 'agency')
        expect(daysBetween(from, answer.dueOn)).toBe(book.rule(rule, from).value)
        expect(answer.warnOn >= from && answer.warnOn <= answer.dueOn).toBe(true)
        if (!isWorkingDay(calendar, answer.dueOn).working) {
          const last = previousWorkingDay(calendar, answer.dueOn).day
          expect(answer.warnOn).toBe(last < from ? from : last)
        }
      }),
    )
  })
})

describe('duties of the citizen', () => {
  it('end on a working day, never before the period is over', () => {
    fc.assert(
      fc.property(someDay, fc.constantFrom('D3.report_in', 'D7.reconsideration', 'D1.contact_first'), (from, rule) => {
        const [rolled, plain] = [due(rule, from, 'citizen'), due(rule, from, 'none')]
        expect(isWorkingDay(calendar, rolled.dueOn).working).toBe(true)
        expect(rolled.dueOn >= plain.dueOn).toBe(true)
        expect(rolled.reason.includes('顺延')).toBe(rolled.dueOn !== plain.dueOn)
      }),
    )
  })

  it('are not rolled when counted backwards or due at once', () => {
    expect(due('D1.end_review', '2026-10-31', 'citizen', { before: true }).dueOn).toBe('2026-10-01')
    expect(due('D1.no_show_call', '2026-10-01', 'citizen').dueOn).toBe('2026-10-01')
  })
})

describe('warnings', () => {
  it('start at 80 % of the period', () => {
    expect(due('D3.report_in', '2026-11-02', 'none')).toMatchObject({ dueOn: '2026-11-12', warnOn: '2026-11-10' })
    expect(due('D1.measure_result', '2026-11-02', 'none')).toMatchObject({ dueOn: '2026-12-02', warnOn: '2026-11-26' })
  })
})

describe('pauses', () => {
  it('push the end by the days they lasted, the first not counted', () => {
    const paused = due('D1.benefit_screen', '2026-11-02', 'none', {
      pauses: [{ from: '2026-11-05', to: '2026-11-09' }],
    })
    expect(paused.dueOn).toBe('2026-11-21')
    expect(paused.reason).toContain('扣除暂停 4 日')
  })

  it('count once where they overlap, and not at all outside the period', () => {
    const pauses = [
      { from: '2026-11-07', to: '2026-11-11' },
      { from: '2026-11-05', to: '2026-11-09' },
      { from: '2026-10-01', to: '2026-11-01' },
      { from: '2027-06-01', to: '2027-07-01' },
      { from: '2026-11-06', to: '2026-11-06' },
    ]
    expect(due('D1.benefit_screen', '2026-11-02', 'none', { pauses }).dueOn).toBe('2026-11-23')
  })

  it('that began before the trigger count from it', () => {
    const pauses = [{ from: '2026-10-20', to: '2026-11-04' }]
    expect(due('D3.report_in', '2026-11-02', 'none', { pauses }).dueOn).toBe('2026-11-14')
  })

  it('without an end stop the clock', () => {
    for (const rule of ['D1.benefit_screen', 'D1.verify']) {
      const standing = due(rule, '2026-11-02', 'agency', { pauses: [{ from: '2026-11-05' }] })
      expect(standing).toMatchObject({ dueOn: NO_DUE, warnOn: NO_DUE, provisional: false })
      expect(standing.reason).toContain('期限暂停中')
    }
    const late = due('D3.report_in', '2026-11-02', 'none', { pauses: [{ from: '2026-11-12' }] })
    expect(late.dueOn).toBe('2026-11-12')
  })

  it('take out working days only, where those are counted', () => {
    const pauses = [{ from: '2026-11-05', to: '2026-11-09' }]
    expect(due('D1.verify', '2026-11-02', 'agency').dueOn).toBe('2026-11-16')
    expect(due('D1.verify', '2026-11-02', 'agency', { pauses }).dueOn).toBe('2026-11-18')
  })

  it('of any length give working days outside them', () => {
    const pause = fc.record({ at: fc.integer({ min: 0, max: 40 }), days: fc.integer({ min: 0, max: 20 }) })
    fc.assert(
      fc.property(someDay, fc.array(pause, { maxLength: 4 }), (from, list) => {
        const pauses = list.map((p) => ({ from: addDays(from, p.at), to: addDays(from, p.at + p.days) }))
        const inside = (day: string) => pauses.some((p) => p.from < day && day <= p.to)
        const { dueOn } = due('D1.verify', from, 'agency', { pauses })
        const plain = due('D3.report_in', from, 'none', { pauses }).dueOn
        let [working, all] = [0, 0]
        for (let d = addDays(from, 1); d <= dueOn; d = addDays(d, 1)) {
          if (isWorkingDay(calendar, d).working && !inside(d)) working += 1
        }
        for (let d = addDays(from, 1); d <= plain; d = addDays(d, 1)) if (!inside(d)) all += 1
        expect([working, all]).toEqual([10, 10])
        expect([inside(dueOn), inside(plain)]).toEqual([false, false])
      }),
    )
  })

  it('are refused when impossible', () => {
    expect(() =>
      due('D1.verify', '2026-11-02', 'agency', { pauses: [{ from: '2026-11-09', to: '2026-11-05' }] }),
    ).toThrow()
    expect(() =>
      due('D1.pickup_plan', '2026-11-02', 'agency', { before: true, pauses: [{ from: '2026-11-01' }] }),
    ).toThrow()
  })
})

describe('the rule book', () => {
  const rows: RuleRow[] = [
    ...ruleRows.filter((row) => row.id !== 'D1.verify'),
    { id: 'D1.verify', value: 10, unit: 'wd', source: '项目规则', effectiveFrom: '2020-01-01' },
    { id: 'D1.verify', value: 5, unit: 'd', source: '省规定', effectiveFrom: '2026-07-01' },
  ]
  const changed = makeRuleBook(rows, calendar)

  it('uses the version of the trigger day', () => {
    const ask = (from: string) => due('D1.verify', from, 'none', { book: changed })
    expect(ask('2026-06-30')).toMatchObject({ ruleValue: 10, ruleUnit: 'wd' })
    expect(ask('2026-07-01')).toMatchObject({ ruleValue: 5, ruleUnit: 'd', dueOn: '2026-07-06' })
    expect(ask('2012-07-02').ruleValue).toBe(10)
  })

  it('refuses unknown rules, wrong units, two versions of one day, a version that ended', () => {
    expect(() => book.rule('D1.nothing', '2026-01-01')).toThrow('D1.nothing')
    expect(() => due('X.grid_warn', '2026-01-01', 'none')).toThrow('X.grid_warn')
    expect(() => due('X.session_idle', '2026-01-01', 'none')).toThrow(RangeError)
    expect(() => makeRuleBook([...rows, rows[rows.length - 1]!], calendar)).toThrow('two versions')
    const ended = makeRuleBook([{ ...rows[0]!, effectiveTo: '2021-01-01' }], calendar)
    expect(() => ended.rule(rows[0]!.id, '2022-01-01')).toThrow(RangeError)
  })

  it('counts working days as the calendar does', () => {
    fc.assert(
      fc.property(someDay, (from) => {
        expect(due('D1.verify', from, 'agency').dueOn).toBe(addWorkingDays(calendar, from, 10).day)
      }),
    )
  })
})

describe('rule parameters as installed', () => {
  it('have ids of their own, a label, a source and a day', () => {
    expect(new Set(ruleRows.map((row) => `${row.id} ${row.effectiveFrom}`)).size).toBe(ruleRows.length)
    for (const row of ruleRows) {
      expect(row.id).toMatch(/^(D[1-7]|X)\.[a-z_]+(\.[A-Z]{2}\d?)?$/)
      expect(row.label && row.source).toBeTruthy()
      expect(row.effectiveFrom).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      expect(Number.isInteger(row.value) && row.value >= 0).toBe(true)
    }
  })
})
