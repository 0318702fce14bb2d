import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkIdNumber,
  checkName,
  checkPassport,
  checkPhone,
  maskIdNumber,
  maskName,
  maskPhone,
  splitName,
} from '~/people/identity'

const TODAY = '2026-11-23'
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

function idNumber(birth: string, order: number, area = '340799'): string {
  const digits = `${area}${birth.replaceAll('-', '')}${String(order).padStart(3, '0')}`
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * WEIGHTS[i]!, 0)
  return digits + '10X98765432'[sum % 11]
}

const day = fc
  .date({ min: new Date('1930-01-01T00:00:00Z'), max: new Date('2026-11-22T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const order = fc.integer({ min: 0, max: 999 })
const why = (answer: { ok: boolean; why?: string }) => (answer.ok ? 'ok' : answer.why)

describe('resident ID', () => {
  it('gives number, birth and sex of any valid number of area 340799', () => {
    fc.assert(
      fc.property(day, order, (birth, n) => {
        const idNo = idNumber(birth, n)
        expect(checkIdNumber(idNo, TODAY)).toEqual({ ok: true, idNo, birth, sex: n % 2 === 1 ? 'M' : 'F' })
      }),
    )
  })

  it('refuses any valid number with one digit changed', () => {
    fc.assert(
      fc.property(day, order, fc.nat(17), fc.integer({ min: 1, max: 9 }), (birth, n, at, step) => {
        const idNo = idNumber(birth, n)
        fc.pre(idNo[at] !== 'X')
        const changed = idNo.slice(0, at) + ((Number(idNo[at]) + step) % 10) + idNo.slice(at + 1)
        expect(checkIdNumber(changed, TODAY).ok).toBe(false)
      }),
    )
  })

  it('takes the numbers of the prison roster, and mends width, blanks, marks and a small x', () => {
    expect(checkIdNumber('\t340799199105054996 ', TODAY)).toMatchObject({ ok: true, birth: '1991-05-05', sex: 'M' })
    expect(checkIdNumber('３４０７９９　1991 0505 4996', TODAY)).toMatchObject({ ok: true, idNo: '340799199105054996' })
    expect(checkIdNumber('\u200B340799\u00A0199105054996\uFEFF', TODAY).ok).toBe(true)
    const withX = Array.from({ length: 99 }, (_, n) => idNumber('1984-09-01', n)).find((idNo) => idNo.endsWith('X'))!
    for (const end of ['x', 'Ｘ', 'ｘ', '×'])
      expect(checkIdNumber(withX.slice(0, 17) + end, TODAY)).toMatchObject({ ok: true, idNo: withX })
  })

  it('says what is wrong', () => {
    expect(why(checkIdNumber('', TODAY))).toBe('请填写身份证号码')
    expect(why(checkIdNumber('340799910505499', TODAY))).toBe('15 位旧证，须换成 18 位')
    expect(why(checkIdNumber('34079919910505499', TODAY))).toBe('身份证号码应为 18 位，现有 17 位')
    expect(why(checkIdNumber('3.40799199105055E+17', TODAY))).toContain('只能有数字')
    expect(why(checkIdNumber('3407X9199105054996', TODAY))).toContain('X 只能在末位')
    expect(why(checkIdNumber('340799199105054997', TODAY))).toContain('末位校验不符')
    expect(why(checkIdNumber(idNumber('1991-02-29', 1), TODAY))).toContain('出生日期不存在')
    expect(why(checkIdNumber(idNumber('1991-05-05', 1, '990799'), TODAY))).toContain('地区代码')
    expect(why(checkIdNumber(idNumber('2026-11-24', 1), TODAY))).toContain('晚于今天')
    expect(why(checkIdNumber(idNumber('1905-11-23', 1), TODAY))).toContain('超过 120 年')
  })

  it('takes the first and last possible birthdays, and residence permits of area 83', () => {
    expect(checkIdNumber(idNumber(TODAY, 1), TODAY).ok).toBe(true)
    expect(checkIdNumber(idNumber('1906-11-23', 1), TODAY).ok).toBe(true)
    expect(checkIdNumber(idNumber('2000-02-29', 1, '830000'), TODAY).ok).toBe(true)
  })
})

describe('passport', () => {
  it('takes letters and digits', () => {
    expect(checkPassport(' ｅ1234 5678')).toEqual({ ok: true, passportNo: 'E12345678' })
    for (const text of ['', 'E12', 'ABCDEFGH', '=E12345678', '护照12345678']) expect(checkPassport(text).ok).toBe(false)
  })
})

describe('phone', () => {
  it('takes mobiles and landlines', () => {
    for (const text of [
      '13800000001',
      ' 138 0000 0001',
      '138-0000-0001',
      '+86 13800000001',
      '008613800000001',
      '１３８00000001',
    ])
      expect(checkPhone(text)).toEqual({ ok: true, phone: '13800000001' })
    for (const text of ['0562-2812345', '(0562) 2812345', '05622812345', '0562—2812345'])
      expect(checkPhone(text)).toEqual({ ok: true, phone: '0562-2812345' })
    expect(checkPhone('010-81234567转 801')).toEqual({ ok: true, phone: '010-81234567-801' })
  })

  it('says what is wrong', () => {
    expect(why(checkPhone(''))).toBe('请填写联系电话')
    expect(why(checkPhone('1380000000'))).toBe('手机号码应为 11 位，现有 10 位')
    expect(why(checkPhone('2812345'))).toContain('加区号')
    expect(why(checkPhone('父亲 13800000001'))).toContain('只能有数字')
    for (const text of ['12800000001', '138000000012', '0000000', '无']) expect(checkPhone(text).ok).toBe(false)
  })
})

describe('name', () => {
  it('takes rare characters, dots and Latin names', () => {
    const same = [
      '张三',
      '欧阳洋',
      '朱䶮',
      '𬭚明',
      '李㛃',
      '〇一',
      '阿依古丽·买买提',
      'Mary-Ann O’Neil',
      'José García',
      '张'.repeat(50),
    ]
    for (const name of same) expect(checkName(name)).toEqual({ ok: true, name })
    expect(checkName('𬭚'.repeat(50)).ok).toBe(true)
  })

  it('mends blanks and variants of the dot', () => {
    expect(checkName(' 张　三 ')).toEqual({ ok: true, name: '张三' })
    expect(checkName('阿依古丽 • 买买提')).toEqual({ ok: true, name: '阿依古丽·买买提' })
    expect(checkName('阿依古丽．买买提')).toEqual({ ok: true, name: '阿依古丽·买买提' })
    expect(checkName('Ｔｏｍ  Smith')).toEqual({ ok: true, name: 'Tom Smith' })
    expect(checkName('葛\u{E0100}三')).toEqual({ ok: true, name: '葛三' })
  })

  it('refuses formulas, markup, digits, signs and wrong lengths', () => {
    const bad = [
      '',
      '张',
      '张'.repeat(51),
      "=cmd|'/C calc'!A0",
      '＝cmd',
      '@SUM',
      '+张三',
      '-张三',
      '<script>',
      '张3',
      '张三１',
      '张?',
    ]
    for (const name of [...bad, '张□', '张三(小名)', '张三;', '·张', '张·', '张··三丰·', '张\u{1F600}'])
      expect(checkName(name).ok).toBe(false)
    expect(why(checkName('张三2'))).toBe('姓名里不能有数字')
    expect(why(checkName('张'))).toBe('姓名至少 2 个字')
  })

  it('answers any text, and what it accepts it accepts again unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        const answer = checkName(raw)
        if (answer.ok) expect(checkName(answer.name)).toEqual(answer)
        else expect(answer.why).toMatch(/\p{Script=Han}/u)
      }),
    )
  })
})

describe('masks', () => {
  it('names', () => {
    expect(maskName('张小三')).toBe('张*三')
    expect(maskName('张小小三')).toBe('张*三')
    expect(maskName('欧阳建军')).toBe('欧阳*军')
    expect(maskName('欧阳洋')).toBe('欧阳*')
    expect(maskName('刘三')).toBe('刘*')
    expect(maskName('欧阳')).toBe('欧*')
    expect(maskName('张')).toBe('*')
    expect(maskName('')).toBe('*')
    expect(maskName('𬭚小䶮')).toBe('𬭚*䶮')
    expect(maskName('阿依古丽·买买提')).toBe('阿*提')
  })

  it('numbers', () => {
    expect(maskIdNumber('340799199105054996')).toBe('340799********4996')
    expect(maskIdNumber('34079919910505499X')).toBe('340799********499X')
    expect(maskIdNumber('E12345678')).toBe('E1****78')
    expect(maskIdNumber('E1234')).toBe('****')
    expect(maskPhone('13800000001')).toBe('138****0001')
    expect(maskPhone('0562-2812345')).toBe('0562-****45')
    expect(maskPhone('010-81234567-801')).toBe('010-****67')
    expect(maskPhone('张三 138')).toBe('****')
  })

  it('never show the birthday, the middle of a phone, or a middle character', () => {
    const han = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code))
    fc.assert(
      fc.property(day, order, fc.integer({ min: 0, max: 9999_9999 }), (birth, n, tail) => {
        expect(maskIdNumber(idNumber(birth, n)).slice(6, 14)).toBe('********')
        expect(maskPhone(`138${String(tail).padStart(8, '0')}`)).toBe(`138****${String(tail % 10000).padStart(4, '0')}`)
      }),
    )
    fc.assert(
      fc.property(fc.uniqueArray(han, { minLength: 2, maxLength: 20 }), (chars) => {
        const { surname, given } = splitName(chars.join(''))
        const masked = maskName(chars.join(''))
        const hidden = given.length === 1 ? given : given.slice(0, -1)
        for (const char of hidden) expect(masked).not.toContain(char)
        expect([...masked].length).toBe(surname.length + (given.length > 1 ? 2 : 1))
      }),
    )
  })
})
