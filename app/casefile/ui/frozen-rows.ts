/** Frozen inputs of a proposal as label and value; what was submitted is shown whole, whatever it is. */
import { formatDay, isLegalDay } from '~/lib/dates'

const CODE = /^\d{6,15}(-[A-Z]{2}\d{1,3})?$/

/** One row a field, named by `words`; codes of units and regions are named by `named`. */
export function frozenRows(
  inputs: Record<string, unknown>,
  words: Record<string, string>,
  named: (code: string) => string,
): { label: string; value: string }[] {
  return Object.entries(inputs).flatMap(([name, value]) => {
    const text = typeof value === 'string' && CODE.test(value) && !isLegalDay(value) ? named(value) : textOf(value)
    return text ? [{ label: words[name] ?? name, value: text }] : []
  })
}

function textOf(value: unknown): string {
  if (value === undefined || value === null || value === '') return ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (isLegalDay(value)) return formatDay(value)
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join('、')
  if (typeof value === 'object') return Object.values(value).map(textOf).filter(Boolean).join('，')
  return String(value)
}
