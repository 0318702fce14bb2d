import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { SheetRow } from '~/sheets/cell'
import { readSheets } from '~/sheets/sheet.server'

// In the folder of the run, which goes with it.
const folder = mkdtempSync(join(inject('varDir'), 'sheets-'))
let count = 0

/** Writes a file for one test and gives its path. */
export function fileOf(content: Buffer | string): string {
  const path = join(folder, String(++count))
  writeFileSync(path, content)
  return path
}

export async function rowsOf(content: Buffer | string, name: string): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  for await (const row of readSheets(fileOf(content), name)) rows.push(row)
  return rows
}

/** Texts of the rows, for short comparisons. */
export async function textsOf(content: Buffer | string, name: string): Promise<string[][]> {
  return (await rowsOf(content, name)).map(({ cells }) => cells.map(({ text }) => text))
}

export const sample = (name: string) => new URL(`../../samples/${name}`, import.meta.url).pathname
