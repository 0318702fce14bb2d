import { describe, expect, it } from 'vitest'
import type { Cell, SheetRow } from '~/sheets/cell'
import { findHeader, mapColumns } from '~/sheets/header'
import { headerSignature } from '~/sheets/header-signature.server'
import { readTables } from '~/casefile/import/tables.server'
import type { TablePart } from '~/casefile/import/tables.server'
import { ledgerColumns, rosterColumns } from '~/domains/handoff/import/columns'

const cell = (text: string): Cell =>
  text === '<'
    ? { text: '', kind: 'empty', merged: 'across' }
    : text === ''
      ? { text, kind: 'empty' }
      : { text, kind: 'text' }
const rows = (lines: string[][], sheet = '表', from = 1): SheetRow[] =>
  lines.map((line, i) => ({ sheet, rowNo: from + i, cells: line.map(cell) }))
async function parts(all: SheetRow[], remembered?: Parameters<typeof readTables>[2]): Promise<TablePart[]> {
  const found: TablePart[] = []
  async function* source() {
    yield* all
  }
  for await (const part of readTables(source(), rosterColumns, remembered)) found.push(part)
  return found
}
const HEAD = ['序号', '姓名', '性别', '身份证号', '释放日期', '乡镇', '监狱']
const DATA = ['1', '张三', '男', '340799198501254477', '2026-12-05', '顺安镇', '铜陵监狱']

describe('columns', () => {
  it('any order, other names, brackets, blanks, stars and full width', () => {
    const { mapping, unknown } = mapColumns(
      [
        '＊服刑监所',
        '户 籍 地\n（乡镇、街道）',
        '公民身份号码*',
        '姓　名',
        '刑满释放日期',
        '民族',
        '罪　名',
        '原判刑期',
        '性别(男/女)',
        '出生年月',
        '是否“三无”人员',
      ],
      rosterColumns,
    )
    expect(mapping).toMatchObject({
      prison: 0,
      huji_town: 1,
      id_no: 2,
      name: 3,
      release_due_on: 4,
      offence: 6,
      sentence: 7,
      sex: 8,
      birth_date: 9,
      key_category: 10,
      address: null,
      contact: null,
    })
    expect(unknown).toEqual(['民族'])
  })

  it('a close name never takes the column of an exact one', () => {
    const { mapping } = mapColumns(
      ['联系人', '联系电话', '户籍地址', '户籍地', '刑期起止', '刑期', '犯罪日期', '释放日期', '出生日期'],
      rosterColumns,
    )
    expect(mapping).toMatchObject({
      contact: 0,
      contact_phone: 1,
      address: 2,
      huji_town: 3,
      sentence: 5,
      offence_on: 6,
      release_due_on: 7,
      birth_date: 8,
    })
  })

  it('one column serves one key', () => {
    const used = Object.values(mapColumns(['姓名', '姓名', '身份证号'], rosterColumns).mapping).filter(
      (column) => column !== null,
    )
    expect(new Set(used).size).toBe(used.length)
  })

  it('every declared name finds its own column', () => {
    for (const decls of [rosterColumns, ledgerColumns]) {
      for (const decl of decls) {
        for (const name of [decl.label, ...decl.aliases])
          expect(mapColumns([name], decls).mapping[decl.key], `${decl.key}: ${name}`).toBe(0)
      }
    }
  })
})

describe('header row', () => {
  it('stands under titles', () => {
    const found = findHeader(
      rows([['2026年12月预释放人员花名册', '<', '<'], ['填报单位：铜陵监狱', '', '日期：2026年11月'], HEAD, DATA]),
      rosterColumns,
    )
    expect(found).toMatchObject({ rowNo: 3, labels: HEAD, unknown: ['序号'] })
  })

  it('may have two lines, with groups over several columns', () => {
    const found = findHeader(
      rows([
        ['基本情况', '<', '<', '户籍', '<', '联系人', '<', '释放日期', '监狱'],
        ['姓名', '性别', '身份证号', '乡镇', '地址', '姓名', '电话', '', ''],
        ['张三', '男', '1', '顺安镇', '某路', '李四', '138', '2026-12-05', '铜陵监狱'],
      ]),
      rosterColumns,
    )
    expect(found?.rowNo).toBe(2)
    expect(found?.mapping).toMatchObject({
      name: 0,
      sex: 1,
      id_no: 2,
      huji_town: 3,
      address: 4,
      contact: 5,
      contact_phone: 6,
      release_due_on: 7,
      prison: 8,
    })
  })

  it('is not found on a notes sheet, nor after row 15', () => {
    expect(
      findHeader(
        rows([['填表说明'], ['1. 姓名须与身份证一致'], ['2. 身份证号为18位', '释放日期按刑满日']]),
        rosterColumns,
      ),
    ).toBeNull()
    expect(findHeader(rows([HEAD], '表', 16), rosterColumns)).toBeNull()
  })

  it('has a signature that blanks and brackets do not change, order and names do', () => {
    const signature = headerSignature(HEAD)
    expect(signature).toMatch(/^[0-9a-f]{64}$/)
    expect(headerSignature(['序 号', '姓名*', '性别', '身份证号', '（释放日期）', '乡镇', '监狱', ''])).toBe(signature)
    expect(headerSignature([...HEAD].reverse())).not.toBe(signature)
  })
})

describe('tables of a file', () => {
  it('one per sheet with a header; notes sheets, totals, footers, repeated headers and numbered blanks are left out', async () => {
    const found = await parts([
      ...rows([['填表说明'], ['请如实填写']], '说明'),
      ...rows(
        [['标题'], HEAD, DATA, HEAD, ['2', '', '', '', '', '', ''], DATA, ['合计', '', '', '2人'], ['填表人：某某']],
        '一监区',
      ),
      ...rows(
        [
          ['姓名', '身份证号', '释放日期', '户籍地', '监所'],
          ['李四', '2', '3', '4', '5'],
        ],
        '二监区',
      ),
    ])
    expect(
      found.map((one) => [one.part, one.sheet, 'rowNo' in one ? one.rowNo : 0, 'why' in one ? one.why : '']),
    ).toEqual([
      ['no_table', '说明', 0, ''],
      ['header', '一监区', 2, ''],
      ['row', '一监区', 3, ''],
      ['left_out', '一监区', 4, 'header'],
      ['left_out', '一监区', 5, 'blank'],
      ['row', '一监区', 6, ''],
      ['left_out', '一监区', 7, 'totals'],
      ['left_out', '一监区', 8, 'footer'],
      ['header', '二监区', 1, ''],
      ['row', '二监区', 2, ''],
    ])
    const last = found.at(-1)
    expect(last?.part === 'row' && last.cells).toMatchObject({ name: cell('李四'), prison: cell('5') })
  })

  it('a corrected mapping is remembered by signature; columns that are no more are dropped', async () => {
    const found = await parts(rows([HEAD, DATA]), (signature) =>
      signature === headerSignature(HEAD) ? { name: 1, address: 5, prison: 99 } : null,
    )
    expect(found[0]).toMatchObject({
      part: 'header',
      remembered: true,
      mapping: { name: 1, address: 5, prison: null, sex: null },
      unknown: ['序号', '性别', '身份证号', '释放日期', '监狱'],
    })
    expect(found[1]).toMatchObject({ part: 'row', cells: { name: cell('张三'), address: cell('顺安镇') } })
  })
})
