/** Rows between the file and the case files: how they are kept (encrypted), judged and counted. */
import { decrypt, encrypt, mac } from '~/lib/crypto.server'
import type { Db } from '~/lib/db.server'
import type { Face, ImportContext, ImportVariant, Judged, RowIn, Seen, Verdict } from './adapter'
import { mendedCell, type Cell } from './cell'
import type { RowProblem } from './row'
import type { Run } from './load-run.server'

/** What is kept encrypted of a row. `mends`: what a person typed, by column key, over the file's cells. */
export type RowData = { cells: Record<string, Cell>; mends: Record<string, string>; face: Face | null }
export type StoredRow = {
  seq: number
  sheet: string
  rowNo: number
  table: number
  verdict: Verdict
  problems: RowProblem[]
  warnings: string[]
  note: string | null
  repeatOf: number | null
  caseId: string | null
  data: RowData
}
export type NewRow = {
  seq: number
  sheet: string
  rowNo: number
  table: number
  cells: Record<string, Cell>
  mends: Record<string, string>
}

const context = (runId: string) => `import.row:${runId}`
export const openData = (runId: string, dataEnc: string): RowData =>
  JSON.parse(decrypt(dataEnc, context(runId))) as RowData
const sealData = (runId: string, data: RowData) => encrypt(JSON.stringify(data), context(runId))

export const keyMacOf = (key: string) => mac(key, 'import.key')

/** The row as a variant reads it: mends laid over the file's cells. */
export function rowIn(run: Run, row: Pick<NewRow, 'seq' | 'rowNo' | 'table' | 'cells' | 'mends'>): RowIn {
  const mended = Object.fromEntries(Object.entries(row.mends).map(([key, text]) => [key, mendedCell(text)]))
  return {
    seq: row.seq,
    rowNo: row.rowNo,
    cells: { ...row.cells, ...mended },
    mapping: run.tables[row.table]?.mapping ?? {},
    answers: run.answers,
  }
}

/** Keys that my unit has imported before, in one statement. */
export const seenBy =
  ({ actor, db }: ImportContext): Seen =>
  async (keys) => {
    if (keys.length === 0) return new Set()
    const macs = new Map(keys.map((key) => [keyMacOf(key), key]))
    const found = await db.importSeen.findMany({
      where: { postUnit: actor.unit.code, keyMac: { in: [...macs.keys()] } },
    })
    return new Set(found.map((row) => macs.get(row.keyMac)!))
  }

export const judgeRows = (ctx: ImportContext, variant: ImportVariant, rows: readonly RowIn[]): Promise<Judged[]> =>
  variant.judge(ctx, rows, seenBy(ctx))

type Stored = ReturnType<typeof storable>[number]

/** Adds rows of a run in one statement. */
export async function addRows(db: Db, rows: readonly Stored[]): Promise<void> {
  const given = rows.map((row) => ({
    run_id: row.runId,
    seq: row.seq,
    post_id: row.postId,
    sheet: row.sheet,
    row_no: row.rowNo,
    table_no: row.table,
    judged: row.judged,
    verdict: row.verdict,
    data_enc: row.dataEnc,
    problems: row.problems,
    warnings: row.warnings,
    note: row.note,
    key_mac: row.keyMac,
    mended: row.mended,
    case_id: row.caseId,
  }))
  await db.$executeRaw`INSERT INTO import_row SELECT * FROM jsonb_populate_recordset(NULL::import_row, ${JSON.stringify(given)}::jsonb)`
}

/** The columns of import_row for judged rows. */
export function storable(ctx: ImportContext, run: Run, rows: readonly NewRow[], judged: readonly Judged[]) {
  return rows.map((row, index) => {
    const said = judged[index]!
    return {
      runId: run.id,
      seq: row.seq,
      postId: ctx.actor.postId,
      sheet: row.sheet,
      rowNo: row.rowNo,
      table: row.table,
      judged: said.verdict,
      verdict: said.verdict,
      dataEnc: sealData(run.id, { cells: row.cells, mends: row.mends, face: said.face }),
      problems: said.problems as object[],
      warnings: said.warnings,
      note: said.note ?? null,
      keyMac: said.key === null ? null : keyMacOf(said.key),
      mended: Object.keys(row.mends).length > 0,
      caseId: said.caseId ?? null,
    }
  })
}

/**
 * One person twice in a file: the first row counts, the others must be mended. Rows left out and rows for other offices
 * do not count. One statement for the whole run.
 */
export async function markRepeats(db: Db, runId: string): Promise<void> {
  await db.$executeRaw`
    WITH kept AS (
      SELECT seq, min(seq) OVER (PARTITION BY key_mac) AS first FROM import_row
      WHERE run_id = ${runId}::uuid AND key_mac IS NOT NULL AND verdict <> 'skip' AND judged <> 'other'),
    wanted AS (
      SELECT r.seq, CASE WHEN k.first < r.seq AND r.judged IN ('create', 'mend', 'vault', 'vault_mend') THEN k.first END AS first
      FROM import_row r LEFT JOIN kept k ON k.seq = r.seq WHERE r.run_id = ${runId}::uuid AND r.verdict NOT IN ('skip', 'written'))
    UPDATE import_row r SET repeat_of = w.first,
      verdict = CASE WHEN w.first IS NULL THEN r.judged WHEN r.judged IN ('vault', 'vault_mend') THEN 'vault_mend' ELSE 'mend' END
    FROM wanted w WHERE r.run_id = ${runId}::uuid AND r.seq = w.seq
      AND (r.repeat_of, r.verdict) IS DISTINCT FROM (w.first, CASE WHEN w.first IS NULL THEN r.judged WHEN r.judged IN ('vault', 'vault_mend') THEN 'vault_mend' ELSE 'mend' END)`
}

/** How many rows stand where. */
export async function countRows(db: Db, runId: string): Promise<Partial<Record<Verdict, number>>> {
  const groups = await db.importRow.groupBy({ by: ['verdict'], where: { runId }, _count: true })
  return Object.fromEntries(groups.map((group) => [group.verdict, group._count]))
}
