/** Told lives into the tables, one statement a table. */
import type { BaseFacts } from '~/casefile/kind'
import { addRows, type Rows, type Runner } from './owner'
import type { Life, World } from './story'

type Row = Record<string, unknown>

export type Told = {
  lives: readonly Life<BaseFacts>[]
  links: Row[]
  referrals: Row[]
  /** Rows of no file, by table; those that the files' rows refer to. */
  beside?: Rows
}

/** Every row of the lives, with case, kind and owner set on the children. Tasks come last: they set the next due day. */
export function rowsOf({ lives, links, referrals, beside = {} }: Told): Rows {
  const { task: duties = [], ...first } = beside
  const rows: Rows = { ...first, person: [], case_file: [] }
  const tasks: Row[] = [...duties]
  for (const life of lives) {
    const child = { case_id: life.id, kind: life.kind.name, scope_key: life.file.scope_key }
    rows.person!.push(life.person)
    rows.case_file!.push(life.file)
    ;(rows[life.kind.table] ??= []).push({ ...life.own, ...child })
    for (const [table, list] of Object.entries(life.rows))
      (rows[table] ??= []).push(...list.map((row) => ({ ...row, ...child })))
    tasks.push(...life.tasks)
  }
  // A referral belongs to its file's owner of today.
  const owners = new Map(lives.map((life) => [life.id, life.file.scope_key]))
  const sent = referrals.map((row) => ({ ...row, from_key: owners.get(row.from_case_id as string) ?? null }))
  return { ...rows, case_link: links, referral: sent, task: tasks }
}

/** Writes the lives and the numbers they took. Runs as the owner. */
export async function writeLives(db: Runner, world: World, told: Told): Promise<void> {
  for (const [table, list] of Object.entries(rowsOf(told))) {
    const people = table === 'person' ? [...new Map(list.map((row) => [row.id, row])).values()] : list
    const added = await addRows(db, table, people)
    if (added !== people.length) throw new Error(`${table}: ${added} of ${people.length} rows were added`)
  }
  await db.query(
    `INSERT INTO number_series (series, last) SELECT key, value::int FROM jsonb_each_text($1::jsonb)
     ON CONFLICT (series) DO UPDATE SET last = greatest(number_series.last, excluded.last)`,
    [JSON.stringify(Object.fromEntries(world.numbers))],
  )
}
