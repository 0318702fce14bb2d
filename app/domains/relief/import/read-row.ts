import { mend, read, type Parsed } from '~/casefile/import/parsed'
import { parsePhone } from '~/casefile/import/phone'
import { readPerson, type PersonValue } from '~/casefile/import/read-person'
import { RowReader, type ImportedRow } from '~/casefile/import/row'
import { parseDay, parseText } from '~/casefile/import/values'
import type { LegalDay } from '~/lib/dates'
import { parseFen } from '~/lib/text'
import { plain, type Cell } from '~/sheets/cell'
import type { RecheckClass } from '../facts'
import { dibaoColumns } from './columns'

/** A household on 低保 before the system, as its row says; fen a month. */
export type DibaoValue = PersonValue & {
  village: string
  persons: number
  income: number
  amount: number
  decided_on: LegalDay
  rechecked_on: LegalDay | null
  cycle: RecheckClass
  phone: string | null
  account: string
  bank: string
}
export type DibaoRow = ImportedRow<DibaoValue>

const MOST = 20

const parseMoney = (cell: Cell): Parsed<number | null> => {
  const text = plain(cell)
  if (text === '') return read(null)
  const fen = parseFen(text)
  return fen === null ? mend('金额不对，请按 330.00 的样子填写') : read(fen)
}
const parsePersons = (cell: Cell): Parsed<number | null> => {
  const text = plain(cell).replace(/人$/, '')
  if (text === '') return read(null)
  return /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= MOST
    ? read(Number(text))
    : mend(`人数应为 1 至 ${MOST}`)
}
const parseCycle = (cell: Cell): Parsed<RecheckClass> => {
  const text = plain(cell)
  if (text === '' || /半年|6 ?个?月/.test(text)) return read('half')
  return /年|12 ?个?月/.test(text) ? read('yearly') : mend('请填写每年或每半年')
}

/** Reads one row of the ledger. Nothing is looked up, nothing thrown. */
export function readDibaoRow(rowNo: number, cells: Record<string, Cell>, today: LegalDay): DibaoRow {
  const row = new RowReader<DibaoValue>(rowNo, cells, dibaoColumns)
  const { value } = row
  readPerson(row, '没有身份证号，请补填；确实没有的，填写无证原因')
  value.village = row.need('village', parseText(row.cell('village')))
  value.persons = row.need('persons', parsePersons(row.cell('persons')))
  value.income = row.need('income', parseMoney(row.cell('income')))
  value.amount = row.need('amount', parseMoney(row.cell('amount')))
  value.decided_on = row.need('decided_on', parseDay(row.cell('decided_on')))
  value.rechecked_on = row.take('rechecked_on', parseDay(row.cell('rechecked_on'))) ?? null
  value.cycle = row.take('cycle', parseCycle(row.cell('cycle'))) ?? 'half'
  value.phone = row.take('phone', parsePhone(row.cell('phone'))) ?? null
  value.account = (row.take('account', parseText(row.cell('account'))) ?? '').replace(/[\s-]/g, '')
  value.bank = row.take('bank', parseText(row.cell('bank'))) ?? ''
  if (value.account && !/^\d{10,30}$/.test(value.account)) row.mend('account', '账号应为 10 至 30 位数字')
  if (value.amount === 0) row.mend('amount', '金额为零的不导入存量台账')
  if (value.decided_on && value.decided_on > today) row.mend('decided_on', '批准日期晚于今天，请核对')
  if (value.rechecked_on && value.rechecked_on > today) row.mend('rechecked_on', '复核日期晚于今天，请核对')
  return row.row()
}
