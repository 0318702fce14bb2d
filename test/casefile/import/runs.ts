/** Uploads and runs for tests on the real database: places of the demo city, posts that may import, jobs run in place. */
import { readFile } from 'node:fs/promises'
import { setScope } from '~/access/scope.server'
import type { ImportContext, Verdict } from '~/casefile/import/adapter'
import { readRun } from '~/casefile/import/read-run.server'
import { receiveUpload } from '~/casefile/import/receive-upload.server'
import { writeRun } from '~/casefile/import/write-run.server'
import { handoffImport } from '~/domains/handoff/import/adapter.server'
import { prisma } from '~/lib/db.server'
import { env } from '~/lib/env.server'
import { forgetDirectory } from '~/orgs/find-units.server'
import { ensureVaultKeys } from '~/people/vault-mouth.server'
import { orgRows } from '../../../prisma/seed/org'
import { actorOf, seedPlaces } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { makePost, signedIn, type SignedIn } from '../../support/people'
import { sample } from './files'

/** A database with the demo city's regions and units, the rules, and the vault's keys. */
export async function importDatabase(): Promise<void> {
  await testDatabase()
  const { region, unit } = orgRows()
  for (const [table, rows] of Object.entries({ region: region.filter(({ code }) => String(code).length <= 9), unit })) {
    const given = JSON.stringify(table === 'unit' ? rows.filter((row) => String(row.region_code).length <= 9) : rows)
    await asSuperuser(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1)`, [given])
  }
  await seedPlaces()
  forgetDirectory()
  ensureVaultKeys(env.VAR_DIR)
}

export type Importer = SignedIn & { ctx: <T>(work: (context: ImportContext) => Promise<T>) => Promise<T> }

/** Somebody signed in at a post, and a transaction in that post's scope. */
export async function importer(role: 'JC' | 'PR' | 'TJ', unit: string): Promise<Importer> {
  const post = await signedIn(await makePost({ role, unit, name: '测试' }))
  const [place] = await asSuperuser<{ name: string; kind: string; region_code: string }>(
    'SELECT name, kind, region_code FROM unit WHERE code = $1',
    [unit],
  )
  const ctx = <T>(work: (context: ImportContext) => Promise<T>) =>
    prisma.$transaction(async (db) => {
      const own = { code: unit, name: place!.name, kind: place!.kind, regionCode: place!.region_code, regionName: '' }
      const actor = actorOf(role, unit, { postId: post.id, userId: post.userId, unit: own })
      await setScope(db, actor)
      return work({ actor, db })
    })
  return { ...post, ctx }
}

/** Uploads a file and has it read, as the page and the worker do. Gives the run's id. */
export async function upload(who: Importer, bytes: Buffer, name: string, variant = 'roster'): Promise<string> {
  const form = new FormData()
  form.set('variant', variant)
  form.set('file', new File([new Uint8Array(bytes)], name))
  const runId = await who.ctx((context) => receiveUpload(handoffImport, context, form))
  await read(who, runId)
  return runId
}

export const read = (who: Importer, runId: string) =>
  readRun(handoffImport, { runId, postId: who.id, userId: who.userId }, 'test')
export const write = (who: Importer, runId: string) =>
  writeRun(handoffImport, { runId, postId: who.id, userId: who.userId }, 'test')
export const uploadSample = async (who: Importer, name: string) => upload(who, await readFile(sample(name)), name)

export async function verdictsOf(runId: string): Promise<Partial<Record<Verdict, number>>> {
  const rows = await asSuperuser<{ verdict: Verdict; n: number }>(
    'SELECT verdict, count(*)::int AS n FROM import_row WHERE run_id = $1 GROUP BY 1',
    [runId],
  )
  return Object.fromEntries(rows.map(({ verdict, n }) => [verdict, n]))
}

export const runOf = async (runId: string) =>
  (
    await asSuperuser<{
      state: string
      message: string | null
      counts: Record<string, number>
      file_key_enc: string | null
      done: number
      total: number
    }>('SELECT * FROM import_run WHERE id = $1', [runId])
  )[0]!

/** How many files of a kind there are in all. */
export const filesIn = async (kind: string): Promise<number> =>
  (await asSuperuser<{ n: number }>('SELECT count(*)::int AS n FROM case_file WHERE kind = $1', [kind]))[0]!.n
export const envelopes = async (): Promise<number> =>
  (await asSuperuser<{ n: number }>('SELECT count(*)::int AS n FROM vault.mouth'))[0]!.n

/** Claims the run for writing as the confirm button does. */
export const confirmed = async (runId: string) =>
  void (await asSuperuser(`UPDATE import_run SET state = 'queued' WHERE id = $1`, [runId]))
