import { toHalfWidth } from '~/lib/text'
import type { Cell, SheetRow } from './cell'

/**
 * A column a kind wants to find in a roster. `aliases` are the names offices really give it, `hint` is shown
 * beside it on the mapping page. The label counts as an alias.
 */
export type ColumnDecl = { key: string; label: string; required?: boolean; aliases: string[]; hint?: string }

/** Which column of the sheet (from 0) holds which key; null: none. */
export type Mapping = Record<string, number | null>

export type FoundHeader = {
  /** the last row of the header as the spreadsheet shows it; data starts after it */
  rowNo: number
  labels: string[]
  mapping: Mapping
  /** names of columns that nothing is read from */
  unknown: string[]
}

/** A header stands among the first 15 rows: title, unit, date of the list and the like come before it. */
export const HEADER_WITHIN = 15
/** A sheet with fewer known columns than this is a notes sheet. */
const FEWEST_COLUMNS = 3
/** How much of the longer name the shorter one must cover to count as the same column. */
const CLOSE_ENOUGH = 0.34

/**
 * Finds each declared column among the header's names: first by exact name, then by containment, the closest first.
 * A sheet column serves one key only. `headerCells` are the names by sheet column; 'a/b' is a two-line name.
 */
export function mapColumns(headerCells: string[], decls: ColumnDecl[]): { mapping: Mapping; unknown: string[] } {
  const offers: { key: string; column: number; score: number }[] = []
  headerCells.forEach((label, column) => {
    for (const decl of decls) {
      const score = Math.max(...[decl.label, ...decl.aliases].map((alias) => likeness(label, alias)))
      if (score > 0) offers.push({ key: decl.key, column, score })
    }
  })
  offers.sort((a, b) => b.score - a.score || a.column - b.column)
  const mapping: Mapping = Object.fromEntries(decls.map(({ key }) => [key, null]))
  const taken = new Set<number>()
  for (const { key, column } of offers) {
    if (mapping[key] !== null || taken.has(column)) continue
    mapping[key] = column
    taken.add(column)
  }
  return { mapping, unknown: headerCells.filter((label, column) => label !== '' && !taken.has(column)) }
}

/**
 * Finds the header in the first rows of one sheet: the row, or two rows together, that name the most columns.
 * null when the sheet names fewer than three of them, or none that is required: then it is no roster.
 */
export function findHeader(rows: SheetRow[], decls: ColumnDecl[]): FoundHeader | null {
  let best: (FoundHeader & { score: number }) | null = null
  rows.forEach((row, at) => {
    const next = rows[at + 1]
    const single = labelsOf(row.cells)
    const tries = [{ rowNo: row.rowNo, labels: single }]
    if (next?.rowNo === row.rowNo + 1) tries.push({ rowNo: next.rowNo, labels: twoLines(row.cells, next.cells) })
    for (const { rowNo, labels } of tries) {
      if (rowNo > HEADER_WITHIN) continue
      const { mapping, unknown } = mapColumns(labels, decls)
      const score = exactness(labels, mapping, decls)
      if (best === null || score > best.score) best = { rowNo, labels, mapping, unknown, score }
    }
  })
  return enough(best, decls)
}

function enough(found: FoundHeader | null, decls: ColumnDecl[]): FoundHeader | null {
  if (found === null) return null
  const { rowNo, labels, mapping, unknown } = found
  const known = decls.filter(({ key }) => mapping[key] !== null)
  const required = known.some((decl) => decl.required) || !decls.some((decl) => decl.required)
  return known.length >= FEWEST_COLUMNS && required ? { rowNo, labels, mapping, unknown } : null
}

/** Sum of how well each key is named; a data row names nothing, a title names at most one column badly. */
function exactness(labels: string[], mapping: Mapping, decls: ColumnDecl[]): number {
  return decls.reduce((sum, decl) => {
    const column = mapping[decl.key]
    if (column === null || column === undefined) return sum
    return sum + Math.max(...[decl.label, ...decl.aliases].map((alias) => likeness(labels[column] ?? '', alias)))
  }, 0)
}

/** The comparable form of a column name: half width, no blanks, brackets, stars or other signs, lower case. */
export function normalName(label: string): string {
  return toHalfWidth(label)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}/]/gu, '')
}

function labelsOf(cells: Cell[]): string[] {
  return cells.map(({ text }) => text.replace(/\s+/g, ' ').trim())
}

/** Two header lines as one: a group's name stands over several columns, a lone name over one line or the other. */
function twoLines(upper: Cell[], lower: Cell[]): string[] {
  const groups = labelsOf(upper)
  upper.forEach((cell, column) => {
    if (cell.merged === 'across' && groups[column] === '') groups[column] = groups[column - 1] ?? ''
  })
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, column) => {
    const group = groups[column] ?? ''
    const own = (lower[column]?.text ?? '').replace(/\s+/g, ' ').trim()
    return group === '' || own === '' || group === own ? group + (group === own ? '' : own) : `${group}/${own}`
  })
}

/** 1 for the same name, less for a name within the other, 0 for no likeness. */
function likeness(label: string, alias: string): number {
  const wanted = normalName(alias).replaceAll('/', '')
  const whole = normalName(label)
  if (whole === '' || wanted === '') return 0
  const parts = whole.split('/').filter((part) => part !== '')
  const scores = [closeness(whole.replaceAll('/', ''), wanted)]
  // the lower line of a two-line name says more than the group above it
  if (parts.length > 1)
    scores.push(0.95 * closeness(parts.at(-1) ?? '', wanted), 0.5 * closeness(parts[0] ?? '', wanted))
  return Math.max(...scores)
}

function closeness(label: string, wanted: string): number {
  if (label === wanted) return 1
  const [short, long] = label.length < wanted.length ? [label, wanted] : [wanted, label]
  if (short.length < 2 || !long.includes(short)) return 0
  const cover = short.length / long.length
  return cover >= CLOSE_ENOUGH ? 0.8 * cover : 0
}
