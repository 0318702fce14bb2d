import { isBlank } from '~/sheets/cell'
import type { Cell } from '~/sheets/cell'
import { parseContact } from '~/casefile/import/contact'
import type { Contact } from '~/casefile/import/contact'
import { parsePhone } from '~/casefile/import/phone'
import { RowReader } from '~/casefile/import/row'
import type { ImportedRow } from '~/casefile/import/row'
import { parseDay, parseText } from '~/casefile/import/values'
import { addYears } from '~/lib/dates'
import type { LegalDay } from '~/lib/dates'
import { rosterColumns } from './columns'
import { readOffence, readPerson } from './read-person'
import type { ListContext, OffenceValue, PersonValue } from './read-person'

/** A row of a release roster (预释放人员花名册), by the ids of the specification. */
export type RosterValue = PersonValue &
  OffenceValue & {
    release_due_on: LegalDay
    /** as written; which unit it is, is for the importer to find */
    huji_town: string
    address: string
    contact: Contact | null
    prison: string
    release_cert_no: string | null
    notice_on: LegalDay | null
  }
export type RosterRow = ImportedRow<RosterValue>

/** `prison`: the importer's own, when the list has no such column. */
export type RosterContext = ListContext & { prison?: string }

/** Reads one row of a release roster; `cells` by column key. Nothing is looked up, nothing thrown. */
export function readRosterRow(rowNo: number, cells: Record<string, Cell>, ctx: RosterContext): RosterRow {
  const row = new RowReader<RosterValue>(rowNo, cells, rosterColumns)
  const { value } = row
  readPerson(row)
  readOffence(row, ctx)
  const due = row.need('release_due_on', parseDay(row.cell('release_due_on')))
  value.release_due_on = due
  if (due !== undefined && value.birth_date !== undefined && due <= value.birth_date)
    row.mend('release_due_on', '释放日早于出生日期，请核对')
  else if (due !== undefined && due < ctx.today) row.warn('release_due_on', '日期已过，请核对是否已释放')
  else if (due !== undefined && due > addYears(ctx.today, 2)) row.warn('release_due_on', '在两年以后，请核对年份')
  value.address = row.take('address', parseText(row.cell('address'))) ?? ''
  const town = parseText(row.cell('huji_town'))
  const inAddress = town.ok && town.value === '' && /[镇乡]|街道|社区|村/.test(value.address)
  value.huji_town = inAddress ? value.address : row.need('huji_town', town)
  const own = ctx.prison !== undefined && isBlank(row.cell('prison'))
  value.prison = own ? ctx.prison : row.need('prison', parseText(row.cell('prison')))
  const contact = row.take('contact', parseContact(row.cell('contact'))) ?? null
  const phone = row.take('contact_phone', parsePhone(row.cell('contact_phone'))) ?? null
  value.contact =
    phone === null ? contact : { ...(contact ?? { relation: null, name: null }), phone: contact?.phone ?? phone }
  value.release_cert_no = row.take('release_cert_no', parseText(row.cell('release_cert_no'))) || null
  value.notice_on = row.take('notice_on', parseDay(row.cell('notice_on'))) ?? null
  return row.row()
}
