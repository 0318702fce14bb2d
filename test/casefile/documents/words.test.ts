/** The pure parts: numbers, codes, masks, blanks, the limit of checks, names of downloads. */
import { describe, expect, it } from 'vitest'
import { askerOf } from '~/access/asker'
import { newCheckCode } from '~/casefile/documents/check-code.server'
import { freeze, hashOfContent, thaw } from '~/casefile/documents/freeze.server'
import { hasSecrets, masked } from '~/casefile/documents/mask'
import { CODE_LETTERS, groupedCode, numberOf, readCode, unitLetters } from '~/casefile/documents/number'
import { body, cell, inline, printable, rows, type PaperContent } from '~/casefile/documents/paper'
import { fileName } from '~/casefile/documents/views/docx.server'
import { encrypt, TamperedError } from '~/lib/crypto.server'

const content: PaperContent = {
  v: 1,
  code: 'sheet',
  title: '登记表',
  headline: '登记表',
  layout: 'form',
  number: '某字〔2026〕第0001号',
  unit: { code: '340705001-JO1', name: '某司法所' },
  to: null,
  caseNo: 'AZ-340705-2026-00001',
  about: '',
  issuedOn: '2026-11-23',
  check: { by: 'public', code: '7K3F92QDM4XA0B8C' },
  blocks: [
    rows([cell('姓名', '欧阳建军'), cell('身份证号码', '340799199005050015', 'identity')]),
    {
      type: 'table',
      columns: [{ label: '姓名' }, { label: '电话', secret: 'phone' }],
      rows: [['古丽', '13800000002']],
    },
    { type: 'slip', title: '回执', to: '某所', blocks: [rows([cell('详细地址', '莲花村12号', 'address')])] },
  ],
}

describe('a number', () => {
  it('bears the letters of its unit, the sort of paper, the year and four digits', () => {
    expect(numberOf('西湖司所', '安帮接', '2026', 1)).toBe('西湖司所安帮接字〔2026〕第0001号')
    expect(numberOf('枞阳司', '安帮转', '2026', 12345)).toBe('枞阳司安帮转字〔2026〕第12345号')
    const regions = new Map([
      ['340705100', { code: '340705100', name: '西湖镇', shortName: '西湖', tier: 'town' as const, ended: false }],
    ])
    const unit = (kind: string, regionCode: string, name: string) => ({ code: 'x', kind, regionCode, name })
    expect(unitLetters(unit('justice_office', '340705100', '西湖镇司法所'), regions)).toBe('西湖司所')
    expect(unitLetters(unit('prison', '34', '白湖监狱'), regions)).toBe('白湖监')
    expect(unitLetters(unit('justice_bureau', '349999', '某局'), regions)).toBe('349999司')
  })
})

describe('a check code', () => {
  it('is 80 random bits in letters that cannot be mistaken', () => {
    const codes = Array.from({ length: 300 }, newCheckCode)
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes.filter((code) => !/^[0-9A-HJKMNP-TV-Z]{16}$/.test(code))).toEqual([])
    expect(new Set(codes.join('')).size).toBe(CODE_LETTERS.length)
  })

  it('is read however it was typed; anything else is none', () => {
    const code = '7K3F92QDM4XA0B1C'
    for (const typed of [
      code,
      groupedCode(code),
      code.toLowerCase(),
      ' 7k3f–92qd m4xa-oB1c ',
      '７K3F92QDM4XAOBLC',
      '7k3f92qdm4xaobic',
    ])
      expect(readCode(typed), typed).toBe(code)
    for (const typed of [
      '',
      '7K3F92QDM4XA0B1',
      `${code}0`,
      '7K3F92QDM4XA0B1U',
      "' OR 1=1 --",
      '\u0000',
      '七K3F92QDM4XA0B1C',
    ])
      expect(readCode(typed), typed).toBeNull()
  })
})

describe('frozen content', () => {
  it('is read back word for word and fits its hash, whatever the order of its keys', () => {
    const frozen = freeze('0199aaaa-0000-7000-8000-000000000001', content)
    expect(frozen.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(frozen.contentEnc).not.toContain('欧阳')
    expect(thaw({ id: '0199aaaa-0000-7000-8000-000000000001', ...frozen })).toEqual({ content, intact: true })
    const turned = Object.fromEntries(Object.entries(content).reverse()) as PaperContent
    expect(hashOfContent(turned)).toBe(frozen.hash)
  })

  it('shows that a word was changed; does not open under another document’s id', () => {
    const id = '0199aaaa-0000-7000-8000-000000000001'
    const { hash, contentEnc } = freeze(id, content)
    const forged = encrypt(JSON.stringify({ ...content, number: '某字〔2026〕第0002号' }), `document:${id}`)
    expect(thaw({ id, hash, contentEnc: forged }).intact).toBe(false)
    expect(() => thaw({ id: id.replace(/1$/, '2'), hash, contentEnc })).toThrow(TamperedError)
    expect(() => thaw({ id, hash, contentEnc: encrypt('{"v":1}', `document:${id}`) })).toThrow()
  })
})

describe('a document on the screen', () => {
  it('masks numbers, telephones and addresses wherever they stand', () => {
    const text = JSON.stringify(masked(content))
    expect(text).toContain('340799********0015')
    expect(text).toContain('138****0002')
    expect(text).not.toMatch(/340799199005050015|13800000002|莲花村/)
    expect(text).toContain('欧阳建军')
    expect(hasSecrets(content.blocks)).toBe(true)
    expect(hasSecrets([body('没有')])).toBe(false)
  })
})

describe('what is printed', () => {
  it('leaves out what paper and XML cannot hold, and keeps rare characters', () => {
    expect(printable('𠮷\u0000㛃\u0007\ud800\ufffe')).toBe('𠮷㛃')
    expect(printable('第一行\n第二行')).toBe('第一行\n第二行')
    expect([printable(null), printable(undefined), printable('')]).toEqual(['', '', ''])
    expect(inline(null, 3)).toBe('＿＿＿')
    expect(cell('刑期', undefined)).toEqual({ label: '刑期', value: '' })
  })

  it('downloads under its title and case number, in both spellings of a file name', () => {
    expect(fileName('走访记录', 'AZ-340705-2026-00001')).toEqual({
      plain: 'AZ-340705-2026-00001.docx',
      encoded: '%E8%B5%B0%E8%AE%BF%E8%AE%B0%E5%BD%95%20AZ-340705-2026-00001.docx',
    })
    expect(fileName('a"b\r\n/..(1)', '"x\r\n').encoded).not.toMatch(/["\r\n()/]/)
    expect(fileName('a', '"\r\n').plain).toBe('document.docx')
  })
})

describe('who asks for a check', () => {
  it('takes a network of IPv6 for one asker, and a mapped address for its IPv4', () => {
    expect(askerOf('2001:db8:1:2::7')).toBe(askerOf('2001:db8:1:2:ffff::1'))
    expect(askerOf('2001:db8:1:2::7')).not.toBe(askerOf('2001:db8:1:3::7'))
    expect(askerOf('::ffff:203.0.113.7')).toBe('203.0.113.7')
    expect(askerOf('2001:0db8:0001:0002:0:0:0:1')).toBe(askerOf('2001:db8:1:2::1'))
  })
})
