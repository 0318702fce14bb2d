import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { REFUSALS } from '~/sheets/refuse'
import { rowsOf, textsOf } from './files'

const RARE = '姓名,备注\n王㛃,甲\n刘𬭚,"第一行\n第二行"\n朱䶮,"他说""好""，走"\n𠮷野,丁\n'
const expected = [
  ['姓名', '备注'],
  ['王㛃', '甲'],
  ['刘𬭚', '第一行\n第二行'],
  ['朱䶮', '他说"好"，走'],
  ['𠮷野', '丁'],
]

describe('csv', () => {
  it.each([
    ['GB18030 with four-byte characters', iconv.encode(RARE, 'gb18030')],
    ['UTF-8', Buffer.from(RARE)],
    ['UTF-8 with byte order mark', Buffer.from('\uFEFF' + RARE)],
    ['UTF-16 with byte order mark', iconv.encode(RARE, 'utf-16le', { addBOM: true })],
    ['Windows line ends', Buffer.from(RARE.replaceAll('\n', '\r\n').replace('第一行\r\n', '第一行\n'))],
  ])('%s', async (_, content) => {
    expect(await textsOf(content, 'a.csv')).toEqual(expected)
  })

  it.each([';', '\t', ','])('finds the delimiter %j', async (sign) => {
    const lines = [
      ['姓名', '住址'],
      ['张三', '某路1号，二单元'],
      ['李四', '某路2号'],
    ]
      .map((line) => line.join(sign))
      .join('\n')
    expect(await textsOf(lines, 'a.csv')).toEqual([
      ['姓名', '住址'],
      ['张三', '某路1号，二单元'],
      ['李四', '某路2号'],
    ])
  })

  it('obeys a first line that names the delimiter, and counts rows as a spreadsheet does', async () => {
    const rows = await rowsOf('sep=;\n姓名;性别\n\n张三;男\n', 'a.txt')
    expect(rows.map(({ rowNo, cells }) => [rowNo, cells[0]?.text])).toEqual([
      [2, '姓名'],
      [4, '张三'],
    ])
  })

  it('keeps formulas as text and unwraps ="0123"', async () => {
    expect(await textsOf('甲,乙\n"=""340799199105054996""",=1+1\n', 'a.csv')).toEqual([
      ['甲', '乙'],
      ['340799199105054996', '=1+1'],
    ])
    expect(await textsOf('甲,乙\n="0562",x\n', 'a.csv')).toEqual([
      ['甲', '乙'],
      ['0562', 'x'],
    ])
  })

  it('takes a CSV that is named .xlsx or .xls for what it is', async () => {
    expect(await textsOf('姓名,性别\n', 'a.xlsx')).toEqual([['姓名', '性别']])
    expect(await textsOf('姓名\t性别\n', 'a.xls')).toEqual([['姓名', '性别']])
  })

  it('refuses open quotes and unknown encodings', async () => {
    await expect(textsOf('姓名,住址\n张三,"某路\n李四,某路\n', 'a.csv')).rejects.toThrow(REFUSALS.quotes)
    await expect(
      textsOf(Buffer.concat([Buffer.from('姓名,'), Buffer.from([0xff, 0x41, 0xff, 0xff, 0x0a])]), 'a.csv'),
    ).rejects.toThrow(REFUSALS.encoding)
  })
})
