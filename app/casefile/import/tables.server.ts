import type { Cell, SheetRow } from '~/sheets/cell'
import { findHeader, HEADER_WITHIN, normalName } from '~/sheets/header'
import type { ColumnDecl, FoundHeader, Mapping } from '~/sheets/header'
import { headerSignature } from '~/sheets/header-signature.server'
import { isFooterRow, isTotalsRow } from './values'

/**
 * What a file holds, in its order: a table's header (`title`: the words above it), its data rows, rows left out (and why), sheets left out.
 * `cells` are by column key, plain JSON; `blank` rows are those only pre-numbered.
 */
export type TablePart =
  | ({ part: 'header'; sheet: string; signature: string; remembered: boolean; title: string } & FoundHeader)
  | { part: 'row'; sheet: string; rowNo: number; cells: Record<string, Cell> }
  | { part: 'left_out'; sheet: string; rowNo: number; why: 'totals' | 'footer' | 'header' | 'blank' }
  | { part: 'no_table'; sheet: string }

/** The mapping somebody corrected for this header before, or null. Called once per table. */
export type Remembered = (signature: string) => Promise<Mapping | null> | Mapping | null

/** Cuts the rows of a file into tables, one per sheet that has a header; memory holds the first 15 rows at most. */
export async function* readTables(
  rows: AsyncIterable<SheetRow>,
  decls: ColumnDecl[],
  remembered: Remembered = () => null,
): AsyncGenerator<TablePart> {
  let head: SheetRow[] = []
  let table: { header: FoundHeader; sheet: string } | null = null
  let sheet: string | null = null
  let searching = true

  async function* settle(): AsyncGenerator<TablePart> {
    searching = false
    const first = head
    head = []
    const found = findHeader(first, decls)
    if (found === null || first[0] === undefined) {
      if (first[0] !== undefined) yield { part: 'no_table', sheet: first[0].sheet }
      return
    }
    const signature = headerSignature(found.labels)
    const known = await remembered(signature)
    const header = known === null ? found : withMapping(found, known, decls)
    table = { header, sheet: first[0].sheet }
    const title = first
      .filter(({ rowNo }) => rowNo < header.rowNo)
      .flatMap(({ cells }) => cells.map(({ text }) => text))
    yield {
      part: 'header',
      sheet: table.sheet,
      signature,
      remembered: known !== null,
      title: title.join(' ').trim().slice(0, 500),
      ...header,
    }
    for (const row of first) if (row.rowNo > header.rowNo) yield partOf(row, header)
  }

  for await (const row of rows) {
    if (row.sheet !== sheet) {
      if (searching) yield* settle()
      sheet = row.sheet
      table = null
      searching = true
    }
    if (searching && row.rowNo > HEADER_WITHIN) yield* settle()
    if (searching) head.push(row)
    else if (table !== null) yield partOf(row, (table as { header: FoundHeader }).header)
  }
  if (searching) yield* settle()
}

function withMapping(found: FoundHeader, known: Mapping, decls: ColumnDecl[]): FoundHeader {
  const width = found.labels.length
  const mapping: Mapping = {}
  for (const { key } of decls) {
    const column = known[key]
    mapping[key] = typeof column === 'number' && column >= 0 && column < width ? column : null
  }
  const used = new Set(Object.values(mapping))
  return { ...found, mapping, unknown: found.labels.filter((label, column) => label !== '' && !used.has(column)) }
}

function partOf(row: SheetRow, header: FoundHeader): TablePart {
  const { sheet, rowNo } = row
  const cells: Record<string, Cell> = {}
  for (const [key, column] of Object.entries(header.mapping)) {
    const cell = column === null ? undefined : row.cells[column]
    if (cell !== undefined) cells[key] = cell
  }
  if (isTotalsRow(row.cells)) return { part: 'left_out', sheet, rowNo, why: 'totals' }
  if (isFooterRow(row.cells)) return { part: 'left_out', sheet, rowNo, why: 'footer' }
  if (Object.values(cells).every(({ kind }) => kind === 'empty'))
    return { part: 'left_out', sheet, rowNo, why: 'blank' }
  if (repeatsHeader(row, header)) return { part: 'left_out', sheet, rowNo, why: 'header' }
  return { part: 'row', sheet, rowNo, cells }
}

/** Lists that were printed page by page carry the header on every page. */
function repeatsHeader(row: SheetRow, header: FoundHeader): boolean {
  const filled = row.cells.filter(({ kind }) => kind !== 'empty')
  const same = row.cells.filter(({ text, kind }, column) => {
    const lines = normalName(header.labels[column] ?? '').split('/')
    return kind === 'text' && lines.includes(normalName(text))
  })
  return same.length >= 2 && same.length * 2 > filled.length
}
