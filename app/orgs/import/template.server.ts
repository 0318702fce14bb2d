import ExcelJS from 'exceljs'
import { unitKinds } from '../places/unit-kinds'
import { orgColumns } from './columns'

const SAMPLES = [
  { code: '340705050', name: '示范新社区', shortName: '示范' },
  { code: '340705050001', name: '示范一社区' },
  { code: '340705050001001', name: '示范一社区第1网格', households: 288 },
  { code: '340705050-JO1', name: '示范新社区司法所', kind: '司法所', phone: '0562-0000000' },
]

/** An empty list to be filled in: the columns, a few invented rows, and how codes are made. xlsx bytes. */
export async function orgTemplate(): Promise<Uint8Array<ArrayBuffer>> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('机构')
  sheet.columns = orgColumns.map(({ key, label }) => ({ key, header: label, width: key === 'name' ? 28 : 20 }))
  sheet.getColumn('code').numFmt = '@'
  sheet.getColumn('parent').numFmt = '@'
  sheet.getRow(1).font = { bold: true }
  SAMPLES.forEach((sample) => sheet.addRow(sample))
  const help = book.addWorksheet('说明')
  help.getColumn(1).width = 100
  const kinds = Object.values(unitKinds).map(({ label, letters }) => `${label} ${letters}`)
  for (const line of [
    '区划代码：市 4 位、县 6 位、乡镇（街道、新社区）9 位、村（社区）12 位、网格 15 位；前几位就是上级代码。',
    '单位代码：所在区划代码、横线、种类字母和序号，例如 340705001-JO1。',
    `单位种类和字母：${kinds.join('、')}。`,
    '网格须填户数；每个网格不超过规定户数，网格员在机构页面指定。',
    '已有的代码不会重复建立，也不会改名。有一行须更正，就一行都不写入。',
  ])
    help.addRow([line])
  return new Uint8Array(await book.xlsx.writeBuffer())
}
