/** Fills an empty, migrated database with case files, streamed into one COPY per table. */
import { availableParallelism } from 'node:os'
import type pg from 'pg'
import { today } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { makeRng } from '../../../prisma/seed/people'
import { seedOrg } from '../../../prisma/seed/org'
import { withOwner } from '../../../prisma/seed/owner'
import { withClient } from '../../../server/with-client'
import { addUsers, readPosts } from '../users'
import { copyFiles } from './copy'
import { OFFICE, plots } from './plots'
import { fileMaker, type Office, type Rows } from './rows'
import { TABLES } from './tables'

type Say = (line: string) => void

/** Files of each pair helper who signs in. */
const PAIRED = 15

/** People of the offices nobody signs in to; they only own files. */
const strangers = (n: number) => Array.from({ length: n }, (_, at) => ({ postId: uuidv7(), name: `乙${at + 1}` }))

/** The offices with their staff; those of the largest one are the users of the bench. */
async function offices(files: number): Promise<{ office: Office; files: number }[]> {
  return withOwner(async (db) => {
    const names = new Map((await db.query('SELECT code, name FROM unit')).rows.map((row) => [row.code, row.name]))
    const [owners, helpers] = [await readPosts(db, 'narrow'), await readPosts(db, 'party')]
    return plots(files).map(({ office: code, town, files }) => ({
      files,
      office: {
        ...{ code, town, name: String(names.get(code) ?? code) },
        owners: code === OFFICE ? owners : strangers(12),
        helpers: strangers(Math.max(1, Math.ceil(files / 200))),
        first: code === OFFICE ? Array.from({ length: PAIRED }, () => helpers).flat() : [],
      },
    }))
  })
}

/** Adds organisation, people and `files` case files. The settings name the database; `superUrl` is its superuser's. */
export async function fill(superUrl: string, files: number, say: Say): Promise<void> {
  const began = Date.now()
  await withOwner(async (db) => {
    await seedOrg(db)
    await addUsers(db, today())
  })
  const all = await offices(files)
  const n = await copyFiles(superUrl, TABLES, filesOf(all), (n) => {
    if (n % 100_000 === 0) say(`  ${n} files, ${Math.round((Date.now() - began) / 1000)} s`)
  })
  await settle(superUrl)
  say(`  ${n} files in ${Math.round((Date.now() - began) / 1000)} s`)
}

function* filesOf(all: Awaited<ReturnType<typeof offices>>): Generator<Rows> {
  const make = fileMaker(makeRng(34_07), today())
  let n = 0
  for (const { office, files } of all) for (let i = 0; i < files; i++) yield make(++n, office)
}

/** Statistics and visibility of these tables, or of all, as autovacuum leaves them, and everything on disk. */
export async function settle(superUrl: string, tables: readonly string[] = []): Promise<void> {
  await withClient(superUrl, async (client: pg.Client) => {
    await client.query(`SET max_parallel_maintenance_workers = ${availableParallelism()}`)
    await client.query(`VACUUM (ANALYZE) ${tables.join(', ')}`)
    await client.query('CHECKPOINT')
  })
}
