import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mendedCell } from '~/sheets/cell'
import type { Cell } from '~/sheets/cell'
import { parseContact } from '~/casefile/import/contact'
import { parseKeyCategories } from '~/casefile/import/key-categories'
import { parsePhone } from '~/casefile/import/phone'
import { parseTerm } from '~/casefile/import/term'
import {
  isFooterRow,
  isTotalsRow,
  parseDay,
  parseIdNo,
  parseName,
  parseSex,
  parseText,
  parseYesNo,
} from '~/casefile/import/values'
import { addDays, formatDay } from '~/lib/dates'

const t = (text: string): Cell => (text === '' ? { text, kind: 'empty' } : { text, kind: 'text' })
const n = (text: string): Cell => ({ text, kind: 'number' })
const f = (text: string): Cell => ({ text, kind: 'formula' })

describe('days', () => {
  it.each([
    ['2026/12/05', '2026-12-05'],
    ['2026-12-5', '2026-12-05'],
    ['2026.12.17', '2026-12-17'],
    ['2027.1.1', '2027-01-01'],
    ['20261223', '2026-12-23'],
    ['2026年12月6日', '2026-12-06'],
    ['2026年12月6', '2026-12-06'],
    ['２０２７-０１-２５', '2027-01-25'],
    [' 2026 年 12 月 6 号 ', '2026-12-06'],
    ['2026—12—05', '2026-12-05'],
    ['2026/12/05 00:00:00', '2026-12-05'],
    ['46380', '2026-12-24'],
    ['二〇二六年十二月二十日', '2026-12-20'],
    ['二○二七年一月五号', '2027-01-05'],
    ['2026年12月31日（星期四）', '2026-12-31'],
    ['2026-12-31 周四', '2026-12-31'],
    ['18/12/2026', '2026-12-18'],
    ['12/18/2026', '2026-12-18'],
    ['2028-02-29', '2028-02-29'],
  ])('%s', (text, day) => expect(parseDay(t(text))).toEqual({ ok: true, value: day }))

  it('serial numbers and date cells', () => {
    expect(parseDay(n('46380'))).toEqual({ ok: true, value: '2026-12-24' })
    expect(parseDay(n('46380.75'))).toEqual({ ok: true, value: '2026-12-24' })
    expect(parseDay(n('20261223'))).toEqual({ ok: true, value: '2026-12-23' })
    expect(parseDay({ text: '2026-12-24', kind: 'date', day: '2026-12-24' })).toEqual({ ok: true, value: '2026-12-24' })
    expect(parseDay(t(''))).toEqual({ ok: true, value: null })
    expect(parseDay(undefined)).toEqual({ ok: true, value: null })
  })

  it.each([
    ['26/12/05', '年份只有两位'],
    ['2026-13-40', '日历上没有这一天'],
    ['2027-02-29', '日历上没有这一天'],
    ['20261301', '日历上没有这一天'],
    ['待定', '不是日期'],
    ['2026年12月', '只有年月'],
    ['2026.12', '只有年月'],
    ['2026', '不是日期'],
    ['202612', '只有年月'],
    ['05/12/2026', '分不清月和日'],
    ['31/02/2026', '日历上没有这一天'],
    ['18/18/2026', '分不清月和日'],
    ['二〇二六年二月三十日', '日历上没有这一天'],
    ['1026-12-05', '年份不对'],
    ['2026/12-05', '不是日期'],
    ['12', '不是日期'],
    ['12月5日', '不是日期'],
  ])('%s must be mended: %s', (text, why) => {
    const parsed = parseDay(t(text))
    expect(parsed).toMatchObject({ ok: false, why: expect.stringContaining(why) })
  })

  it('a formula must be mended', () => expect(parseDay(f('=TODAY()'))).toMatchObject({ ok: false }))

  it('reads any day of a life in every style', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 73_000 }), fc.nat(6), (days, style) => {
        const day = addDays('1901-01-01', days)
        const [y = '', m = '', d = ''] = day.split('-')
        const short = `${y}.${Number(m)}.${Number(d)}`
        const wide = day.replace(/\d/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
        const styles = [day, `${y}/${m}/${d}`, short, `${y}${m}${d}`, formatDay(day), wide, String(367 + days)]
        expect(parseDay(t(styles[style] ?? day))).toEqual({ ok: true, value: day })
      }),
      { numRuns: 300 },
    )
  })
})

describe('ids, names, marks', () => {
  it('reads IDs in full width, with blanks inside, lower-case x, a leading tab or apostrophe', () => {
    for (const text of [
      ' 340799 198501254477 ',
      '３４０７９９１９８５０１２５４４７７',
      '\t340799198501254477',
      "'340799198501254477",
    ]) {
      expect(parseIdNo(t(text))).toEqual({
        ok: true,
        value: { idNo: '340799198501254477', birth: '1985-01-25', sex: 'M' },
      })
    }
    expect(parseIdNo(t('34079919981021617x'))).toMatchObject({ ok: true, value: { idNo: '34079919981021617X' } })
    expect(parseIdNo(t('无'))).toEqual({ ok: true, value: null })
  })

  it('15.6: a number cell must be mended even when the check digit fits; so must lost and old digits', () => {
    expect(parseIdNo(n('340799198501254477'))).toMatchObject({ ok: false, why: expect.stringContaining('数字格式') })
    expect(parseIdNo(mendedCell('340799198501254477'))).toMatchObject({ ok: true })
    expect(parseIdNo(t('3.40799E+17'))).toMatchObject({ ok: false, why: expect.stringContaining('科学计数法') })
    expect(parseIdNo(t('340799198501254000'))).toMatchObject({ ok: false, why: expect.stringContaining('000') })
    expect(parseIdNo(t('340799960725131'))).toMatchObject({ ok: false, why: expect.stringContaining('15') })
    expect(parseIdNo(t('340799198501254478'))).toMatchObject({ ok: false })
    expect(parseIdNo(f('="340799198501254477"'))).toMatchObject({ ok: false, why: expect.stringContaining('公式') })
  })

  it('names with rare characters and blanks; formulas are no names', () => {
    expect(parseName(t(' 刘　𬭚 '))).toEqual({ ok: true, value: '刘𬭚' })
    expect(parseName(t('王㛃'))).toEqual({ ok: true, value: '王㛃' })
    expect(parseName(t('=cmd|"/c calc"!A1'))).toMatchObject({ ok: false, why: expect.stringContaining('公式') })
    expect(parseText(t('=HYPERLINK("http://x")'))).toMatchObject({
      ok: true,
      value: '=HYPERLINK("http://x")',
      note: expect.any(String),
    })
  })

  it('sex, yes and no', () => {
    expect(['男', '女', 'M', '2', ''].map((text) => parseSex(t(text)))).toMatchObject(
      ['M', 'F', 'M', 'F', null].map((value) => ({ ok: true, value })),
    )
    expect(parseSex(t('不详'))).toMatchObject({ ok: false })
    expect(['是', '√', '否', '×', '', '无'].map((text) => parseYesNo(t(text)))).toMatchObject(
      [true, true, false, false, null, false].map((value) => ({ ok: true, value })),
    )
    expect(parseYesNo(t('可能'))).toMatchObject({ ok: false })
  })

  it('no reason or note quotes the cell', () => {
    const secret = '张三13800000'
    const all = [
      parseDay,
      parseTerm,
      parseContact,
      parseKeyCategories,
      parseIdNo,
      parseName,
      parseSex,
      parseYesNo,
      parsePhone,
    ]
    for (const parse of all) {
      const { value: _, ...said } = { value: null, ...parse(t(secret)) } as { value: unknown }
      expect(JSON.stringify(said)).not.toContain(secret)
    }
  })
})

it('totals and footers', () => {
  const totals = [['合计', '', '', '30人'], ['', '总 计', '12'], ['小计：', '5'], ['共30人'], ['共计', '30']]
  for (const row of totals) expect(isTotalsRow(row.map(t)), row.join()).toBe(true)
  expect(isTotalsRow(['合计', '', '340799198501254477'].map(t))).toBe(false)
  expect(isTotalsRow(['1', '张三', '男'].map(t))).toBe(false)
  for (const row of [['填表人：张三', '', '审核人：李四'], ['备注：本表一式两份'], ['注：1.', ''], ['第1页']])
    expect(isFooterRow(row.map(t)), row.join()).toBe(true)
  expect(isFooterRow(['1', '张三', '注：'].map(t))).toBe(false)
})
