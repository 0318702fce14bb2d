import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellValue, safeText } from '~/casefile/exports/cell'
import { inFooter, watermark } from '~/casefile/exports/watermark'
import { askHref, filtersOf } from '~/casefile/exports/terms'

describe('a cell', () => {
  it.each([
    '=1+1',
    '+86',
    '-1+2',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '  =1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    '=cmd|" /C calc"!A0',
  ])('that begins like a formula is text: %j', (text) => {
    expect(safeText(text)).toBe(`'${text}`)
    expect(cellValue('text', text)).toBe(`'${text}`)
    expect(cellValue('code', text)).toBe(`'${text}`)
  })

  it('of ordinary text stays as it is', () => {
    for (const text of ['陈志平', 'AZ-340705-2026-00031', '1＋1', '3-5 人', "'x", '—'])
      expect(safeText(text)).toBe(text)
  })

  it('is never evaluated, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const value = cellValue('text', text)
        if (value !== null) expect(String(value)).not.toMatch(/^(\s*[=+\-@＝＋－＠]|[\t\r\n])/u)
      }),
    )
  })

  it('holds a number, a day, or nothing', () => {
    expect(cellValue('number', -3)).toBe(-3)
    expect(cellValue('number', '-3')).toBe(`'-3`)
    expect(cellValue('number', Number.NaN)).toBe('NaN')
    expect(cellValue('day', '2026-11-23')).toEqual(new Date('2026-11-23T00:00:00.000Z'))
    expect(cellValue('day', '2026-02-30')).toBe('2026-02-30')
    expect([cellValue('text', ''), cellValue('text', null), cellValue('number', undefined)]).toEqual([null, null, null])
  })
})

describe('the watermark', () => {
  const mark = {
    userName: '郑文博',
    unitName: '铜官区司法局',
    no: '导〔2026〕0001号',
    at: new Date('2026-11-23T01:00:00Z'),
  }
  it('names user, unit, time and request', () => {
    expect(watermark(mark)).toBe(
      '导出：郑文博 · 铜官区司法局 · 2026-11-23 09:00 · 导〔2026〕0001号 · 内部资料，注意保密',
    )
  })
  it('holds no code of a header, and fits', () => {
    expect(inFooter('A&B司&P')).toBe('A&&B司&&P')
    expect(inFooter('长'.repeat(999)).length).toBeLessThanOrEqual(255)
  })
})

describe('the filters that go along', () => {
  it('are those of the list, without its page and its permission to show names', () => {
    const query = new URLSearchParams('q=wang&state=in_help&after=x&show=y&level=&order=name&index=')
    expect(filtersOf(query).toString()).toBe('q=wang&state=in_help')
    expect(askHref('handoff.list', query)).toBe('/exports/new?source=handoff.list&q=wang&state=in_help')
  })
})
