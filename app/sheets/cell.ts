import { toHalfWidth } from '~/lib/text'
import type { LegalDay } from '~/lib/dates'

/**
 * One cell as the file has it. Plain JSON, so that a dry run can keep it and read it again after a mend.
 * `text` is what a person sees, except that a formula is given as its own text and never computed.
 */
export type Cell = {
  text: string
  kind: 'text' | 'number' | 'date' | 'formula' | 'empty'
  /** only with kind 'date': the calendar day its number format shows */
  day?: LegalDay
  /** part of a merged cell whose value stands to the left in this row, or in a row above */
  merged?: 'across' | 'down'
  /** typed by a person on the dry run page; doubts about how the file stored it no longer apply */
  mended?: true
}

/** A row of a sheet. `rowNo` counts from 1 as the spreadsheet program shows it. */
export type SheetRow = { sheet: string; rowNo: number; cells: Cell[] }

export const EMPTY: Cell = { text: '', kind: 'empty' }

/** The cell a person typed in the dry run in place of the file's. */
export function mendedCell(text: string): Cell {
  return text.trim() === '' ? { text: '', kind: 'empty', mended: true } : { text, kind: 'text', mended: true }
}

/** Half width, no blanks at the ends; blanks inside (also ideographic and zero-width ones) become one space. */
export function plain(cell: Cell | undefined): string {
  return cell === undefined ? '' : plainText(cell.text)
}

/** As `plain`, for a text. */
export function plainText(text: string): string {
  return toHalfWidth(text)
    .replace(/[\u200B-\u200F\u2060\uFEFF]/g, '')
    .replace(/[\s\u3000]+/g, ' ')
    .trim()
}

/** True for a real formula and for a text that a spreadsheet would take for one (starts with =). */
export function looksLikeFormula(cell: Cell): boolean {
  return cell.kind === 'formula' || /^\s*[=＝]/.test(cell.text)
}

/** Nothing written: blank, a dash, or a word that says so. */
export function isBlank(cell: Cell | undefined): boolean {
  return /^([-—–/\\.、]*|无|没有|暂无|不详|未知|空|null|n\/a)$/i.test(plain(cell))
}
