import { createHash } from 'node:crypto'
import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { shownFileName } from '~/sheets/shown-name'
import { REFUSALS } from '~/sheets/refuse'
import { rowsOf } from './files'
import { workbookOf, zipOf } from './zip'

const refusal = async (content: Buffer | string, name: string) =>
  rowsOf(content, name).then(
    () => 'read',
    (error: { status?: number; message: string }) => `${error.status} ${error.message}`,
  )
const sheetData = (rows: string) => `<sheetData>${rows}</sheetData>`
const text = (ref: string, value: string) => `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`

describe('xlsx cells', () => {
  it('reads what exceljs writes: merged title, rich text, dates, formulas, booleans, hidden sheet left out', async () => {
    const book = new ExcelJS.Workbook()
    const hidden = book.addWorksheet('旧数据', { state: 'hidden' })
    hidden.addRow(['不该读到'])
    const sheet = book.addWorksheet('名单')
    sheet.addRow(['花名册'])
    sheet.mergeCells('A1:C1')
    sheet.addRow([
      { richText: [{ text: '张' }, { text: '三' }] },
      new Date(Date.UTC(2026, 11, 5)),
      { formula: 'B2+1', result: 9 },
    ])
    sheet.getCell('B2').numFmt = 'yyyy"年"m"月"d"日"'
    sheet.addRow([340799196704034, true, '_x0041_\u0007b'])
    const rows = await rowsOf(Buffer.from(await book.xlsx.writeBuffer()), 'a.xlsx')
    expect(rows.map(({ sheet: name, rowNo }) => [name, rowNo])).toEqual([
      ['名单', 1],
      ['名单', 2],
      ['名单', 3],
    ])
    expect(rows[0]?.cells).toEqual([
      { text: '花名册', kind: 'text' },
      { text: '', kind: 'empty', merged: 'across' },
      { text: '', kind: 'empty', merged: 'across' },
    ])
    expect(rows[1]?.cells).toEqual([
      { text: '张三', kind: 'text' },
      { text: '2026-12-05', kind: 'date', day: '2026-12-05' },
      { text: '=B2+1', kind: 'formula' },
    ])
    expect(rows[2]?.cells.map(({ text: own, kind }) => [own, kind])).toEqual([
      ['340799196704034', 'number'],
      ['是', 'text'],
      ['Ab', 'text'],
    ])
  })

  it('keeps values hidden under a merged cell out, and says where a value is missing for it', async () => {
    const xml =
      sheetData(
        `<row r="1">${text('A1', '铜陵监狱')}${text('B1', '甲')}</row><row r="2">${text('A2', '藏在下面')}${text('B2', '乙')}</row>`,
      ) + '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>'
    const rows = await rowsOf(workbookOf([{ name: '表', xml }]), 'a.xlsx')
    expect(rows[1]?.cells).toEqual([
      { text: '', kind: 'empty', merged: 'down' },
      { text: '乙', kind: 'text' },
    ])
  })

  it('reads rows and cells without references, prefixed names, CDATA, entities and phonetic hints', async () => {
    const xml = `<x:sheetData xmlns:x="m"><x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="str"><x:v><![CDATA[a<b]]></x:v></x:c></x:row>
      <!-- <row> --><x:row><x:c r="C2" t="inlineStr"><x:is><x:t>&#x9FAD;&amp;&gt;</x:t></x:is></x:c></x:row></x:sheetData>`
    const rows = await rowsOf(
      workbookOf([{ name: '表', xml }], { strings: '<si><r><t>漢</t></r><r><t>字</t></r><rPh><t>かん</t></rPh></si>' }),
      'a.xlsx',
    )
    expect(rows.map(({ cells }) => cells.map(({ text: own }) => own))).toEqual([
      ['漢字', 'a<b'],
      ['', '', '龭&>'],
    ])
  })

  it('tells days from numbers by number format, in both date systems', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="176" formatCode="yyyy/m/d;@"/><numFmt numFmtId="177" formatCode="0.00&quot;y&quot;"/></numFmts>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="31"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="20"/></cellXfs>'
    const cells = [0, 1, 2, 3, 4, 5].map((style) => `<c s="${style}"><v>46380</v></c>`).join('')
    const xml = sheetData(`<row r="1">${cells}<c t="d"><v>2026-12-24T00:00:00Z</v></c></row>`)
    const days = async (workbookPr: string) =>
      (await rowsOf(workbookOf([{ name: '表', xml }], { styles, workbookPr }), 'a.xlsx'))[0]?.cells.map(
        (cell) => cell.day ?? cell.text,
      )
    expect(await days('')).toEqual(['46380', '2026-12-24', '2026-12-24', '2026-12-24', '46380', '46380', '2026-12-24'])
    expect((await days('<workbookPr date1904="1"/>'))?.[1]).toBe('2030-12-25')
  })

  it('writes numbers in full digits', async () => {
    const xml = sheetData('<row r="1"><c><v>3.4079919670403402E17</v></c><c><v>46380.5</v></c><c><v>0.1</v></c></row>')
    const rows = await rowsOf(workbookOf([{ name: '表', xml }]), 'a.xlsx')
    expect(rows[0]?.cells.map((cell) => cell.text)).toEqual(['340799196704034048', '46380.5', '0.1'])
  })
})

describe('files that are refused', () => {
  const ole = (stream: string) =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(stream, 'utf16le')])

  it('.xls, password, other office papers (whatever the extension says)', async () => {
    expect(await refusal(ole('Workbook'), '花名册.xls')).toBe(`400 ${REFUSALS.oldExcel}`)
    expect(REFUSALS.oldExcel).toContain('请另存为 .xlsx')
    expect(await refusal(ole('Workbook'), '花名册.xlsx')).toBe(`400 ${REFUSALS.oldExcel}`)
    expect(await refusal(ole('EncryptedPackage'), '花名册.xlsx')).toBe(`400 ${REFUSALS.encrypted}`)
    expect(await refusal(ole('WordDocument'), '花名册.doc')).toBe(`400 ${REFUSALS.notTable}`)
    expect(await refusal('<html><table><tr><td>姓名</td></tr></table></html>', '花名册.xls')).toBe(
      `400 ${REFUSALS.otherTable}`,
    )
    expect(await refusal(zipOf([{ name: 'content.xml', data: '<a/>' }]), '花名册.xlsx')).toBe(
      `400 ${REFUSALS.otherTable}`,
    )
    expect(await refusal(zipOf([{ name: 'word/document.xml', data: '<a/>' }]), '花名册.xlsx')).toBe(
      `400 ${REFUSALS.notTable}`,
    )
    expect(await refusal('姓名,性别', '花名册.pdf')).toBe(`400 ${REFUSALS.extension}`)
    expect(await refusal(Buffer.from('%PDF-1.7\n1 0 obj'), '花名册.csv')).toBe(`400 ${REFUSALS.notTable}`)
    expect(await refusal(createHash('sha512').update('x').digest(), '花名册.xlsx')).toBe(`400 ${REFUSALS.notTable}`)
  })

  it('empty, broken, only hidden sheets', async () => {
    expect(await refusal('', 'a.xlsx')).toBe(`400 ${REFUSALS.empty}`)
    expect(await refusal('\n \n,,\n', 'a.csv')).toBe(`400 ${REFUSALS.empty}`)
    expect(await refusal(workbookOf([{ name: '表', xml: sheetData('') }]), 'a.xlsx')).toBe(`400 ${REFUSALS.empty}`)
    const whole = workbookOf([{ name: '表', xml: sheetData('<row r="1"><c><v>1</v></c></row>') }])
    expect(await refusal(whole.subarray(0, whole.length - 40), 'a.xlsx')).toBe(`400 ${REFUSALS.broken}`)
    expect(await refusal(workbookOf([{ name: '表', xml: '<sheetData><row r="1">' }]), 'a.xlsx')).toBe(
      `400 ${REFUSALS.broken}`,
    )
    const doctype = '<!DOCTYPE a [<!ENTITY b "x">]><sheetData/>'
    expect(await refusal(workbookOf([{ name: '表', xml: doctype }]), 'a.xlsx')).toBe(`400 ${REFUSALS.broken}`)
    expect(await refusal(workbookOf([{ name: '表', xml: sheetData(''), state: 'veryHidden' }]), 'a.xlsx')).toBe(
      `400 ${REFUSALS.noSheet}`,
    )
  })

  it('zip bombs: honest headers, lying headers, many entries, encrypted or leaving entries', async () => {
    const zeros = Buffer.alloc(40 * 1024 * 1024, ' ')
    const xml = `<sheetData><row r="1">${text('A1', '甲')}</row></sheetData>`
    const bomb = { name: 'xl/media/a.bin', data: zeros }
    expect(await refusal(workbookOf([{ name: '表', xml }], { extra: [bomb] }), 'a.xlsx')).toBe(`413 ${REFUSALS.bomb}`)
    const lying = workbookOf([{ name: '表', xml: xml + zeros.toString('latin1'), says: 500 }])
    expect(lying.length).toBeLessThan(100_000)
    expect(await refusal(lying, 'a.xlsx')).toBe(`413 ${REFUSALS.bomb}`)
    const declared = { name: 'b', data: '', says: 300 * 1024 * 1024 }
    expect(await refusal(workbookOf([{ name: '表', xml }], { extra: [declared] }), 'a.xlsx')).toBe(
      `413 ${REFUSALS.bomb}`,
    )
    const many = Array.from({ length: 2_100 }, (_, i) => ({ name: `f${i}`, data: '' }))
    expect(await refusal(workbookOf([{ name: '表', xml }], { extra: many }), 'a.xlsx')).toBe(`413 ${REFUSALS.bomb}`)
    expect(
      await refusal(
        workbookOf([{ name: '表', xml }], { extra: [{ name: 'x', data: 'y', encrypted: true }] }),
        'a.xlsx',
      ),
    ).toBe(`400 ${REFUSALS.encrypted}`)
    expect(
      await refusal(workbookOf([{ name: '表', xml }], { extra: [{ name: '../../etc/x', data: 'y' }] }), 'a.xlsx'),
    ).toBe(`400 ${REFUSALS.broken}`)
  }, 30_000)

  it('a 200 MB upload, too many rows, too many columns', async () => {
    expect(await refusal(Buffer.alloc(21 * 1024 * 1024, '甲,乙\n'), 'a.csv')).toBe(`413 ${REFUSALS.tooLarge}`)
    expect(await refusal('甲,乙\n'.repeat(20_001), 'a.csv')).toBe(`413 ${REFUSALS.rows}`)
    const rows = Array.from({ length: 20_001 }, (_, i) => `<row r="${i + 1}"><c><v>1</v></c></row>`).join('')
    expect(await refusal(workbookOf([{ name: '表', xml: sheetData(rows) }]), 'a.xlsx')).toBe(`413 ${REFUSALS.rows}`)
    expect(await refusal('a,'.repeat(201) + 'b', 'a.csv')).toBe(`413 ${REFUSALS.columns}`)
    expect(
      await refusal(
        workbookOf([{ name: '表', xml: sheetData('<row r="1"><c r="XFD1"><v>1</v></c></row>') }]),
        'a.xlsx',
      ),
    ).toBe(`413 ${REFUSALS.columns}`)
  })

  it('styled but empty rows and columns count for nothing', async () => {
    const styled = Array.from({ length: 30_000 }, (_, i) => `<row r="${i + 2}"><c r="XFD${i + 2}" s="1"/></row>`).join(
      '',
    )
    const rows = await rowsOf(
      workbookOf([{ name: '表', xml: sheetData(`<row r="1">${text('A1', '甲')}</row>${styled}`) }]),
      'a.xlsx',
    )
    expect(rows).toHaveLength(1)
  })
})

it('shows an upload by its bare name', () => {
  expect(shownFileName('../../etc/花名册.xlsx')).toBe('花名册.xlsx')
  expect(shownFileName('C:\\temp\\a<b>.csv')).toBe('ab.csv')
  expect(shownFileName('..')).toBe('未命名')
  expect([...shownFileName(`${'名'.repeat(300)}.xlsx`)]).toHaveLength(120)
})
