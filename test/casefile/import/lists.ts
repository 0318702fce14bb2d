/** Lists made for tests: valid ID numbers, CSV texts and large workbooks. */
import ExcelJS from 'exceljs'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
/** A valid resident ID of a man born on the day; n from 0 to 99. */
export function idNumber(n: number, birth = '19800203'): string {
  const head = `340799${birth}${String(n).padStart(2, '0')}1`
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(head[i]), 0)
  return head + '10X98765432'[sum % 11]
}

/** One birthday and one number for each n below 100 × 365 × 20. */
export function person(n: number): { name: string; idNo: string } {
  const day = Math.floor(n / 100)
  const birth = new Date(Date.UTC(1970, 0, 1 + day)).toISOString().slice(0, 10).replaceAll('-', '')
  return {
    name: `${'赵钱孙李周吴郑王冯陈'[n % 10]}${'建国军民伟强芳敏静丽'[Math.floor(n / 10) % 10]}`,
    idNo: idNumber(n % 100, birth),
  }
}

export const HEAD = [
  '姓名',
  '性别',
  '身份证号',
  '罪名',
  '刑期',
  '释放日期',
  '户籍乡镇',
  '住址',
  '联系人',
  '监所',
  '重点情形',
]
const TOWNS = ['天井湖新社区', '阳光新社区', '学苑新社区', '西湖镇']

export const rosterRow = (n: number, given: Record<string, string> = {}): string[] => {
  const { name, idNo } = person(n)
  const own: Record<string, string> = {
    姓名: name,
    性别: '男',
    身份证号: idNo,
    罪名: '盗窃罪',
    刑期: '2年6个月',
    释放日期: '2026-12-20',
    户籍乡镇: TOWNS[n % 4]!,
    住址: '某路1号',
    联系人: '父亲 13800000001',
    监所: '铜陵监狱',
    重点情形: '',
    ...given,
  }
  return HEAD.map((key) => own[key] ?? '')
}

export const csvOf = (rows: string[][], head = HEAD): Buffer =>
  Buffer.from(
    [head, ...rows].map((row) => row.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(',')).join('\r\n'),
  )

export async function workbookOf(rows: Iterable<string[]>): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('名单')
  sheet.addRow(HEAD)
  for (const row of rows) sheet.addRow(row)
  return Buffer.from(await book.xlsx.writeBuffer())
}
