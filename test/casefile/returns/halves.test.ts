import { describe, expect, it } from 'vitest'
import { halves } from '~/casefile/returns/halves'
import { returnForms } from '~/domains/returns.server'

const line = (section: string, code: string) => ({
  code,
  section,
  label: code,
  counted: '人' as const,
  sub: false,
  opens: true,
  value: 0,
})
const many = (section: string, n: number) => Array.from({ length: n }, (_, i) => line(section, `${section}${i}`))
const sizes = (lines: ReturnType<typeof line>[]) =>
  halves(lines).map((half) => half.map((section) => `${section.name}${section.lines.length}`))

describe('the halves of a return', () => {
  it('keep sections whole and are as even as can be', () => {
    expect(sizes([...many('a', 14), ...many('b', 4), ...many('c', 8), ...many('d', 9), ...many('e', 13)])).toEqual([
      ['a14', 'b4', 'c8'],
      ['d9', 'e13'],
    ])
    expect(sizes([...many('a', 2), ...many('b', 20)])).toEqual([['a2'], ['b20']])
    expect(sizes(many('a', 3))).toEqual([['a3'], []])
  })

  it.each(returnForms.map((form) => [form.title, form] as const))('of 《%s》 fit one page each', (_, form) => {
    const all = form.lines.map(({ code, section }) => line(section, code))
    const parts = halves(all)
    expect(parts.flat().flatMap((section) => section.lines)).toEqual(all)
    for (const half of parts) expect(half.reduce((sum, section) => sum + section.lines.length, 0)).toBeLessThan(33)
  })
})
