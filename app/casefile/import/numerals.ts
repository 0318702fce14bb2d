import { toHalfWidth } from '~/lib/text'

const DIGITS: Record<string, number> = {
  零: 0, 〇: 0, 一: 1, 壹: 1, 二: 2, 贰: 2, 两: 2, 三: 3, 叁: 3, 四: 4, 肆: 4,
  五: 5, 伍: 5, 六: 6, 陆: 6, 七: 7, 柒: 7, 八: 8, 捌: 8, 九: 9, 玖: 9,
} // prettier-ignore
const PLACES: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100 }

/** The signs a written number may consist of, for building patterns. */
export const NUMERAL = '[\\d零〇一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰]+'

/**
 * A whole number in figures or Chinese numerals below 1000: '12', '１２', '十二', '二十五', '一百二十', '二〇'.
 * null when it is none.
 */
export function wholeNumber(text: string): number | null {
  const written = toHalfWidth(text).trim()
  if (/^\d{1,6}$/.test(written)) return Number(written)
  if (written === '' || [...written].some((sign) => !(sign in DIGITS) && !(sign in PLACES))) return null
  if (![...written].some((sign) => sign in PLACES)) return Number([...written].map((sign) => DIGITS[sign]).join(''))
  let sum = 0
  let digit: number | null = null
  for (const sign of written) {
    const place = PLACES[sign]
    if (place === undefined) digit = DIGITS[sign] ?? null
    else {
      sum += (digit ?? 1) * place
      digit = null
    }
  }
  return sum + (digit ?? 0)
}
