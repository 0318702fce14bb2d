/**
 * Rates and means as they are printed (DOMAIN 4.9): numerator and denominator always shown, half up; one decimal, two where
 * the domain asks for them (SR-16: 342/1301 = 26.29 %). Pure.
 */

import { formatFen } from '~/lib/text'

/** A number withheld: small stands for 1–4, hidden for one that would give a small one away. */
export type Mark = 'small' | 'hidden'
export const markText: Record<Mark, string> = { small: '<5', hidden: '＊' }

/** A count, or why it is not told. */
export type Told = number | Mark

export const told = (value: Told): string => (typeof value === 'number' ? String(value) : markText[value])
const isMark = (value: Told): value is Mark => typeof value !== 'number'

/** n/d in tenths, half up, by whole numbers alone: 159/162 × 1000 → 981.48 → 981. */
const tenths = (n: number, d: number): number => Math.floor((2 * n + d) / (2 * d))
const oneDecimal = (value: number): string => `${Math.floor(value / 10)}.${value % 10}`
const twoDecimals = (value: number): string => `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`

/** '98.1%'; '—' without a denominator; '<5' or '＊' when one of the two is withheld. `exact`: '26.29%'. */
export function rateText(n: Told, d: Told, exact = false): string {
  if (n === 'small' || d === 'small') return markText.small
  if (isMark(n) || isMark(d)) return markText.hidden
  if (d === 0) return '—'
  return `${exact ? twoDecimals(tenths(n * 10_000, d)) : oneDecimal(tenths(n * 1000, d))}%`
}

/** Mean of whole days: '7.8 天'; as rateText otherwise. */
export function meanText(sum: Told, count: Told): string {
  if (sum === 'small' || count === 'small') return markText.small
  if (isMark(sum) || isMark(count)) return markText.hidden
  return count === 0 ? '—' : `${oneDecimal(tenths(sum * 10, count))} 天`
}

/** rate2: a rate with two decimals. */
export type Form = 'rate' | 'rate2' | 'count' | 'days' | 'fen'
/** Sums of days or of money over the files that have some: withheld with the number of these. */
export const isSum = (form: Form): boolean => form === 'days' || form === 'fen'
export const isRate = (form: Form): boolean => form === 'rate' || form === 'rate2'

/** Money: '12,345.00 元'. */
const moneyText = (n: Told): string => (isMark(n) ? markText[n] : `${formatFen(n)} 元`)

/** The value alone: '98.1%', '7.8 天', '12,345.00 元', '12'. */
export function valueText(form: Form, n: Told, d: Told): string {
  if (isRate(form)) return rateText(n, d, form === 'rate2')
  return form === 'days' ? meanText(n, d) : form === 'fen' ? moneyText(n) : told(n)
}

/** What the value is made of: '159/162', '1264 天/160'; nothing for a count or a sum of money. */
export const partsText = (form: Form, n: Told, d: Told): string =>
  isRate(form) ? `${told(n)}/${told(d)}` : form === 'days' ? `${told(n)} 天/${told(d)}` : ''

/** '159/162 = 98.1%', '1264 天/160 = 7.9 天', '12,345.00 元/27', '12'. */
export function figureText(form: Form, n: Told, d: Told): string {
  if (form === 'count') return told(n)
  return form === 'fen' ? `${moneyText(n)}/${told(d)}` : `${partsText(form, n, d)} = ${valueText(form, n, d)}`
}

/** The value as a chart draws it: yuan, per cent or days with the decimals that are printed, null when there is none to draw. */
export function drawn(form: Form, n: Told, d: Told): number | null {
  if (isMark(n)) return null
  if (form === 'count') return n
  if (form === 'fen') return n / 100
  if (isMark(d) || d === 0) return null
  return form === 'rate2' ? tenths(n * 10_000, d) / 100 : tenths(n * (form === 'rate' ? 1000 : 10), d) / 10
}
