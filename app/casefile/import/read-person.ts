import type { LegalDay } from '~/lib/dates'
import type { RowReader } from './row'
import { parseDay, parseIdNo, parseName, parseSex, parseText } from './values'

/** Who a row of a list is about. */
export type PersonValue = {
  name: string
  id_no: string | null
  no_id_reason: string | null
  sex: 'M' | 'F'
  birth_date: LegalDay
}

/**
 * Reads name and papers; birth and sex are those of the number, or the row's own where there is none and it says why.
 * `missing`: the sentence for a row with neither. Gives the field that the birthday was read from.
 */
export function readPerson<V extends PersonValue>(row: RowReader<V>, missing: string): 'id_no' | 'birth_date' {
  const value: Partial<PersonValue> = row.value
  value.name = row.need('name', parseName(row.cell('name')))
  const parsed = parseIdNo(row.cell('id_no'))
  const reason = row.take('no_id_reason', parseText(row.cell('no_id_reason'))) ?? ''
  const without = parsed.ok && parsed.value === null
  value.no_id_reason = without && reason ? reason : null
  if (without && !reason) row.mend('id_no', missing)
  const id = row.take('id_no', parsed) ?? null
  value.id_no = id?.idNo ?? null
  if (id) {
    value.birth_date = id.birth
    value.sex = id.sex
  } else if (value.no_id_reason !== null) {
    value.birth_date = row.need('birth_date', parseDay(row.cell('birth_date')))
    value.sex = row.need('sex', parseSex(row.cell('sex')))
  }
  return id ? 'id_no' : 'birth_date'
}
