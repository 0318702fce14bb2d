/** What the bench's databases hold beside the released: matters at the windows, relief, children and legal education. Added where it is missing. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { today, type LegalDay } from '~/lib/dates'
import { withOwner } from '../../../prisma/seed/owner'
import { seedReliefBase } from '../../../prisma/seed/relief'
import { root } from '../../../server/root'
import { withClient } from '../../../server/with-client'
import { addUsers } from '../users'
import { CHILD_TABLES, childRows } from './children'
import { copyFiles } from './copy'
import { settle } from './fill'
import { INTAKE_TABLES, intakeRows } from './intake'
import { LEGAL_TABLES, legalRows, NAME_MENTORS } from './legal-education'
import { RELIEF_TABLES, reliefRows } from './relief'
import type { Rows } from './rows'

type Say = (line: string) => void

interface Addition {
  label: string
  /** The kinds that are its own. */
  kinds: readonly string[]
  /** Beginnings of its persons' marks. */
  series: readonly string[]
  /** Its own table: the comment on it tells what the rows follow from. */
  own: string
  sources: readonly string[]
  tables: Record<string, readonly string[]>
  rows: (files: number, today: LegalDay) => Iterable<Rows>
  /** What triggers would have kept of the rows. */
  after?: string
}

const ADDITIONS: readonly Addition[] = [
  {
    ...{ label: 'matters at the windows', kinds: ['intake'], series: ['SL'], own: 'intake_file' },
    ...{ sources: ['plots', 'spine', 'intake'], tables: INTAKE_TABLES, rows: intakeRows },
  },
  {
    ...{ label: 'files of relief', kinds: ['relief_temp', 'relief_dibao'], series: ['JZ', 'DB'], own: 'relief_file' },
    ...{ sources: ['plots', 'spine', 'intake', 'relief'], tables: RELIEF_TABLES, rows: reliefRows },
    after: 'SELECT recount_budgets()',
  },
  {
    ...{ label: 'left-behind children', kinds: ['child'], series: ['ET'], own: 'child_file' },
    ...{ sources: ['plots', 'spine', 'children'], tables: CHILD_TABLES, rows: childRows },
  },
  {
    ...{
      label: 'services and mentoring of legal education',
      kinds: ['legal_lesson', 'mentoring'],
      series: ['FZ', 'JD'],
    },
    ...{ own: 'lvp_service', sources: ['plots', 'spine', 'legal-education'], tables: LEGAL_TABLES, rows: legalRows },
    after: NAME_MENTORS,
  },
]

/** What the rows of an addition follow from: others are made anew, those of the other additions stay. */
function recipe({ sources }: Addition): string {
  const hash = createHash('sha256')
  for (const file of sources) hash.update(readFileSync(join(root, `test/bench/database/${file}.ts`)))
  return hash.digest('hex').slice(0, 16)
}

/** Brings a filled database of so many files up to what this bench measures. Rows that are there already stay. */
export async function addMissing(superUrl: string, files: number, say: Say): Promise<void> {
  await withOwner(async (db) => {
    await addUsers(db, today())
    await seedReliefBase(db)
  })
  for (const addition of ADDITIONS) {
    const { label, own, tables, rows, after } = addition
    const known = await withClient(superUrl, (client) =>
      client.query<{ recipe: string | null }>(`SELECT obj_description('${own}'::regclass) AS recipe`),
    )
    if (known.rows[0]?.recipe === recipe(addition)) continue
    const began = Date.now()
    await clear(superUrl, addition)
    const n = await copyFiles(superUrl, tables, rows(files, today()))
    await settle(superUrl, Object.keys(tables))
    if (after) await withClient(superUrl, (client) => client.query(after))
    await withClient(superUrl, (client) => client.query(`COMMENT ON TABLE ${own} IS '${recipe(addition)}'`))
    say(`  ${n} ${label} in ${Math.round((Date.now() - began) / 1000)} s`)
  }
}

/** Takes out what an addition of another making, or one that broke off, has left. */
async function clear(superUrl: string, { kinds, series, tables }: Addition): Promise<void> {
  await withClient(superUrl, async (client) => {
    await client.query("SET session_replication_role = 'replica'")
    for (const table of Object.keys(tables))
      if (table !== 'person') await client.query(`DELETE FROM ${table} WHERE kind = ANY ($1)`, [kinds])
    await client.query('DELETE FROM person WHERE id_mac ~ $1', [`^(${series.join('|')})\\d`])
  })
}
