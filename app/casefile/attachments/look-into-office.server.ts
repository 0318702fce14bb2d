import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import { isUserError } from '~/lib/errors'
import { explodes, ZIP_LIMITS } from '~/sheets/zip-limits'
import { unfit } from './unfit'

/**
 * Which document a packed file is, after every entry was unpacked once and counted: headers can lie. Refuses bombs,
 * macros, passwords, archives that are no document, and a PDF hidden before the archive. Throws 422.
 */
export async function lookIntoOffice(bytes: Buffer): Promise<'docx' | 'xlsx'> {
  if (bytes.subarray(0, 1024).includes('%PDF-')) unfit('twoInOne')
  try {
    const zip = await fromBufferPromise(bytes, { strictFileNames: false })
    const entries = await entriesOf(zip)
    const names = new Set(entries.map((entry) => entry.fileName.toLowerCase()))
    if (!names.has('[content_types].xml')) unfit('archive')
    if ([...names].some((name) => /(^|\/)vbaproject\.bin$|\/activex\//.test(name))) unfit('macro')
    const type = names.has('word/document.xml') ? 'docx' : names.has('xl/workbook.xml') ? 'xlsx' : unfit('other')
    await unpackAll(zip, entries, bytes.length)
    return type
  } catch (error) {
    if (isUserError(error)) throw error
    return unfit(error instanceof Error && /too many bytes/.test(error.message) ? 'bomb' : 'brokenOffice')
  }
}

async function entriesOf(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > ZIP_LIMITS.entries) unfit('bomb')
  const entries: Entry[] = []
  let packed = 0
  let unpacked = 0
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) unfit('locked')
    packed += entry.compressedSize
    unpacked += entry.uncompressedSize
    entries.push(entry)
  }
  if (explodes(unpacked, packed)) unfit('bomb')
  return entries
}

/** Packed sizes, too, may be claimed twice over for the same bytes: the whole file is what is compared with. */
async function unpackAll(zip: ZipFile, entries: readonly Entry[], packed: number): Promise<void> {
  let unpacked = 0
  for (const entry of entries) {
    if (entry.fileName.endsWith('/')) continue
    for await (const piece of await zip.openReadStreamPromise(entry)) {
      unpacked += (piece as Buffer).length
      if (explodes(unpacked, packed)) unfit('bomb')
    }
  }
}
