import { open, stat } from 'node:fs/promises'
import { openArchive } from './archive.server'
import type { Archive } from './archive.server'
import type { SheetRow } from './cell'
import { readCsv } from './csv.server'
import { IMPORT_LIMITS } from './limits'
import { refuseFile } from './refuse'
import { SheetReader, SheetSurvey } from './sheet-rows'
import { feed, readWorkbook, scanEntry } from './workbook.server'
import type { Workbook } from './workbook.server'
import { XmlScanner } from './xml'

/**
 * Reads an uploaded roster row by row; rows without content are left out, hidden sheets too.
 * What the file is, is decided by its content; of `originalName` only the extension is looked at, to refuse what is
 * no table at all. Everything is checked before the first row is given: packed and unpacked size, ratio, rows.
 * One piece of the file is in memory at a time (and, for xlsx, its shared texts).
 * @throws UserError 400 (cannot be read, and what to do) or 413 (too large)
 */
export async function* readSheets(path: string, originalName: string): AsyncGenerator<SheetRow> {
  const { size } = await stat(path)
  if (size === 0) refuseFile('empty')
  if (size > IMPORT_LIMITS.fileBytes) refuseFile('tooLarge')
  const head = await firstBytes(path)
  if (head.startsWith('d0cf11e0a1b11ae1')) refuseFile(await oldFormat(path))
  if (!/\.(xlsx|xlsm|xls|csv|txt)$/i.test(originalName.trim())) refuseFile('extension')
  if (head.startsWith('504b0304')) yield* readXlsx(path)
  else yield* filledOnly(readCsv(path))
}

async function* filledOnly(rows: AsyncGenerator<SheetRow>): AsyncGenerator<SheetRow> {
  let any = false
  for await (const row of rows) {
    any = true
    yield row
  }
  if (!any) refuseFile('empty')
}

async function* readXlsx(path: string): AsyncGenerator<SheetRow> {
  const archive = await openArchive(path)
  try {
    const book = await readWorkbook(archive)
    const surveys = await surveySheets(archive, book)
    for (const [index, sheet] of book.sheets.entries()) {
      yield* readSheet(archive, book, sheet, surveys[index] ?? new SheetSurvey())
    }
  } finally {
    archive.close()
  }
}

async function surveySheets(archive: Archive, book: Workbook): Promise<SheetSurvey[]> {
  const surveys: SheetSurvey[] = []
  let rows = 0
  for (const sheet of book.sheets) {
    const survey = new SheetSurvey()
    await scanEntry(archive, sheet.entry, {
      open: (tag, attributes) => survey.open(tag, attributes),
      close: (tag) => {
        survey.close(tag)
        if (rows + survey.rows > IMPORT_LIMITS.rows) refuseFile('rows')
      },
    })
    rows += survey.rows
    surveys.push(survey)
  }
  if (rows === 0) refuseFile('empty')
  return surveys
}

async function* readSheet(
  archive: Archive,
  book: Workbook,
  sheet: { name: string; entry: string },
  survey: SheetSurvey,
): AsyncGenerator<SheetRow> {
  const reader = new SheetReader(book, survey.merges)
  const scanner = new XmlScanner(reader)
  for await (const piece of archive.read(sheet.entry)) {
    feed(() => scanner.write(piece))
    const done = reader.done
    reader.done = []
    for (const row of done) yield { sheet: sheet.name, ...row }
  }
  feed(() => scanner.end())
}

async function firstBytes(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0)
    return buffer.subarray(0, bytesRead).toString('hex')
  } finally {
    await file.close()
  }
}

/** An OLE container is an xlsx with a password, an old .xls, or another office paper. */
async function oldFormat(path: string): Promise<'encrypted' | 'oldExcel' | 'notTable'> {
  const file = await open(path)
  try {
    const bytes = await file.readFile()
    const has = (stream: string) => bytes.includes(Buffer.from(stream, 'utf16le'))
    if (has('EncryptedPackage')) return 'encrypted'
    return has('WordDocument') || has('PowerPoint Document') ? 'notTable' : 'oldExcel'
  } finally {
    await file.close()
  }
}
