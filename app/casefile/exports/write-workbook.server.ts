/** Rows into an xlsx as they come: nothing but the row in hand is kept. */
import type { Writable } from 'node:stream'
import Excel from 'exceljs'
import { cellValue, safeText } from './cell'
import type { ExportColumn, ExportSheet } from './source'
import { inFooter } from './watermark'

const WIDTH = 14
/** Rows between two looks at the clock of others: progress, and whether the request still stands. */
const BEAT = 500
const formats: Partial<Record<ExportColumn['type'], string>> = { day: 'yyyy-mm-dd', text: '@', code: '@', rate: '@' }

export type Writing = {
  sheets: readonly ExportSheet[]
  /** Stands in the header and footer of each sheet, and in a row of it unless it is bare. */
  mark: string
  /** The line under the last row, when the number of rows is known. */
  closing: (rows: number) => string
  /** Called now and then with the rows written so far; throws to stop. */
  progress: (rows: number) => Promise<void>
}

/** Writes the workbook to the stream and ends it. Gives the number of rows of all sheets, without heads and notes. */
export async function writeWorkbook(out: Writable, { sheets, mark, closing, progress }: Writing): Promise<number> {
  const book = new Excel.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false })
  let written = 0
  for (const sheet of sheets) {
    const head = sheet.bare ? [] : headLines(sheet, mark)
    const page = book.addWorksheet(sheet.name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31), {
      headerFooter: { oddHeader: `&L${inFooter(mark)}`, oddFooter: `&L${inFooter(mark)}&R第 &P 页，共 &N 页` },
      pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      views: [{ state: 'frozen', ySplit: head.length + 1 }],
    })
    page.columns = sheet.columns.map((column) => ({
      width: column.width ?? WIDTH,
      style: formats[column.type] ? { numFmt: formats[column.type] } : {},
    }))
    for (const [at, line] of head.entries()) {
      const row = page.addRow([safeText(line)])
      row.getCell(1).numFmt = '@'
      row.font = at === 0 ? { bold: true, size: 14 } : { color: { argb: 'FF666666' } }
      row.commit()
    }
    const labels = page.addRow(sheet.columns.map((column) => safeText(column.label)))
    labels.font = { bold: true }
    labels.eachCell((cell) => {
      cell.numFmt = '@'
      cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF0' } }
    })
    labels.commit()
    let rows = 0
    for await (const cells of sheet.rows) {
      page.addRow(sheet.columns.map((column, at) => cellValue(column.type, cells[at]))).commit()
      rows += 1
      written += 1
      if (written % BEAT === 0) await progress(written)
    }
    if (!sheet.bare) {
      const last = page.addRow([safeText(closing(rows))])
      last.getCell(1).numFmt = '@'
      last.font = { color: { argb: 'FF666666' } }
      last.commit()
    }
    page.commit()
  }
  await book.commit()
  return written
}

const headLines = (sheet: ExportSheet, mark: string): string[] => [sheet.title, mark, ...(sheet.notes ?? [])]
