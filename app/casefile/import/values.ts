import { isLegalDay } from '~/lib/dates'
import type { LegalDay } from '~/lib/dates'
import { checkIdNumber, checkName } from '~/people/identity'
import { isBlank, looksLikeFormula, plain, plainText } from '~/sheets/cell'
import type { Cell } from '~/sheets/cell'
import { dayOfSerial } from '~/sheets/excel-day'
import { NUMERAL, wholeNumber } from './numerals'
import { FORMULA, mend, read } from './parsed'
import type { Parsed } from './parsed'

/** Free text on one line; a formula is kept as text, with a note. '' when the cell is empty. */
export function parseText(cell: Cell | undefined): Parsed<string> {
  if (cell === undefined) return read('')
  if (cell.kind === 'formula') return mend(FORMULA)
  if (looksLikeFormula(cell)) return read(plain(cell), '内容以“=”开头，按文字保存')
  return read(plain(cell))
}

const DAY =
  /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?)(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/

/**
 * A calendar day in the styles rosters use: 2026/12/05, 2026-12-5, 2026.12.17, 20261223, 2026年12月6日, 二〇二六年十二月
 * 六日, 18/12/2026 where only one reading is a day, with or without the day of the week, in full width too, a date cell,
 * or an Excel serial number of five digits (four are a year). Empty: null. What leaves a doubt (two-digit year, month only, a day that
 * does not exist) must be mended.
 */
export function parseDay(cell: Cell | undefined): Parsed<LegalDay | null> {
  if (cell?.kind === 'formula') return mend(FORMULA)
  if (cell?.kind === 'date' && cell.day !== undefined) return plausible(cell.day)
  const spaced = plain(cell)
  if (cell === undefined || spaced === '') return read(null)
  const text = inFigures(spaced)
    .replace(/ *[(（]?(?:星期|周)[一二三四五六日天][)）]?$/, '')
    .replace(/ *([-/.年月日号]) */g, '$1')
    .replace(/[－–—]/g, '-')
    .replace(/[。．]/g, '.')
  const parts = DAY.exec(text)
  if (parts) return written(parts[1], parts[3] ?? parts[5], parts[4] ?? parts[6])
  const eight = /^(\d{4})(\d{2})(\d{2})(?:\.0+)?$/.exec(text)
  if (eight) return written(eight[1], eight[2], eight[3])
  if (/^\d{5}(\.\d+)?$/.test(text)) {
    const day = dayOfSerial(Number(text))
    if (day !== null) return plausible(day)
  }
  if (/^\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$/.test(text)) return mend('年份只有两位，请写全四位年份')
  if (/^\d{4}[-/.年]\d{1,2}月?$/.test(text) || /^\d{6}$/.test(text)) return mend('只有年月，请写到日')
  const turned = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text)
  if (turned && Number(turned[1]) > 12 !== Number(turned[3]) > 12) {
    const [month, date] = Number(turned[1]) > 12 ? [turned[3], turned[1]] : [turned[1], turned[3]]
    return written(turned[4], month, date)
  }
  if (turned) return mend('分不清月和日，请按 2026-12-05 的样子填写')
  return mend('不是日期，请按 2026-12-05 的样子填写')
}

/** 二〇二六年十二月六日 as 2026年12月6日; any other text as it is. */
function inFigures(text: string): string {
  const zeros = text.replace(/[○Ｏ]/g, '〇')
  const parts = new RegExp(`^(${NUMERAL})年(${NUMERAL})月(${NUMERAL})([日号])`).exec(zeros)
  const [year, month, date] = (parts ?? []).slice(1, 4).map(wholeNumber)
  return parts && year && month && date ? `${year}年${month}月${date}${parts[4]}${zeros.slice(parts[0].length)}` : text
}

function written(year = '', month = '', date = ''): Parsed<LegalDay | null> {
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isLegalDay(day) ? plausible(day) : mend('日历上没有这一天，请核对')
}

function plausible(day: LegalDay): Parsed<LegalDay | null> {
  return day >= '1900-01-01' && day < '2101-01-01' ? read(day) : mend('年份不对，请核对')
}

/** 男 or 女, M/F, 1/2. Empty: null. */
export function parseSex(cell: Cell | undefined): Parsed<'M' | 'F' | null> {
  const text = plain(cell).toLowerCase()
  if (text === '') return read(null)
  if (/^(男|男性|m|male|1)$/.test(text)) return read('M')
  if (/^(女|女性|f|female|2)$/.test(text)) return read('F')
  return mend('看不出性别，请填写男或女')
}

/** 是/否, 有/无, √/×, Y/N, 1/0. Empty: null. */
export function parseYesNo(cell: Cell | undefined): Parsed<boolean | null> {
  const text = plain(cell).toLowerCase()
  if (/^([-—–/]*)$/.test(text)) return read(null)
  if (/^(是|有|对|√|✓|✔|☑|y|yes|true|1|未满|未满18|未满18周?岁|未成年)$/.test(text)) return read(true)
  if (/^(否|无|不是|没有|非|×|✗|✘|x|☐|n|no|false|0|已满|已满18|已满18周?岁|成年)$/.test(text)) return read(false)
  return mend('看不出是或否，请填写“是”或“否”')
}

/**
 * A resident ID. A number cell must always be mended: spreadsheets keep 15 digits of a number, and an invented end can
 * pass the check digit. Empty: null.
 */
export function parseIdNo(cell: Cell | undefined): Parsed<{ idNo: string; birth: LegalDay; sex: 'M' | 'F' } | null> {
  if (cell === undefined || isBlank(cell)) return read(null)
  if (looksLikeFormula(cell)) return mend(FORMULA)
  if (cell.kind === 'number') return mend('证件号码是数字格式，后几位可能已丢失，请对照原件重新填写')
  const text = plain(cell)
    .replace(/^['’`]/, '')
    .replace(/[ '’`]+/g, '')
  if (/^\d(\.\d+)?e\+?\d+$/i.test(text)) return mend('证件号码变成了科学计数法，后几位已丢失，请对照原件重新填写')
  if (/^\d{15}000$/.test(text) && cell.mended !== true)
    return mend('证件号码末三位是 000，像是被表格软件改过，请对照原件重新填写')
  const checked = checkIdNumber(text)
  return checked.ok ? read({ idNo: checked.idNo, birth: checked.birth, sex: checked.sex }) : mend(checked.why)
}

/** A name, rare characters too. Empty: null. */
export function parseName(cell: Cell | undefined): Parsed<string | null> {
  if (cell === undefined || plain(cell) === '') return read(null)
  if (looksLikeFormula(cell)) return mend('姓名是公式或以“=”开头，请直接填写姓名')
  const checked = checkName(cell.text)
  return checked.ok ? read(checked.name) : mend(checked.why)
}

const ID_NUMBER = /\d{17}[\dXx]|\d{15}/

function firstText(cells: Cell[]): string {
  const first = cells.find(({ kind }) => kind !== 'empty')
  return plainText(first?.text ?? '').replace(/ /g, '')
}

/** A row of sums: it starts with 合计 or the like, and holds no ID number. */
export function isTotalsRow(cells: Cell[]): boolean {
  const sum = /^(本页)?(合计|总计|小计|共计|累计|总数|总人数|人数)([:：（(\d共]|$)|^共计?\d+(人|名|条)/.test(
    firstText(cells),
  )
  return sum && !cells.some(({ text }) => ID_NUMBER.test(plainText(text).replace(/ /g, '')))
}

/** The lines under a list: who filled it in, who checked it, notes, stamp. They hold no ID number. */
export function isFooterRow(cells: Cell[]): boolean {
  const text = firstText(cells)
  const named =
    /^(填表|制表|填报|报送|审核|复核|审批|负责|经办|联系电话|单位|盖章|公章|日期|注|备注|说明|附注)[^:：]{0,10}[:：]/.test(
      text,
    )
  return (
    (named || /^(注意|以下空白|此页无正文|第\d+页)/.test(text)) &&
    !cells.some(({ text: own }) => ID_NUMBER.test(plainText(own).replace(/ /g, '')))
  )
}
