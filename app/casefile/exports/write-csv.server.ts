/** Rows into a CSV as they come, for programs that read no xlsx. */
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { safeText } from './cell'
import type { Cell, ColumnType } from './source'
import type { Writing } from './write-workbook.server'

const BOM = '\uFEFF'
/** Rows between two looks at the clock of others. */
const BEAT = 500

/** RFC 4180; a text that a spreadsheet would take for a formula is preceded by a quote sign, as in a workbook. */
export function csvField(type: ColumnType, cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  const text = type === 'number' && typeof cell === 'number' ? String(cell) : safeText(String(cell))
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * Writes the first sheet to the stream and ends it: column names, then rows; no title and no mark, since whoever reads it is
 * a program. Gives the number of rows.
 */
export async function writeCsv(out: Writable, { sheets, progress }: Writing): Promise<number> {
  const [sheet] = sheets
  if (!sheet) throw new Error('nothing to write')
  const line = (fields: string[]) => `${fields.join(',')}\r\n`
  const put = async (text: string) => {
    if (!out.write(text)) await once(out, 'drain')
  }
  await put(BOM + line(sheet.columns.map((column) => csvField('text', column.label))))
  let written = 0
  for await (const cells of sheet.rows) {
    await put(line(sheet.columns.map((column, at) => csvField(column.type, cells[at]))))
    written += 1
    if (written % BEAT === 0) await progress(written)
  }
  out.end()
  return written
}
