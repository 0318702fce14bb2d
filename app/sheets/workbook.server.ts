import type { Archive } from './archive.server'
import { isDayFormat, isDayFormatId } from './excel-day'
import { IMPORT_LIMITS } from './limits'
import { refuseFile } from './refuse'
import { attributesOf, XmlError, XmlScanner } from './xml'
import type { XmlHandlers } from './xml'

/** What must be known before a sheet's rows can be read. `sheets`: the visible worksheets in tab order. */
export type Workbook = {
  sheets: { name: string; entry: string }[]
  strings: string[]
  /** by cell style number: does its number format show a day */
  dayStyles: boolean[]
  from1904: boolean
}

/** Runs an entry through handlers; a broken document is refused. @throws UserError */
export async function scanEntry(archive: Archive, name: string, on: Partial<XmlHandlers>): Promise<void> {
  const nothing = () => {}
  const scanner = new XmlScanner({ open: on.open ?? nothing, close: on.close ?? nothing, text: on.text ?? nothing })
  for await (const piece of archive.read(name)) feed(() => scanner.write(piece))
  feed(() => scanner.end())
}

/** Turns a broken document into the answer a user understands. */
export function feed(step: () => void): void {
  try {
    step()
  } catch (error) {
    if (error instanceof XmlError) refuseFile('broken')
    throw error
  }
}

/** Reads the parts of a workbook that its sheets refer to. @throws UserError */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const main = [...(await relations(archive, '')).values()].find(({ type }) => type.endsWith('/officeDocument'))
  const entry = main?.target ?? 'xl/workbook.xml'
  if (!archive.has(entry)) refuseFile(archive.names().some((name) => isOtherTable(name)) ? 'otherTable' : 'notTable')
  if (entry.endsWith('.bin')) refuseFile('otherTable')
  if (!/(^|\/)workbook\d*\.xml$/i.test(entry)) refuseFile('notTable')
  const related = await relations(archive, entry)
  const { sheets, from1904 } = await listSheets(archive, entry, related)
  if (sheets.length === 0) refuseFile('noSheet')
  const part = (type: string) => [...related.values()].find((one) => one.type.endsWith(type))?.target
  return {
    sheets,
    from1904,
    strings: await readStrings(archive, part('/sharedStrings')),
    dayStyles: await readDayStyles(archive, part('/styles')),
  }
}

function isOtherTable(name: string): boolean {
  return name === 'content.xml' || name === 'index.xml' || name.endsWith('workbook.bin')
}

type Relation = { type: string; target: string }

async function relations(archive: Archive, of: string): Promise<Map<string, Relation>> {
  const folder = of.slice(0, of.lastIndexOf('/') + 1)
  const name = `${folder}_rels/${of.slice(folder.length)}.rels`
  const found = new Map<string, Relation>()
  if (!archive.has(name)) return found
  await scanEntry(archive, name, {
    open(tag, text) {
      if (tag !== 'Relationship') return
      const has = attributesOf(text)
      if (has.get('TargetMode') === 'External') return
      found.set(has.get('Id') ?? '', {
        type: has.get('Type') ?? '',
        target: entryName(folder, has.get('Target') ?? ''),
      })
    },
  })
  return found
}

/** The entry a target means; it is only ever a key into the archive's own directory. */
function entryName(folder: string, target: string): string {
  const parts: string[] = []
  for (const part of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

async function listSheets(archive: Archive, entry: string, related: Map<string, Relation>) {
  const sheets: Workbook['sheets'] = []
  let from1904 = false
  await scanEntry(archive, entry, {
    open(tag, text) {
      if (tag !== 'sheet' && tag !== 'workbookPr') return
      const has = attributesOf(text)
      if (tag === 'workbookPr') {
        from1904 = /^(1|true)$/.test(has.get('date1904') ?? '')
        return
      }
      const part = related.get(has.get('id') ?? '')
      const shown = (has.get('state') ?? 'visible') === 'visible'
      if (!shown || !part?.type.endsWith('/worksheet') || !archive.has(part.target)) return
      if (sheets.length < IMPORT_LIMITS.sheets) sheets.push({ name: has.get('name') ?? '', entry: part.target })
    },
  })
  return { sheets, from1904 }
}

async function readStrings(archive: Archive, entry: string | undefined): Promise<string[]> {
  const strings: string[] = []
  if (entry === undefined || !archive.has(entry)) return strings
  let text = ''
  let total = 0
  let inText = false
  let phonetic = false
  await scanEntry(archive, entry, {
    open(tag) {
      if (tag === 'si') text = ''
      else if (tag === 'rPh') phonetic = true
      else if (tag === 't') inText = !phonetic
    },
    text(piece) {
      if (inText) text += piece
    },
    close(tag) {
      if (tag === 't') inText = false
      else if (tag === 'rPh') phonetic = false
      else if (tag === 'si') {
        total += text.length
        if (text.length > IMPORT_LIMITS.cellChars * 2 || total > IMPORT_LIMITS.stringChars) refuseFile('cell')
        strings.push(text)
      }
    },
  })
  return strings
}

async function readDayStyles(archive: Archive, entry: string | undefined): Promise<boolean[]> {
  const styles: boolean[] = []
  if (entry === undefined || !archive.has(entry)) return styles
  const written = new Map<number, boolean>()
  let inCells = false
  await scanEntry(archive, entry, {
    open(tag, text) {
      if (tag === 'cellXfs') inCells = true
      else if (tag === 'numFmt') {
        const has = attributesOf(text)
        written.set(Number(has.get('numFmtId')), isDayFormat(has.get('formatCode') ?? ''))
      } else if (tag === 'xf' && inCells) {
        const id = Number(attributesOf(text).get('numFmtId') ?? 0)
        styles.push(written.get(id) ?? isDayFormatId(id))
      }
    },
    close(tag) {
      if (tag === 'cellXfs') inCells = false
    },
  })
  return styles
}
