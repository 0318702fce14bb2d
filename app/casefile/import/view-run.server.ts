/** The page of one run: how far it is, which column is which, and the rows of one tab, cut to what may be shown. */
import { maskIdNumber, maskName } from '~/people/identity'
import type { ImportAdapter, ImportContext, ImportVariant, Verdict } from './adapter'
import { EMPTY, isBlank, mendedCell } from '~/sheets/cell'
import { loadRun, type Run } from './load-run.server'
import { countRows, openData, type RowData } from './rows.server'
import type { RowProblem } from './row'
import { expectation } from './start-write.server'

const PAGE = 50
export const tabs = {
  create: '将新建',
  there: '已有档案',
  other: '属其他单位',
  mend: '须更正',
  skip: '不导入',
  written: '已导入',
} as const
export type Tab = keyof typeof tabs
/** Rows of the vault's way are listed only while they must be mended, and without a name. */
const verdictsOf: Record<Tab, Verdict[]> = {
  create: ['create'],
  there: ['there'],
  other: ['other'],
  mend: ['mend', 'vault_mend'],
  skip: ['skip'],
  written: ['written'],
}
const busyStates = ['waiting', 'reading', 'queued', 'writing']

export type MendField = {
  key: string
  label: string
  value: string
  why?: string
  hint?: string
  options?: { value: string; label: string; group?: string }[]
}
export type RowView = {
  seq: number
  at: string
  name: string
  idNo: string
  day: string
  place: string
  note: string
  warnings: string[]
  href?: string
  fields: MendField[]
}

/** Throws 404 for another post's run. */
export async function readRunPage(adapter: ImportAdapter, context: ImportContext, id: string | undefined, url: URL) {
  const { actor, db } = context
  const { run, variant } = await loadRun(adapter, context, id)
  const counts = await countRows(db, run.id)
  const n = (...which: Verdict[]) => which.reduce((sum, one) => sum + (counts[one] ?? 0), 0)
  const wanted = url.searchParams.get('tab')
  const tab: Tab = wanted && wanted in tabs ? (wanted as Tab) : firstTab(counts)
  const open = run.state === 'ready' || run.state === 'written'
  const rows = open
    ? await readRows(adapter, context, { run, variant }, tab, Number(url.searchParams.get('after')) || 0)
    : { list: [] }
  const mended = Number(url.searchParams.get('mended')) || 0
  return {
    id: run.id,
    path: `${adapter.path}/${run.id}`,
    home: adapter.home(actor.role),
    importPath: adapter.path,
    fileName: run.fileName,
    list: variant.label,
    state: run.state,
    message: run.message,
    busy: busyStates.includes(run.state),
    open,
    done: run.done,
    total: run.total,
    tables:
      open && run.state === 'ready'
        ? run.tables.map((table) => ({ ...table, questions: questionsOf(variant, run, table.mapping) }))
        : [],
    columns: variant.columns.map(({ key, label, required, hint }) => ({
      key,
      label,
      required: required === true,
      hint,
    })),
    leftOut: run.tables.reduce((sum, table) => sum + table.left, 0),
    tab,
    tabs: (Object.keys(tabs) as Tab[]).map((key) => ({ key, label: tabs[key], count: n(...verdictsOf[key]) })),
    apart: { now: n('vault'), mend: n('vault_mend'), before: n('vault_there'), written: run.counts.vault ?? 0 },
    toWrite: { create: n('create'), vault: n('vault'), expect: expectation(n('create'), n('vault')) },
    created: run.counts.created ?? 0,
    confirm: url.searchParams.has('confirm') && n('create', 'vault') > 0,
    mended: mended ? await toldOf(context, run, mended) : undefined,
    rows: rows.list,
    next: rows.next,
    first: !url.searchParams.get('after'),
  }
}
export type RunPage = Awaited<ReturnType<typeof readRunPage>>

const firstTab = (counts: Partial<Record<Verdict, number>>): Tab =>
  (['mend', 'create', 'written', 'there', 'other', 'skip'] as Tab[]).find((tab) =>
    verdictsOf[tab].some((one) => counts[one]),
  ) ?? 'create'

const questionsOf = (variant: ImportVariant, run: Run, mapping: Run['tables'][number]['mapping']) =>
  variant.questions
    .filter(({ when }) => when(mapping))
    .map(({ key, label, hint, fills }) => {
      const answer = run.answers[key]
      return { key, label, hint, fills, answer: fills ? (typeof answer === 'string' ? answer : '') : answer === true }
    })

async function toldOf(
  { db }: ImportContext,
  run: Run,
  seq: number,
): Promise<{ at: string; sound: boolean } | undefined> {
  const row = await db.importRow.findFirst({ where: { runId: run.id, seq } })
  return row ? { at: placeOf(run, row), sound: !verdictsOf.mend.includes(row.verdict as Verdict) } : undefined
}

const placeOf = (run: Run, row: { sheet: string; rowNo: number }) =>
  run.tables.length > 1 ? `${row.sheet} 第 ${row.rowNo} 行` : `第 ${row.rowNo} 行`

async function readRows(
  adapter: ImportAdapter,
  context: ImportContext,
  { run, variant }: { run: Run; variant: ImportVariant },
  tab: Tab,
  after: number,
) {
  const { actor, db } = context
  const where = { runId: run.id, verdict: { in: verdictsOf[tab] }, seq: { gt: after } }
  const stored = await db.importRow.findMany({ where, orderBy: { seq: 'asc' }, take: PAGE + 1 })
  const page = stored.slice(0, PAGE)
  const firsts = new Map(
    (
      await db.importRow.findMany({
        where: { runId: run.id, seq: { in: page.flatMap((row) => row.repeatOf ?? []) } },
        select: { seq: true, sheet: true, rowNo: true },
      })
    ).map((row) => [row.seq, row]),
  )
  const choices = tab === 'mend' ? await variant.choices(context) : {}
  const list = page.map((row): RowView => {
    const data = openData(run.id, row.dataEnc)
    const first = row.repeatOf === null ? undefined : firsts.get(row.repeatOf)
    const repeat: RowProblem[] = first
      ? [{ field: 'id_no', why: `与${placeOf(run, first)}重复；确为同一人的，请选“不导入此行”` }]
      : []
    const { face } = data
    return {
      seq: row.seq,
      at: placeOf(run, row),
      name: face ? (face.name ? maskName(face.name) : '—') : '',
      idNo: face?.idNo ? maskIdNumber(face.idNo) : '',
      day: face?.day ?? '',
      place: face?.place ?? '',
      note: row.note ?? '',
      warnings: row.warnings as string[],
      ...(row.caseId && { href: adapter.caseHref(actor.role, row.caseId) }),
      fields: tab === 'mend' ? fieldsOf(variant, data, [...(row.problems as RowProblem[]), ...repeat], choices) : [],
    }
  })
  const last = page.at(-1)
  return { list, ...(stored.length > PAGE && last && { next: last.seq }) }
}

/** Broken fields with what the file says; of a row without a face only what is broken and tells nobody apart. */
function fieldsOf(
  variant: ImportVariant,
  data: RowData,
  problems: RowProblem[],
  choices: Record<string, MendField['options']>,
): MendField[] {
  const mended = Object.fromEntries(Object.entries(data.mends).map(([key, text]) => [key, mendedCell(text)]))
  const cells = { ...data.cells, ...mended }
  const hidden = new Set(data.face ? [] : ['name', 'id_no', 'address', 'contact', 'contact_phone', 'phone'])
  const field = (key: string, problem?: RowProblem): MendField => {
    const cell = cells[key] ?? EMPTY
    const options = choices[key]
    return {
      key,
      label: variant.columns.find((column) => column.key === key)?.label ?? key,
      value: hidden.has(key) ? '' : cell.kind === 'date' && cell.day ? cell.day : cell.text.slice(0, 300),
      ...(problem && { why: problem.why }),
      ...(problem?.suggestion && data.face && { hint: `疑为 ${problem.suggestion}，请核对后填写` }),
      ...(options && { options }),
    }
  }
  const broken = new Map<string, RowProblem>()
  for (const problem of problems) if (!broken.has(problem.field)) broken.set(problem.field, problem)
  const beside = [...broken.keys()].flatMap((key) => variant.companions(key, cells)).filter((key) => !broken.has(key))
  const shown = [...new Set(beside)].filter((key) => data.face || isBlank(cells[key]))
  return [...[...broken].map(([key, problem]) => field(key, problem)), ...shown.map((key) => field(key))]
}
