import { parsePhone } from '~/casefile/import/phone'
import { readPerson, type PersonValue } from '~/casefile/import/read-person'
import { RowReader, type ImportedRow } from '~/casefile/import/row'
import { parseDay, parseName, parseText, parseYesNo } from '~/casefile/import/values'
import type { LegalDay } from '~/lib/dates'
import type { Cell } from '~/sheets/cell'
import type { ParentInput } from '../steps/inputs'
import type { Category } from '../terms'
import { ledgerColumns } from './columns'
import * as words from './words'

/** A child of a census, as the row says. */
export type CensusValue = PersonValue & {
  category: Category
  rural: boolean
  huji: string
  village: string
  father: ParentInput
  mother: ParentInput
  carer_name: string | null
  carer_relation: string | null
  carer_phone: string | null
  alone: boolean
  unattended: boolean
  school: string
  grade: number | null
  class_no: string
}
export type LedgerValue = CensusValue & {
  in_care_on: LegalDay
  level: 'good' | 'weak'
  level_on: LegalDay | null
  last_visit_on: LegalDay | null
  agreement_from: LegalDay | null
  agreement_to: LegalDay | null
}
export type CensusRow = ImportedRow<CensusValue>
export type List = 'census' | 'school' | 'ledger'

const LATEST = '2199-12-31'

/** Reads one row of a list. Nothing is looked up, nothing thrown. */
export function readCensusRow(rowNo: number, cells: Record<string, Cell>, list: List, today: LegalDay): CensusRow {
  const row = new RowReader<LedgerValue>(rowNo, cells, ledgerColumns)
  const { value } = row
  readChild(row, today)
  value.category = row.take('category', words.parseCategory(row.cell('category')))
  if (list === 'school' && value.category === 'parent_in_custody')
    row.mend('category', '学校名单不登记这一类别，请填写“困境儿童”')
  value.rural = row.take('household', words.parseRural(row.cell('household')))
  value.huji = row.take('huji', parseText(row.cell('huji'))) ?? ''
  value.village = row.take('village', parseText(row.cell('village'))) ?? ''
  for (const who of ['father', 'mother'] as const) value[who] = readParent(row, who, list === 'school', today)
  value.carer_name = row.take('carer_name', parseName(row.cell('carer_name'))) ?? null
  value.carer_relation = row.take('carer_relation', words.parseRelation(row.cell('carer_relation'))) ?? null
  value.carer_phone = row.take('carer_phone', parsePhone(row.cell('carer_phone'))) ?? null
  value.alone = row.take('alone', parseYesNo(row.cell('alone'))) ?? false
  value.unattended = row.take('unattended', parseYesNo(row.cell('unattended'))) ?? false
  value.school = row.take('school', parseText(row.cell('school'))) ?? ''
  value.grade = row.take('grade', words.parseGrade(row.cell('grade'))) ?? null
  value.class_no = row.take('class_no', words.parseClassNo(row.cell('class_no'))) ?? ''
  if (list === 'ledger') readCare(row, today)
  return row.row()
}

function readChild(row: RowReader<LedgerValue>, today: LegalDay): void {
  const born = readPerson(row, '没有身份证号，请补填；还没有上户口等，填写无证原因')
  const { birth_date: birth } = row.value
  if (birth && birth > today) row.mend(born, '出生日期晚于今天，请核对')
}

function readParent(
  row: RowReader<LedgerValue>,
  who: 'father' | 'mother',
  plainly: boolean,
  today: LegalDay,
): ParentInput | undefined {
  const where = row.need(who, words.parseParent(row.cell(who), plainly))
  const name = row.take(`${who}_name`, parseName(row.cell(`${who}_name`)))
  const phone = row.take(`${who}_phone`, parsePhone(row.cell(`${who}_phone`)))
  const place = row.take(`${who}_place`, parseText(row.cell(`${who}_place`)))
  const since = notLater(row, `${who}_since`, today)
  if (!where) return undefined
  const province = place ? words.provinceOf(place) : null
  if (place && !province) row.warn(`${who}_place`, '看不出是哪个省份，没有登记')
  return {
    ...where,
    ...(name && { name }),
    ...(phone && { phone }),
    ...(where.away && province && { province }),
    ...(where.away && since && { sinceOn: since }),
  }
}

function readCare(row: RowReader<LedgerValue>, today: LegalDay): void {
  const { value } = row
  value.in_care_on = row.need('in_care_on', parseDay(row.cell('in_care_on')))
  if (value.in_care_on && value.in_care_on > today) row.mend('in_care_on', '日期晚于今天，请核对')
  value.level = row.take('level', words.parseLevel(row.cell('level')))
  value.level_on = notLater(row, 'level_on', today)
  value.last_visit_on = notLater(row, 'last_visit_on', today)
  value.agreement_from = notLater(row, 'agreement_from', today)
  value.agreement_to = notLater(row, 'agreement_to', LATEST)
  const { agreement_from: from, agreement_to: to } = value
  if ((from === null) !== (to === null)) row.mend(from ? 'agreement_to' : 'agreement_from', '协议的起止日期要填全')
  else if (from && to && to <= from) row.mend('agreement_to', '协议到期日应晚于开始日')
}

/** A day, or null; one after the limit must be mended. */
function notLater(row: RowReader<LedgerValue>, field: string, limit: LegalDay): LegalDay | null {
  const day = row.take(field, parseDay(row.cell(field))) ?? null
  if (day && day > limit) row.mend(field, '日期晚于今天，请核对')
  return day
}
