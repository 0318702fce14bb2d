import type { Cell } from '~/sheets/cell'
import { isBlank, plain } from '~/sheets/cell'
import { mend, read } from '~/casefile/import/parsed'
import type { Parsed } from '~/casefile/import/parsed'
import { parsePhone } from '~/casefile/import/phone'
import { RowReader } from '~/casefile/import/row'
import type { ImportedRow } from '~/casefile/import/row'
import { parseDay, parseText } from '~/casefile/import/values'
import type { LegalDay } from '~/lib/dates'
import { ledgerColumns } from './columns'
import { readOffence, readPerson } from './read-person'
import type { ListContext, OffenceValue, PersonValue } from './read-person'

/** States in which a person may stand when the system starts; past ones (解除, 终止) are not taken over. */
export type LedgerState = 'registered' | 'in_help' | 'declined' | 'away' | 'unreachable'
export type PlacementType =
  | 'employed'
  | 'self_employed'
  | 'land'
  | 'school'
  | 'training'
  | 'dibao_or_relief'
  | 'family_support'
  | 'halfway'
  | 'unplaced'

/** A row of an opening ledger (存量台账). Days that the list does not give are null: the kind's defaults apply. */
export type LedgerValue = PersonValue &
  OffenceValue & {
    /** as written; which unit it is, is for the importer to find */
    town: string
    state: LedgerState
    released_on: LegalDay
    help_start_on: LegalDay | null
    help_end_on: LegalDay | null
    support_level: 'A' | 'B' | 'C' | null
    placement_type: PlacementType | null
    last_contact_on: LegalDay | null
    phone: string | null
    address: string
    pair_helper: string | null
  }
export type LedgerRow = ImportedRow<LedgerValue>

/** Reads one row of an opening ledger; `cells` by column key. Nothing is looked up, nothing thrown. */
export function readLedgerRow(rowNo: number, cells: Record<string, Cell>, ctx: ListContext): LedgerRow {
  const row = new RowReader<LedgerValue>(rowNo, cells, ledgerColumns)
  const { value } = row
  readPerson(row)
  readOffence(row, ctx)
  value.town = row.need('town', parseText(row.cell('town')))
  value.state = row.need('state', parseState(row.cell('state')))
  value.released_on = row.need('released_on', parseDay(row.cell('released_on')))
  for (const field of ['help_start_on', 'help_end_on', 'last_contact_on'] as const) {
    value[field] = row.take(field, parseDay(row.cell(field))) ?? null
  }
  value.support_level = row.take('support_level', parseLevel(row.cell('support_level'))) ?? null
  value.placement_type = row.take('placement_type', parsePlacement(row.cell('placement_type'))) ?? null
  value.phone = row.take('phone', parsePhone(row.cell('phone'))) ?? null
  value.address = row.take('address', parseText(row.cell('address'))) ?? ''
  value.pair_helper = row.take('pair_helper', parseText(row.cell('pair_helper'))) || null
  checkDays(row, ctx)
  return row.row()
}

function checkDays(row: RowReader<LedgerValue>, { today }: ListContext): void {
  const { birth_date: birth, released_on: released, help_start_on: start, help_end_on: end } = row.value
  const contact = row.value.last_contact_on
  if (released !== undefined && released > today) {
    row.mend('released_on', '释放日期晚于今天；还未释放的请用预释放花名册导入')
  }
  if (released !== undefined && birth !== undefined && released <= birth)
    row.mend('released_on', '释放日早于出生日期，请核对')
  if (start && released !== undefined && start < released) row.mend('help_start_on', '帮教开始日早于释放日期，请核对')
  if (end && end < (start ?? released ?? end)) row.mend('help_end_on', '帮教结束日早于开始日，请核对')
  if (end && end < today) row.warn('help_end_on', '帮教期已满，请核对是否应办理解除')
  if (contact && contact > today) row.mend('last_contact_on', '最近联系日晚于今天，请核对')
  if (contact && released !== undefined && contact < released) row.warn('last_contact_on', '早于释放日期，请核对')
}

const STATES: [RegExp, LedgerState][] = [
  [/谢绝|拒绝/, 'declined'],
  [/失联|失去联系|下落不明|联系不上|无法联系/, 'unreachable'],
  [/外出|委托/, 'away'],
  [/建档|登记/, 'registered'],
  [/帮教|在册|在帮|帮扶|正常/, 'in_help'],
]

function parseState(cell: Cell): Parsed<LedgerState | null> {
  const text = plain(cell).replace(/ /g, '')
  if (text === '') return read(null)
  if (/解除|期满|结束|终止|死亡|去世|转出|迁出|收监|撤销/.test(text))
    return mend('已解除、终止或转出的人员不导入存量台账')
  const found = /^(未|不|脱)/.test(text) ? undefined : STATES.find(([pattern]) => pattern.test(text))?.[1]
  return found === undefined ? mend('看不懂状态，请填写帮教中、谢绝、外出、失联或已建档') : read(found)
}

function parseLevel(cell: Cell): Parsed<'A' | 'B' | 'C' | null> {
  const text = plain(cell).toUpperCase()
  if (isBlank(cell)) return read(null)
  const level = /^([ABC甲乙丙])[级类档]?$/.exec(text)?.[1]
  if (level === undefined) return mend('帮扶等级请填写 A、B 或 C')
  return read(({ 甲: 'A', 乙: 'B', 丙: 'C', A: 'A', B: 'B', C: 'C' } as const)[level as 'A'])
}

const PLACEMENTS: [RegExp, PlacementType][] = [
  [/未安置|未就业|无业|待业|未落实/, 'unplaced'],
  [/过渡|中途之家|安置基地|安置帮教基地/, 'halfway'],
  [/自主|创业|经商|个体|自谋/, 'self_employed'],
  [/培训/, 'training'],
  [/就学|上学|在校|复学|升学/, 'school'],
  [/低保|救助|特困|五保|社会保障/, 'dibao_or_relief'],
  [/务农|种田|责任田|土地|种植|养殖/, 'land'],
  [/就业|务工|打工|上班|企业|公司|工厂/, 'employed'],
  [/家庭|家属|亲友|投靠|赡养|抚养/, 'family_support'],
]

function parsePlacement(cell: Cell): Parsed<PlacementType | null> {
  if (isBlank(cell)) return read(null)
  const text = plain(cell).replace(/ /g, '')
  const found = PLACEMENTS.find(([pattern]) => pattern.test(text))?.[1]
  return found === undefined
    ? mend('看不懂安置方式，请填写就业、自主创业、务农、就学、培训、低保救助、家庭扶助、过渡安置或未安置')
    : read(found)
}
