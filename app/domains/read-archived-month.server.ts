/** An archived month of the log as a table, for the auditor. */
import { findArchive } from '~/audit/archive/all-lines.server'
import { readArchive } from '~/audit/archive/archive-file.server'
import { lineColumns } from '~/audit/chain/lines.server'
import { logSystem } from '~/audit/log.server'
import type { LogRow } from '~/audit/search/find-lines.server'
import { namesOf } from '~/audit/search/names.server'
import { sayRow } from '~/audit/search/say-rows'
import { sheetColumns } from '~/audit/search/sheet-columns'
import { safeText } from '~/casefile/exports/cell'
import { now, type LegalDay } from '~/lib/dates'
import { workerPrisma } from '~/lib/db.server'
import { auditWords } from './audit-words.server'

const CHUNK = 1_000

/** A line's text back into its columns. */
function toRow(text: string): LogRow {
  const values = JSON.parse(text) as unknown[]
  const row = Object.fromEntries(lineColumns.map((column, at) => [column, values[at]])) as Record<string, unknown>
  return { ...row, id: BigInt(row.id as number), at: new Date(row.at as number) } as LogRow
}

/** A cell of a comma-separated table, a formula for no spreadsheet. */
const cell = (value: string | number): string => {
  const text = safeText(String(value))
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * The month's lines, the head first, with a byte order mark so that spreadsheets read the Chinese; of one file when its
 * token is given. The reading is logged. Throws when the month has no archive or its file was changed.
 */
export async function* readArchivedMonth(month: LegalDay, token?: string): AsyncGenerator<string, void> {
  const archive = await findArchive(workerPrisma, month)
  if (!archive) throw new Error(`There is no archive of ${month.slice(0, 7)}.`)
  await logSystem(workerPrisma, now(), { event: 'log_archive_read', data: { month, rows: Number(archive.rows) } })
  yield `\uFEFF${sheetColumns.map((column) => cell(column.label)).join(',')}`
  let rows: LogRow[] = []
  for await (const { text } of readArchive(month)) {
    const row = toRow(text)
    if (token === undefined || row.file_token === token) rows.push(row)
    if (rows.length < CHUNK) continue
    yield* await tableOf(rows)
    rows = []
  }
  yield* await tableOf(rows)
}

async function tableOf(rows: readonly LogRow[]): Promise<string[]> {
  const names = await namesOf(workerPrisma, rows)
  const words = auditWords(names)
  return rows.map((row) => {
    const line = sayRow(row, names, words)
    return sheetColumns.map((column) => cell(column.of(line))).join(',')
  })
}
