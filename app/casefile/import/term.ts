import { isBlank, looksLikeFormula, plain } from '~/sheets/cell'
import type { Cell } from '~/sheets/cell'
import { NUMERAL, wholeNumber } from './numerals'
import { FORMULA, mend, read } from './parsed'
import type { Parsed } from './parsed'

/** `months` null with `life` is 无期徒刑 (or 死缓): there is no number of months. */
export type Term = { months: number | null; life: boolean }

const LEAD = '(?:判处|原判|刑期|有期徒刑|拘役|管制)*'
const YEARS = `(?:(\\d+\\.5|${NUMERAL})年(半)?)?`
const MONTHS = `(?:[零又]?(${NUMERAL})个?月)?`
const DAYS = `(?:[零又]?(${NUMERAL})[天日])?`
const SPAN = new RegExp(`^${LEAD}${YEARS}${MONTHS}${DAYS}(.*)$`)
/** What may follow a term: additional punishment, probation, a remark in brackets. */
const TAIL = /^([，,。;；、(（+]|缓刑|缓期|并处|剥夺|附加|罚金|没收)/

/**
 * A term of imprisonment in months: 3年, 一年六个月, 2年6个月, 三年半, 36个月, 拘役五个月, 有期徒刑十年并处罚金…, 无期徒刑.
 * Days beyond full months are dropped with a note. A bare number must be mended: years or months? Empty: null.
 */
export function parseTerm(cell: Cell | undefined): Parsed<Term | null> {
  if (cell === undefined || isBlank(cell)) return read(null)
  if (looksLikeFormula(cell)) return mend(FORMULA)
  const text = plain(cell).replace(/ /g, '')
  if (/^(判处|原判)*(无期|死刑|死缓)/.test(text))
    return read({ months: null, life: true }, '无期徒刑或死缓，没有刑期月数')
  if (cell.kind === 'date' || /\d{4}[-/.年]\d{1,2}[-/.月]/.test(text)) {
    return mend('刑期写成了日期，请填写几年几个月')
  }
  if (wholeNumber(text) !== null || /^\d+\.\d+$/.test(text))
    return mend('刑期没有写明是年还是月，请按“3年6个月”的样子填写')
  const [, years, half, months, days, rest = ''] = SPAN.exec(text) ?? []
  if ((years ?? months ?? days) === undefined || (rest !== '' && !TAIL.test(rest))) {
    return mend('看不懂刑期，请按“3年6个月”的样子填写')
  }
  const value = {
    months: inMonths(years) + (half === undefined ? 0 : 6) + (wholeNumber(months ?? '') ?? 0),
    life: false,
  }
  if (value.months > 1200) return mend('刑期过长，请核对')
  if (/缓刑/.test(rest)) return read(value, '写有缓刑，请核对来源')
  return days === undefined ? read(value) : read(value, '刑期里的天数没有计入')
}

function inMonths(years = '0'): number {
  return Math.round((wholeNumber(years) ?? Number(years)) * 12)
}
