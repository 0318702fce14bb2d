/** Rates and means as they are printed (DOMAIN 4.9): numerator and denominator always shown, one decimal, half up. Pure. */

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

/** '98.1%'; '—' without a denominator; '<5' or '＊' when one of the two is withheld. */
export function rateText(n: Told, d: Told): string {
  if (n === 'small' || d === 'small') return markText.small
  if (isMark(n) || isMark(d)) return markText.hidden
  return d === 0 ? '—' : `${oneDecimal(tenths(n * 1000, d))}%`
}

/** Mean of whole days: '7.8 天'; as rateText otherwise. */
export function meanText(sum: Told, count: Told): string {
  if (sum === 'small' || count === 'small') return markText.small
  if (isMark(sum) || isMark(count)) return markText.hidden
  return count === 0 ? '—' : `${oneDecimal(tenths(sum * 10, count))} 天`
}

export type Form = 'rate' | 'count' | 'days'

/** The value alone: '98.1%', '7.8 天', '12'. */
export const valueText = (form: Form, n: Told, d: Told): string =>
  form === 'rate' ? rateText(n, d) : form === 'days' ? meanText(n, d) : told(n)

/** What the value is made of: '159/162', '1264 天/160'; nothing for a count. */
export const partsText = (form: Form, n: Told, d: Told): string =>
  form === 'rate' ? `${told(n)}/${told(d)}` : form === 'days' ? `${told(n)} 天/${told(d)}` : ''

/** '159/162 = 98.1%', '1264 天/160 = 7.9 天', '12'. */
export const figureText = (form: Form, n: Told, d: Told): string =>
  form === 'count' ? told(n) : `${partsText(form, n, d)} = ${valueText(form, n, d)}`

/** The value as a chart draws it: per cent or days with one decimal, null when there is none to draw. */
export function drawn(form: Form, n: Told, d: Told): number | null {
  if (isMark(n)) return null
  if (form === 'count') return n
  if (isMark(d) || d === 0) return null
  return tenths(n * (form === 'rate' ? 1000 : 10), d) / 10
}
