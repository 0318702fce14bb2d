import { createReadStream } from 'node:fs'
import iconv from 'iconv-lite'
import { CsvError, parse } from 'csv-parse'
import type { SheetRow } from './cell'
import { IMPORT_LIMITS } from './limits'
import { refuseFile } from './refuse'
import { textCell } from './sheet-rows'

type Encoding = 'utf8' | 'gb18030' | 'utf16le'

/**
 * Reads a CSV as one sheet. Encoding by its content: byte order mark, else UTF-8 when the whole file is valid UTF-8,
 * else GB18030. Delimiter: comma, semicolon or tab, whichever the first lines use. Every cell is text, as written;
 * `="0123"`, the way some programs keep leading zeros, is unwrapped, everything else that looks like a formula stays.
 * @throws UserError
 */
export async function* readCsv(path: string): AsyncGenerator<SheetRow> {
  const encoding = await encodingOf(path)
  const { delimiter, hint } = await delimiterOf(path, encoding)
  const source = createReadStream(path)
  const text = source.pipe(iconv.decodeStream(encoding))
  const parser = text.pipe(
    parse({
      bom: true,
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: 1_000_000,
      record_delimiter: ['\r\n', '\n', '\r'],
    }),
  )
  source.on('error', (error: Error) => parser.destroy(error))
  text.on('error', (error: Error) => parser.destroy(error))
  let rowNo = 0
  let filled = 0
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      rowNo++
      if (rowNo === 1 && hint) continue
      const last = record.findLastIndex((field) => field.trim() !== '')
      if (last < 0) continue
      if (++filled > IMPORT_LIMITS.rows) refuseFile('rows')
      if (last >= IMPORT_LIMITS.columns) refuseFile('columns')
      yield { sheet: '', rowNo, cells: record.slice(0, last + 1).map(cellOf) }
    }
  } catch (error) {
    if (error instanceof CsvError) refuseFile(error.code === 'CSV_MAX_RECORD_SIZE' ? 'cell' : 'quotes')
    throw error
  } finally {
    source.destroy()
  }
}

function cellOf(field: string) {
  if (field.length > IMPORT_LIMITS.cellChars) refuseFile('cell')
  const kept = /^\s*="([^"]*)"\s*$/.exec(field)
  return textCell(kept?.[1] ?? field)
}

/** @throws UserError when the file is neither UTF-8, UTF-16 nor GB18030 text */
async function encodingOf(path: string): Promise<Encoding> {
  const strict = new TextDecoder('utf-8', { fatal: true })
  const chinese = iconv.getDecoder('gb18030')
  let utf8 = true
  let unreadable = 0
  let first = true
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
    if (first && piece[0] === 0xff && piece[1] === 0xfe) return 'utf16le'
    if (first && piece.subarray(0, 4).toString('latin1') === '%PDF') refuseFile('notTable')
    first = false
    if (hasBinary(piece)) refuseFile('notTable')
    utf8 &&= decodes(strict, piece)
    unreadable += chinese.write(piece).split('\uFFFD').length - 1
  }
  if (utf8 && decodes(strict)) return 'utf8'
  if (unreadable > 0) refuseFile('encoding')
  return 'gb18030'
}

function decodes(decoder: TextDecoder, piece?: Buffer): boolean {
  try {
    decoder.decode(piece, { stream: piece !== undefined })
    return true
  } catch {
    return false
  }
}

/** Signs no text file has: all control signs but tab, line ends and form feed. */
function hasBinary(piece: Buffer): boolean {
  return piece.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27))
}

/** `hint`: the file starts with a line `sep=;` that only names the delimiter. */
async function delimiterOf(path: string, encoding: Encoding): Promise<{ delimiter: string; hint: boolean }> {
  const bytes: Buffer[] = []
  for await (const piece of createReadStream(path, { end: 16_383 }) as AsyncIterable<Buffer>) bytes.push(piece)
  const head = iconv.decode(Buffer.concat(bytes), encoding)
  if (/^\s*<(\?xml|!doctype|html|table)/i.test(head)) refuseFile('otherTable')
  const named = /^\uFEFF?sep=(.)\r?\n/i.exec(head)?.[1]
  if (named !== undefined) return { delimiter: named, hint: true }
  const lines = head
    .replace(/"[^"]*"/g, '')
    .split(/\r\n|\n|\r/)
    .slice(0, 15)
  const score = (sign: string) => lines.reduce((sum, line) => sum + Math.min(line.split(sign).length - 1, 50), 0)
  const best = [',', ';', '\t'].map((sign) => ({ sign, score: score(sign) })).sort((a, b) => b.score - a.score)[0]
  return { delimiter: best !== undefined && best.score > 0 ? best.sign : ',', hint: false }
}
