import { describe, expect, it } from 'vitest'
import {
  bucketLabel,
  choiceOfDay,
  choicePeriod,
  choiceQuery,
  periodOf,
  recentPeriods,
  spanText,
} from '~/casefile/figures/period'

const TODAY = '2026-11-23'
const choose = (query: string) => choicePeriod(new URLSearchParams(query), TODAY)

describe('a period', () => {
  it.each([
    ['2026-09', '2026-09-01', '2026-09-30', '2026年9月'],
    ['2024-02', '2024-02-01', '2024-02-29', '2024年2月'],
    ['2026-Q3', '2026-07-01', '2026-09-30', '2026年第三季度'],
    ['2025', '2025-01-01', '2025-12-31', '2025年'],
    ['m36', '2023-11-24', '2026-11-23', '近 36 个月'],
  ])('%s is %s to %s', (code, from, to, label) => {
    expect(periodOf(code, TODAY)).toMatchObject({ code, from, to, label })
  })

  it.each(['', '2026-13', '2026-00', '2026-Q5', '20260', '1826', '2026-9', 'm12', "2026' OR 1=1", 'custom'])(
    '%j is none',
    (code) => expect(periodOf(code, TODAY)).toBeUndefined(),
  )

  it('of a leap day, 36 months back', () => {
    expect(periodOf('m36', '2028-02-29')).toMatchObject({ from: '2025-03-01', to: '2028-02-29' })
  })

  it('is offered newest first, each once, and each can be asked for', () => {
    const codes = recentPeriods(TODAY)
    expect(codes.slice(0, 6)).toEqual(['m36', '2026', '2025', '2024', '2023', '2026-Q4'])
    expect(new Set(codes).size).toBe(codes.length)
    for (const code of codes) expect(periodOf(code, TODAY), code).toBeDefined()
    expect(recentPeriods('2026-01-31')).toContain('2025-12')
    expect(bucketLabel('2026-Q4')).toBe('2026年第四季度')
  })
})

describe('a choice', () => {
  it('is this year up to today when nothing is chosen', () => {
    expect(choose('')).toMatchObject({ period: { code: '2026' }, cutOff: TODAY, problem: undefined })
    expect(choiceQuery(choose('')!, TODAY)).toEqual({ period: '2026' })
  })

  it('takes days from and to, and a cut-off before today; the last 36 months end there', () => {
    const own = choose('period=custom&from=2026-01-05&to=2026-03-31&cutoff=2026-04-10')!
    expect(own).toMatchObject({
      period: { from: '2026-01-05', to: '2026-03-31', bucket: 'month' },
      cutOff: '2026-04-10',
    })
    expect(choicePeriod(new URLSearchParams(choiceQuery(own, TODAY)), TODAY)).toEqual(own)
    expect(choose('period=m36&cutoff=2026-06-30')!.period).toMatchObject({ from: '2023-07-01', to: '2026-06-30' })
    expect(choose('period=custom&from=2010-01-01&to=2026-01-01')!.period.bucket).toBe('year')
  })

  it('that is half filled or turned round falls back and says so', () => {
    expect(choose('period=custom&from=2026-01-05')!.problem).toContain('开始日期和结束日期')
    expect(choose('period=custom&from=2026-03-01&to=2026-01-05')!.problem).toContain('晚于')
    expect(choose('cutoff=2027-01-01')).toMatchObject({ cutOff: TODAY, problem: '截止日不能晚于今天，已按今天统计。' })
  })

  it.each([
    'period=2026-13',
    'period=x',
    'cutoff=2026-02-30',
    'period=custom&from=2026-99-01&to=2026-01-02',
    'from=0001-01-01',
  ])('that is forged is none: %s', (query) => expect(choose(query)).toBeUndefined())
})

describe('the choice of a stock', () => {
  const of = (query: string) => choiceOfDay(new URLSearchParams(query), TODAY)
  it('is a day: today, or one before; whatever else the address says', () => {
    expect(of('period=2025&from=2026-01-01')).toMatchObject({
      cutOff: TODAY,
      period: { from: '1900-01-01', to: TODAY },
    })
    const june = of('cutoff=2026-06-30')!
    expect(june).toMatchObject({ cutOff: '2026-06-30', period: { to: '2026-06-30' } })
    expect(choiceQuery(june, TODAY)).toEqual({ cutoff: '2026-06-30' })
    expect(choiceQuery(of('')!, TODAY)).toEqual({})
    expect(of('cutoff=2027-01-01')).toMatchObject({ cutOff: TODAY, problem: '截止日不能晚于今天，已按今天统计。' })
  })

  it.each(['cutoff=2026-02-30', 'cutoff=x', 'cutoff=0001-01-01'])('%s is none', (query) =>
    expect(of(query)).toBeUndefined(),
  )

  it('says so in words', () => {
    expect(spanText(of('cutoff=2026-06-30')!)).toMatch(/^截止 .*30.* 在册$/)
    expect(spanText(choose('period=2025')!)).toContain('2025年（')
  })
})
