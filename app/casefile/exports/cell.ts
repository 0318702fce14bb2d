/** One cell of a sheet as it is written. Pure. */
import { isLegalDay } from '~/lib/dates'
import type { Cell, ColumnType } from './source'

/** What a spreadsheet may take for a formula, also in full width, after blanks, or after a line break or tab. */
const FORMULA = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/u
/** The longest text that Excel takes in one cell. */
const MOST = 32_767
// C0 controls but tab and line feed, halves of a pair, and what no XML may hold

const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu

/**
 * A text that no spreadsheet evaluates: what begins like a formula is preceded by the quote sign (') that Excel itself
 * uses for "this is text", so that it also stays text after being copied, edited or saved as csv.
 */
export function safeText(text: string): string {
  const written = text.replace(UNWRITABLE, '').slice(0, MOST - 1)
  return FORMULA.test(written) ? `'${written}` : written
}

/** The value that goes into the sheet: a number, a day at UTC midnight, or a text that is no formula. */
export function cellValue(type: ColumnType, cell: Cell): string | number | Date | null {
  if (cell === null || cell === undefined || cell === '') return null
  if (type === 'number' && typeof cell === 'number' && Number.isFinite(cell)) return cell
  if (type === 'day' && isLegalDay(cell)) return new Date(`${cell}T00:00:00.000Z`)
  return safeText(String(cell))
}
