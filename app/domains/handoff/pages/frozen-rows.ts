/** Frozen inputs of a proposal as label and value; what was submitted is shown whole, whatever it is. */
import { formatDay, isLegalDay } from '~/lib/dates'

const labels: Record<string, string> = {
  personToldOn: '告知本人',
  notTold: '没能告知的原因',
  agreed: '期满评议',
  note: '说明',
  reason: '原因',
  told: '已告知',
  paper: '材料',
  judgmentOn: '生效日期',
  toUnit: '转往单位',
  address: '住址',
  townUnit: '司法所',
  residenceCode: '居住地',
  awayTo: '去往地',
  awayUnit: '受托单位',
  awayUntil: '预计返回',
  consentOn: '本人同意',
  diedOn: '死亡日期',
  movedOn: '迁走日期',
  to: '迁往',
  onDay: '日期',
}
const codes = ['toUnit', 'townUnit', 'residenceCode']

/** One row a field; codes of units and regions are named by `named`. */
export function frozenRows(
  inputs: Record<string, unknown>,
  named: (code: string) => string,
): { label: string; value: string }[] {
  return Object.entries(inputs).flatMap(([name, value]) => {
    const text = codes.includes(name) && typeof value === 'string' ? named(value) : textOf(value)
    return text ? [{ label: labels[name] ?? name, value: text }] : []
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
