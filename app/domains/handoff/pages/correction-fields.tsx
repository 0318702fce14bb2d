import { ChecksField, SelectField, type SelectOption } from '~/ui/choices'
import { DateField, NumberField, TextField } from '~/ui/fields'
import { formatDay, isLegalDay } from '~/lib/dates'
import { offences } from '../offences'
import { keyCategories, optionsOf, sexes, sourceTypes } from '../terms'

const lists: Record<string, SelectOption[]> = {
  sex: optionsOf(sexes),
  sourceType: optionsOf(sourceTypes),
  keyCategory: optionsOf(keyCategories),
  offenceCode: offences.map(({ code, label }) => ({ value: code, label })),
}

/** The field for the new value of a correction, by which field it is. */
export function CorrectionField({ field, regions }: { field: string; regions: SelectOption[] }) {
  const options = field === 'hujiCode' || field === 'residenceCode' ? regions : lists[field]
  if (field === 'keyCategory')
    return <ChecksField name="value" label="更正为" options={optionsOf(keyCategories)} inline />
  if (options) return <SelectField name="value" label="更正为" options={options} required />
  if (field.endsWith('On')) return <DateField name="value" label="更正为" required />
  if (field === 'sentenceMonths') return <NumberField name="value" label="更正为" unit="个月" required />
  return <TextField name="value" label="更正为" maxLength={50} required />
}

/** The present value in words. */
export function wordsOf(field: string, value: unknown, region: (code: string) => string): string {
  if (value === null || value === undefined || value === '') return '未登记'
  if (Array.isArray(value)) return value.map((one) => wordsOf(field, one, region)).join('、') || '未登记'
  if (typeof value === 'string' && (field === 'hujiCode' || field === 'residenceCode')) return region(value)
  const known = lists[field]?.find((option) => option.value === value)
  if (known) return known.label
  return isLegalDay(value) ? formatDay(value) : String(value)
}
