import { describe, expect, it } from 'vitest'
import type { Cell } from '~/sheets/cell'
import { parseContact } from '~/casefile/import/contact'
import { parseKeyCategories } from '~/casefile/import/key-categories'
import { wholeNumber } from '~/casefile/import/numerals'
import { parsePhone } from '~/casefile/import/phone'
import { parseTerm } from '~/casefile/import/term'

const t = (text: string): Cell => (text === '' ? { text, kind: 'empty' } : { text, kind: 'text' })
const n = (text: string): Cell => ({ text, kind: 'number' })

describe('terms', () => {
  it.each([
    ['3年', 36],
    ['一年六个月', 18],
    ['2年6个月', 30],
    ['十年', 120],
    ['八个月', 8],
    ['拘役五个月', 5],
    ['有期徒刑三年', 36],
    ['36个月', 36],
    ['二十五年', 300],
    ['三年半', 42],
    ['1.5年', 18],
    ['一年零六个月', 18],
    ['３年６个月', 42],
    ['3年 6月', 42],
    ['判处有期徒刑十一年，并处罚金二万元', 132],
    ['管制两年', 24],
    ['十个月', 10],
    ['有期徒刑2年(减刑3个月)', 24],
    ['三年并处罚金五千元', 36],
  ])('%s', (text, months) => expect(parseTerm(t(text))).toEqual({ ok: true, value: { months, life: false } }))

  it('life has no months; days are dropped; probation is noted', () => {
    expect(parseTerm(t('无期徒刑'))).toMatchObject({
      ok: true,
      value: { months: null, life: true },
      note: expect.any(String),
    })
    expect(parseTerm(t('一年三个月15天'))).toMatchObject({
      ok: true,
      value: { months: 15, life: false },
      note: expect.stringContaining('天数'),
    })
    expect(parseTerm(t('有期徒刑一年缓刑二年'))).toMatchObject({
      ok: true,
      value: { months: 12 },
      note: expect.stringContaining('缓刑'),
    })
    expect(parseTerm(t('无'))).toEqual({ ok: true, value: null })
  })

  it.each(['36', '3.5', '2024.1.1至2026.12.5', '很久', '3年左右', '一年六', '999年'])('%s must be mended', (text) => {
    expect(parseTerm(t(text))).toMatchObject({ ok: false })
  })

  it('Chinese numerals', () => {
    expect(
      ['十', '十二', '二十', '二十五', '一百二十', '二〇', '零', '12', '１２', '两', 'x', ''].map(wholeNumber),
    ).toEqual([10, 12, 20, 25, 120, 20, 0, 12, 12, 2, null, null])
  })
})

describe('contacts', () => {
  it.each([
    ['父亲 13800000001', '父亲', null, '13800000001'],
    ['妻子：13900000002', '妻子', null, '13900000002'],
    ['姐姐13700000003', '姐姐', null, '13700000003'],
    ['张三（父亲）13800000001', '父亲', '张三', '13800000001'],
    ['父亲张三,138-0000-0001', '父亲', '张三', '13800000001'],
    ['欧阳静 13800000001', null, '欧阳静', '13800000001'],
    ['13800000001（母亲）', '母亲', null, '13800000001'],
    ['父：+86 13800000001', '父', null, '13800000001'],
    ['妹妹 0562-2812345', '妹妹', null, '0562-2812345'],
    ['外祖父１３８００００００01', '外祖父', null, '13800000001'],
    ['父亲', '父亲', null, null],
  ])('%s', (text, relation, name, phone) => {
    expect(parseContact(t(text))).toMatchObject({ ok: true, value: { relation, name, phone } })
  })

  it('none, several, wrong', () => {
    for (const none of ['无', '', '—', '不详']) expect(parseContact(t(none))).toEqual({ ok: true, value: null })
    expect(parseContact(t('父亲13800000001，母亲13900000002'))).toMatchObject({
      ok: true,
      value: { relation: '父亲', phone: '13800000001' },
      note: expect.any(String),
    })
    expect(parseContact(t('父亲 1380000001'))).toMatchObject({ ok: false })
    expect(parseContact(n('13800000001'))).toMatchObject({ ok: true, value: { phone: '13800000001' } })
    expect(parsePhone(t('１３８ 0000 0001'))).toEqual({ ok: true, value: '13800000001' })
    expect(parsePhone(t('13800000001/13900000002'))).toMatchObject({
      ok: true,
      value: '13800000001',
      note: expect.any(String),
    })
    expect(parsePhone(t('1380000'))).toMatchObject({ ok: false })
  })
})

describe('key categories', () => {
  it.each([
    ['三无', ['no_home', 'no_kin', 'no_income'], false],
    ['无亲可投、无生活来源', ['no_kin', 'no_income'], false],
    ['无家可归', ['no_home'], false],
    ['老病残', ['elderly_ill_disabled'], false],
    ['未成年犯罪', [], true],
    ['三无、老病残', ['no_home', 'no_kin', 'no_income', 'elderly_ill_disabled'], false],
    ['精神障碍', ['mental_health'], false],
    ['未成年人', ['minor'], true],
    ['无', [], false],
    ['', [], false],
    ['-', [], false],
    ['其他', ['other'], false],
  ])('%s', (text, categories, juvenile) => {
    expect(parseKeyCategories(t(text))).toEqual({ ok: true, value: { categories, juvenile } })
  })

  it('notes what it does not know, and passes over what is never collected', () => {
    expect(parseKeyCategories(t('家庭变故'))).toMatchObject({
      ok: true,
      value: { categories: ['other'] },
      note: expect.any(String),
    })
    const never = parseKeyCategories(t('重点人口；三无'))
    expect(never).toMatchObject({ ok: true, value: { categories: ['no_home', 'no_kin', 'no_income'] } })
    expect(JSON.stringify(never)).not.toContain('重点人口')
  })
})
