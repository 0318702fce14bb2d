/** Rows between the file and the case files: how they are kept (encrypted), judged and counted. */
import { decrypt, encrypt, mac } from '~/lib/crypto.server'
import type { Db } from '~/lib/db.server'
import type { Face, ImportContext, ImportVariant, Judged, RowIn, Seen, Verdict } from './adapter'
import { isBlank, mendedCell, type Cell } from '~/sheets/cell'
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

/** The row as a variant reads it: mends laid over the file's cells, what was answered for the whole list under both. */
export function rowIn(
  run: Run,
  { questions }: Pick<ImportVariant, 'questions'>,
  row: Pick<NewRow, 'seq' | 'rowNo' | 'table' | 'cells' | 'mends'>,
): RowIn {
  const filled = questions.flatMap(({ key, fills }) => {
    const answer = run.answers[key]
    return fills && typeof answer === 'string' && isBlank(row.cells[fills])
      ? [[fills, mendedCell(answer)] as const]
      : []
  })
  const mended = Object.fromEntries(Object.entries(row.mends).map(([key, text]) => [key, mendedCell(text)]))
  return {
    seq: row.seq,
    rowNo: row.rowNo,
    cells: { ...row.cells, ...Object.fromEntries(filled), ...mended },
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
      repeatOf: null,
      keyMac: said.key === null ? null : keyMacOf(said.key),
      mended: Object.keys(row.mends).length > 0,
      caseId: said.caseId ?? null,
    }
  })
}

type Twin = { seq: number; key_mac: string | null; judged: Verdict; verdict: Verdict; repeat_of: number | null }
const repeatable: readonly Verdict[] = ['create', 'mend', 'vault', 'vault_mend']

/**
 * One person twice in a file: the first row counts, the others must be mended. Rows left out and rows for other offices
 * do not count. Looks at the repeated keys alone.
 */
export async function markRepeats(db: Db, runId: string): Promise<void> {
  const twins = await db.$queryRaw<Twin[]>`
    SELECT seq, key_mac, judged, verdict, repeat_of FROM import_row
    WHERE run_id = ${runId}::uuid AND verdict <> 'skip' AND (repeat_of IS NOT NULL OR key_mac IN (
      SELECT key_mac FROM import_row WHERE run_id = ${runId}::uuid AND verdict <> 'skip' AND judged <> 'other' GROUP BY key_mac HAVING count(*) > 1))
    ORDER BY seq`
  const firsts = new Map<string, number>()
  const changed: { seq: number; verdict: Verdict; first: number | null }[] = []
  for (const { seq, key_mac: key, judged, verdict, repeat_of } of twins) {
    const known = key === null || judged === 'other' ? undefined : firsts.get(key)
    if (key !== null && judged !== 'other' && known === undefined) firsts.set(key, seq)
    if (verdict === 'written') continue
    const first = known !== undefined && repeatable.includes(judged) ? known : null
    const now = first === null ? judged : judged.startsWith('vault') ? 'vault_mend' : 'mend'
    if (first !== repeat_of || now !== verdict) changed.push({ seq, verdict: now, first })
  }
  if (changed.length === 0) return
  await db.$executeRaw`UPDATE import_row r SET repeat_of = w.first, verdict = w.verdict
    FROM jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) AS w(seq int, verdict text, first int) WHERE r.run_id = ${runId}::uuid AND r.seq = w.seq`
}

/** How many rows stand where. */
export async function countRows(db: Db, runId: string): Promise<Partial<Record<Verdict, number>>> {
  const groups = await db.importRow.groupBy({ by: ['verdict'], where: { runId }, _count: true })
  return Object.fromEntries(groups.map((group) => [group.verdict, group._count]))
}
