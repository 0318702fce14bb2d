import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import ExcelJS from 'exceljs'
import { expect, it } from 'vitest'
import { readSheets } from '~/sheets/sheet.server'
import { readTables } from '~/casefile/import/tables.server'
import { rosterColumns } from '~/domains/handoff/import/columns'
import { readRosterRow } from '~/domains/handoff/import/read-roster-row'
import { fileOf } from './files'

setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc') as () => void
const heap = () => {
  gc()
  gc()
  return process.memoryUsage().heapUsed / 1024 / 1024
}
const HEAD = [
  '序号',
  '姓名',
  '性别',
  '身份证号',
  '罪名',
  '刑期',
  '释放日期',
  '户籍乡镇',
  '详细地址',
  '联系人及电话',
  '监所',
  '重点类别',
]

async function bigBook(rows: number): Promise<string> {
  const path = fileOf('')
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: createWriteStream(path), useSharedStrings: true })
  const sheet = book.addWorksheet('名单')
  sheet.addRow(HEAD).commit()
  for (let i = 1; i <= rows; i++) {
    sheet
      .addRow([
        i,
        '张三',
        '男',
        '340799198501254477',
        '盗窃罪',
        '3年',
        '2026-12-05',
        '顺安镇',
        `某路${i}号`,
        `父亲 138${String(i).padStart(8, '0')}`,
        '铜陵监狱',
        '',
      ])
      .commit()
  }
  sheet.commit()
  await book.commit()
  return path
}

async function readAll(path: string, name: string) {
  await new Promise((done) => setTimeout(done, 50))
  const before = heap()
  const started = performance.now()
  let rows = 0
  let peak = 0
  let problems = 0
  for await (const part of readTables(readSheets(path, name), rosterColumns)) {
    if (part.part !== 'row') continue
    rows++
    problems += readRosterRow(part.rowNo, part.cells, { today: '2026-11-23', adultAge: 18 }).problems.length
    if (rows % 1_000 === 0) peak = Math.max(peak, heap() - before)
  }
  expect(problems).toBe(0)
  return { rows, peak, seconds: (performance.now() - started) / 1000, left: heap() - before }
}

it('5,000 rows of xlsx in seconds', async () => {
  const { rows, seconds, peak } = await readAll(await bigBook(5_000), 'a.xlsx')
  expect(rows).toBe(5_000)
  expect(seconds).toBeLessThan(20)
  expect(peak).toBeLessThan(24)
}, 60_000)

it('19,999 rows of xlsx with little memory, and none kept', async () => {
  const { rows, peak, left } = await readAll(await bigBook(19_999), 'a.xlsx')
  expect(rows).toBe(19_999)
  expect(peak).toBeLessThan(40)
  expect(left).toBeLessThan(8)
}, 120_000)

it('19,999 rows of CSV with flat memory', async () => {
  const path = fileOf('')
  const file = createWriteStream(path)
  file.write(`${HEAD.join(',')}\n`)
  for (let i = 1; i < 20_000; i++) {
    file.write(
      `${i},张三,男,340799198501254477,盗窃罪,3年,2026-12-05,顺安镇,"某路${i}号,甲",父亲 138${String(i).padStart(8, '0')},铜陵监狱,\n`,
    )
  }
  file.end()
  await once(file, 'finish')
  const { rows, peak } = await readAll(path, 'a.csv')
  expect(rows).toBe(19_999)
  expect(peak).toBeLessThan(16)
}, 60_000)
