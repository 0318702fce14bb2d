import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asPost } from '~/access/as-post.server'
import type { Db } from '~/lib/db.server'
import { isUserError } from '~/lib/errors'
import { findHeader, HEADER_WITHIN } from '~/sheets/header'
import { readSheets } from '~/sheets/sheet.server'
import type { SheetRow } from '~/sheets/cell'
import { gridLimits } from '../places/grid-limits.server'
import { orgColumns } from './columns'
import { judgeRows, type JudgedRow, type Known, type ListRow } from './judge-rows'

export type ListJob = { runId: string; postId: string; userId: string }
const LONG = 5 * 60_000

/** Every region and unit there is, by code. Two statements. */
export async function knownPlaces(db: Db): Promise<Known> {
  const regions = await db.region.findMany({ select: { code: true, name: true, endedOn: true } })
  const units = await db.unit.findMany({ select: { code: true, name: true, closedOn: true } })
  const all = [
    ...regions.map(({ code, name, endedOn }) => ({ code, name, over: endedOn !== null })),
    ...units.map(({ code, name, closedOn }) => ({ code, name, over: closedOn !== null })),
  ]
  return {
    open: new Map(all.filter(({ over }) => !over).map(({ code, name }) => [code, name])),
    ended: new Set(all.filter(({ over }) => over).map(({ code }) => code)),
  }
}

/** Rows with content under the first header of each sheet, in the file's order. */
async function rowsOf(bytes: Uint8Array, fileName: string): Promise<ListRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'org-import-'))
  try {
    const path = join(folder, 'list')
    await writeFile(path, bytes, { mode: 0o600 })
    const sheets = new Map<string, SheetRow[]>()
    for await (const row of readSheets(path, fileName)) {
      const rows = sheets.get(row.sheet) ?? []
      rows.push(row)
      sheets.set(row.sheet, rows)
    }
    return [...sheets.values()].flatMap(tableOf)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function tableOf(rows: SheetRow[]): ListRow[] {
  const header = findHeader(rows.slice(0, HEADER_WITHIN), orgColumns)
  if (!header) return []
  return rows.flatMap(({ rowNo, sheet, cells }) => {
    if (rowNo <= header.rowNo) return []
    const picked = Object.entries(header.mapping).flatMap(([key, at]) =>
      at === null || !cells[at] ? [] : [[key, cells[at]] as const],
    )
    const filled = picked.some(([, cell]) => cell.kind !== 'empty')
    return filled ? [{ rowNo, sheet, cells: Object.fromEntries(picked) }] : []
  })
}

/** The dry run: reads the kept file and judges every row; writes nothing of the organisation. */
export async function readList({ runId, ...job }: ListJob, jobId: string): Promise<void> {
  await asPost(
    { ...job, jobId },
    async (ctx) => {
      const { db } = ctx
      const run = await db.orgImport.findFirst({ where: { id: runId, state: 'waiting' } })
      if (!run?.file) return
      const done = { file: null, state: 'ready' }
      try {
        const rows = await rowsOf(run.file, run.fileName)
        const judged: JudgedRow[] = judgeRows(rows, await knownPlaces(db), await gridLimits(ctx))
        const message = judged.length ? null : '没有找到表头。第一行须有“代码”“名称”等列名，可以下载模板照着填。'
        await db.orgImport.update({
          where: { id: runId },
          data: { ...done, rows: judged, total: judged.length, message, ...(message && { state: 'failed' }) },
          select: { id: true },
        })
      } catch (error) {
        if (!isUserError(error)) throw error
        await db.orgImport.update({
          where: { id: runId },
          data: { ...done, state: 'failed', message: error.message },
          select: { id: true },
        })
      }
    },
    LONG,
  )
}
