import { parseKeyCategories } from '~/casefile/import/key-categories'
import type { KeyCategory } from '~/casefile/import/key-categories'
import type { RowReader } from '~/casefile/import/row'
import { parseTerm } from '~/casefile/import/term'
import { parseDay, parseIdNo, parseName, parseSex, parseText, parseYesNo } from '~/casefile/import/values'
import type { LegalDay } from '~/lib/dates'
import { criminalAge } from '~/people/ages'
import { offenceCode } from '../offences'

/** Who a row is about; the same in every list of released persons. */
export type PersonValue = {
  name: string
  sex: 'M' | 'F'
  id_no: string | null
  no_id_reason: string | null
  birth_date: LegalDay
}

/** What decides whether a row is for the vault (封存); see `mustSeal`. */
export type OffenceValue = {
  offence_code: string | null
  sentence_months: number | null
  /** 无期徒刑 or 死缓: `sentence_months` is null because there is no number */
  life_sentence: boolean
  offence_on: LegalDay | null
  /** as the list says it; null when it says nothing */
  juvenile_at_offence: boolean | null
  key_category: KeyCategory[]
}

/**
 * What a row cannot know. `adultAge` is the parameter for full age; `marksJuveniles`: the list has a column in which
 * juveniles are marked, so that a blank there says no.
 */
export type ListContext = { today: LegalDay; adultAge: number; marksJuveniles?: boolean }

/** Reads name, papers, birth and sex; what they say of each other must agree. */
export function readPerson<V extends PersonValue>(row: RowReader<V>): void {
  const value: Partial<PersonValue> = row.value
  value.name = row.need('name', parseName(row.cell('name')))
  const parsed = parseIdNo(row.cell('id_no'))
  const reason = row.take('no_id_reason', parseText(row.cell('no_id_reason'))) ?? ''
  const without = parsed.ok && parsed.value === null
  value.no_id_reason = without && row.says('no_id_reason') ? reason : null
  if (without && value.no_id_reason === null) row.mend('id_no', '没有身份证号，请补填；确实没有的，填写无证原因')
  const id = row.take('id_no', parsed) ?? null
  value.id_no = id?.idNo ?? null
  const birth = parseDay(row.cell('birth_date'))
  if (id !== null) {
    value.birth_date = id.birth
    if (birth.ok && birth.value !== null && birth.value !== id.birth)
      row.mend('birth_date', '出生日期与身份证号不一致，请核对')
  } else if (value.no_id_reason !== null) value.birth_date = row.need('birth_date', birth)
  const sex = row.take('sex', parseSex(row.cell('sex')))
  value.sex = sex ?? id?.sex
  if (id !== null && sex && sex !== id.sex) row.mend('sex', '性别与身份证号不一致，请核对姓名、性别和身份证号')
  if (value.sex === undefined && sex !== undefined && value.no_id_reason !== null) row.mend('sex', '没有性别，请补填')
}

/** Reads what is L3: offence, term, age at the offence, key categories. */
export function readOffence<V extends PersonValue & OffenceValue>(row: RowReader<V>, ctx: ListContext): void {
  const value: Partial<PersonValue & OffenceValue> = row.value
  const offence = offenceCode(row.take('offence', parseText(row.cell('offence'))) ?? '')
  value.offence_code = offence?.code ?? null
  if (offence?.several === true) row.warn('offence', '写有几个罪名，只登记第一个')
  const term = row.take('sentence', parseTerm(row.cell('sentence'))) ?? null
  value.sentence_months = term?.months ?? null
  value.life_sentence = term?.life === true
  value.offence_on = row.take('offence_on', parseDay(row.cell('offence_on'))) ?? null
  const key = row.take('key_category', parseKeyCategories(row.cell('key_category')))
  value.key_category = key?.categories ?? []
  if (value.key_category.includes('mental_health')) row.warn('key_category', '健康类情形须有本人同意书才能登记')
  const flag = row.take('juvenile_at_offence', parseYesNo(row.cell('juvenile_at_offence')))
  const silent = ctx.marksJuveniles === true && key !== undefined && flag !== undefined ? false : null
  value.juvenile_at_offence = key?.juvenile === true ? true : (flag ?? silent)
  if (flag === false && key?.juvenile === true) row.mend('juvenile_at_offence', '与重点类别所写不一致，请核对')
  checkOffenceDay(row, value, ctx)
}

function checkOffenceDay<V extends object>(
  row: RowReader<V>,
  value: Partial<PersonValue & OffenceValue>,
  ctx: ListContext,
): void {
  const { offence_on: on, birth_date: birth } = value
  if (!on) return
  if (on > ctx.today) row.mend('offence_on', '犯罪日期晚于今天，请核对')
  else if (birth !== undefined && on < birth) row.mend('offence_on', '犯罪日期早于出生日期，请核对')
  else if (birth !== undefined) {
    const juvenile = criminalAge(birth, on) < ctx.adultAge
    const said = row.says('juvenile_at_offence') || value.juvenile_at_offence === true
    if (said && value.juvenile_at_offence !== juvenile)
      row.mend('offence_on', '犯罪日期与是否未成年的记载不一致，请核对')
    else if (value.juvenile_at_offence === false && juvenile) value.juvenile_at_offence = true
  }
}
