import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  codePoints,
  legalDay,
  optionalDay,
  optionalText,
  requiredText,
  squeeze,
  toHalfWidth,
  zodMessages,
} from '~/lib/text'

function messages(schema: z.ZodType, input: unknown): string[] {
  const result = schema.safeParse(input, { error: zodMessages })
  return result.success ? [] : result.error.issues.map((issue) => issue.message)
}

describe('text', () => {
  it('is measured in code points', () => {
    expect(codePoints('𠮷野')).toBe(2)
    expect(requiredText(2).parse('𠮷野')).toBe('𠮷野')
    expect(messages(requiredText(2), '𠮷野家')).toEqual(['最多 2 个字'])
  })

  it('is tidied', () => {
    expect(toHalfWidth('Ａ１（　')).toBe('A1( ')
    expect(squeeze('　张　 三\t\u200b ')).toBe('张 三')
    expect(requiredText(10).parse(' 张三\u00a0')).toBe('张三')
    expect(requiredText(50, { lines: true }).parse(' 一\r\n\r\n\r\n 二  三 \u0000'.replace('\u0000', ''))).toBe(
      '一\n\n 二 三',
    )
  })

  it('is there or not', () => {
    for (const empty of [undefined, '', ' 　']) expect(messages(requiredText(5), empty)).toEqual(['请填写'])
    for (const empty of [undefined, '', ' 　']) expect(optionalText(5).parse(empty)).toBeUndefined()
    expect(optionalText(5).parse(' 有 ')).toBe('有')
    expect(messages(optionalText(2), '一二三')).toEqual(['最多 2 个字'])
  })

  it('has no web code in a single line', () => {
    for (const bad of [
      '<script>alert(1)</script>',
      '张<b>三',
      '</div',
      '<!-- x',
      'JavaScript:alert(1)',
      '<img src=x',
    ]) {
      expect(messages(requiredText(80), bad), bad).toEqual(['不能填写网页代码，请只填文字'])
    }
    for (const good of ['体温<38度', '3<5', '李·阿依古丽', "O'Neil", '甲 < 乙'])
      expect(messages(requiredText(80), good)).toEqual([])
  })

  it('lets long ordinary notes through, angle brackets and all', () => {
    const note = '走访记录：本人说“收入<2000元”，想学电焊；SELECT * FROM 报名表 -- <约>下周再谈。\n'.repeat(40)
    expect(messages(requiredText(5000, { lines: true }), note)).toEqual([])
  })

  it('has no control characters', () => {
    for (const bad of ['张\u0000三', '张\u202e三', '张\u0007三', '张\ud800三']) {
      expect(messages(requiredText(80), bad)).toEqual(['含有无法显示的字符，请删去后重新输入'])
      expect(messages(requiredText(80, { lines: true }), bad)).toEqual(['含有无法显示的字符，请删去后重新输入'])
    }
  })

  it('does not change when tidied twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.boolean(), (s, lines) => {
        const once = optionalText(10_000, { lines }).safeParse(s)
        if (once.success && once.data) expect(optionalText(10_000, { lines }).parse(once.data)).toBe(once.data)
      }),
    )
  })
})

describe('legal day fields', () => {
  it('take a day that exists', () => {
    expect(legalDay().parse(' ２０２６-11-23 ')).toBe('2026-11-23')
    for (const empty of [undefined, '']) expect(messages(legalDay(), empty)).toEqual(['请填写'])
    for (const bad of ['2026-02-30', '0026-11-23', '23/11/2026', '2026-11']) {
      expect(messages(legalDay(), bad)).toEqual(['日期不对，请按 2026-11-23 的样子填写'])
      expect(messages(optionalDay(), bad)).toEqual(['日期不对，请按 2026-11-23 的样子填写'])
    }
    expect(optionalDay().parse('')).toBeUndefined()
    expect(optionalDay().parse(undefined)).toBeUndefined()
  })
})

describe('messages', () => {
  const day = new Date('2026-11-23T00:00:00+08:00')
  const choice = z.discriminatedUnion('kind', [z.object({ kind: z.literal('a') }), z.object({ kind: z.literal('b') })])
  const table: [string, z.ZodType, unknown, string][] = [
    ['missing', z.string(), undefined, '请填写'],
    ['null', z.number(), null, '请填写'],
    ['enum', z.enum(['a', 'b']), 'c', '请从列表中选择'],
    ['no enum', z.enum(['a', 'b']), undefined, '请从列表中选择'],
    ['literal', z.literal('a'), 'b', '请从列表中选择'],
    ['tick', z.boolean(), undefined, '请选择'],
    ['list', z.array(z.string()), undefined, '请至少选择一项'],
    ['empty list', z.array(z.string()).min(1), [], '请至少选择一项'],
    ['short list', z.array(z.string()).min(3), ['a'], '至少 3 项'],
    ['long list', z.array(z.string()).max(1), ['a', 'b'], '最多 1 项'],
    ['number', z.number(), 'x', '请填写数字'],
    ['NaN', z.number(), Number.NaN, '请填写数字'],
    ['integer', z.number().int(), 1.5, '请填写整数'],
    ['too large', z.number().max(5), 6, '不能大于 5'],
    ['too small', z.number().min(1), 0, '不能小于 1'],
    ['not below', z.number().lt(5), 5, '应小于 5'],
    ['not above', z.number().gt(1), 1, '应大于 1'],
    ['step', z.number().multipleOf(0.01), 1.001, '最多两位小数'],
    ['step 5', z.number().multipleOf(5), 6, '应为 5 的倍数'],
    ['exact', z.string().length(18), '1', '应为 18 个字'],
    ['short', z.string().min(2), 'a', '至少 2 个字'],
    ['empty', z.string().min(2), '', '请填写'],
    ['e-mail', z.email(), 'x', '邮箱地址不对，请核对'],
    ['uuid', z.uuid(), 'x', '请从列表中选择'],
    ['pattern', z.string().regex(/^1\d{10}$/), 'x', '格式不对，请核对'],
    ['date', z.date(), 'x', '日期不对，请按 2026-11-23 的样子填写'],
    ['late', z.date().max(day), new Date('2027-01-01'), '不能晚于 2026年11月23日'],
    ['early', z.date().min(day), new Date('2026-01-01'), '不能早于 2026年11月23日'],
    ['keys', z.strictObject({}), { x: 1 }, '表单里有不认识的内容，请刷新页面后重试'],
    ['union', z.union([z.string(), z.number()]), true, '内容不符合要求，请核对'],
    ['kind', choice, { kind: 'c' }, '请从列表中选择'],
    ['custom', z.string().refine(() => false), 'x', '内容不符合要求，请核对'],
    ['map', z.map(z.string(), z.number()), new Map([['a', 'b']]), '请填写数字'],
  ]
  it.each(table)('are plain Chinese: %s', (_, schema, input, message) => {
    expect(messages(schema, input)[0]).toBe(message)
  })

  it('give way to the message written at a field', () => {
    expect(messages(z.string('请填写姓名'), undefined)).toEqual(['请填写姓名'])
  })
})
