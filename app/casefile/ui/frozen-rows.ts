/** Frozen inputs of a proposal as label and value; what was submitted is shown whole, whatever it is. */
import { formatDay, isLegalDay } from '~/lib/dates'
import { formatFen } from '~/lib/text'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const CODE = /^\d{6,15}(-[A-Z]{2}\d{1,3})?$/

/**
 * One row a field, named by `words`, where 'result=keep' names a value; an amount under a label that ends in （元） is in fen.
 * Codes of units and regions are named by `named`; the id of a post says nothing to a reader.
 */
export function frozenRows(
  inputs: Record<string, unknown>,
  words: Record<string, string>,
  named: (code: string) => string,
): { label: string; value: string }[] {
  return Object.entries(inputs).flatMap(([name, value]) => {
    const label = words[name] ?? name
    const text =
      typeof value === 'number' && label.endsWith('（元）')
        ? formatFen(value)
        : typeof value === 'string' && UUID.test(value)
          ? ''
          : typeof value === 'string' && CODE.test(value) && !isLegalDay(value)
            ? named(value)
            : (words[`${name}=${String(value)}`] ?? textOf(value))
    return text ? [{ label, value: text }] : []
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
