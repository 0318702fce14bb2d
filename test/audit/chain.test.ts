import { appendFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { ownFolder } from '../support/own-folder'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { anchorDay } from '~/audit/chain/anchors.server'
import { closeBatches } from '~/audit/chain/close-batches.server'
import type { Fault } from '~/audit/chain/faults'
import { recordCheck } from '~/audit/chain/record-check.server'
import { workerPrisma } from '~/lib/db.server'
import { env } from '~/lib/env.server'
import { asSuperuser, pastTriggers, testDatabase } from '../support/database'
import { logged } from '../support/people'
import { close, emptyLog, faults, minutes, POST, read, run, START } from './lines'

const folder = () => join(env.VAR_DIR, 'anchors')
const file = () => join(folder(), '2026-11.txt')
const batches = () =>
  asSuperuser<{ id: number; from_id: string; to_id: string; rows: number; sm3: string }>(
    'SELECT * FROM audit_batch ORDER BY id',
  )
const brief = (found: Fault[]) => found.map((fault) => ('why' in fault ? `${fault.what} ${fault.why}` : fault.what))

beforeAll(async () => {
  ownFolder()
  await testDatabase()
  await workerPrisma.$queryRaw`SELECT ensure_log_partitions('2026-11-01'::date, 2)`
})
const empty = async () => {
  await emptyLog()
  rmSync(folder(), { recursive: true, force: true })
}

/** Three batches: lines 1–3, 4–6, 7–9. */
async function threeBatches(): Promise<void> {
  for (const part of [0, 1, 2]) {
    for (const one of [0, 1, 2]) await read(minutes(part * 60 + one), `file-${part}${one}`)
    await close(minutes(part * 60 + 5), 3)
  }
}

describe('batches', () => {
  beforeEach(empty)

  it('are closed behind the fence that a run set, ten minutes later', async () => {
    await read(START, 'file-a')
    expect(await closeBatches(run, minutes(1))).toBe(0)
    await read(minutes(2), 'file-b')
    expect(await closeBatches(run, minutes(10))).toBe(0)
    await close(minutes(11), 1)
    expect(await batches()).toMatchObject([{ from_id: '1', to_id: '1', rows: 1 }])
    await close(minutes(40), 1)
    expect(await batches()).toMatchObject([{}, { from_id: '2', to_id: '2', rows: 1 }])
    expect(await faults()).toEqual([])
  })

  it('wait for a transaction that drew a number and has not ended', async () => {
    const client = new pg.Client({ connectionString: env.DATABASE_URL })
    await client.connect()
    await client.query('BEGIN')
    await client.query(`SELECT log_access('list', NULL, 0, NULL, '', 'slow', NULL)`)
    await read(START, 'file-a')
    await closeBatches(run, minutes(1))
    for (const later of [11, 60, 600]) expect(await closeBatches(run, minutes(later))).toBe(0)
    await client.query('COMMIT')
    await client.end()
    await close(minutes(700), 2)
    expect(await batches()).toMatchObject([{ from_id: '1', to_id: '2', rows: 2 }])
    expect(await faults()).toEqual([])
  })

  it('wait for a reader that is just raising a count, and close the door behind them', async () => {
    await read(START, 'file-a')
    await closeBatches(run, START)
    const reader = new pg.Client({ connectionString: env.DATABASE_URL })
    await reader.connect()
    await reader.query('BEGIN')
    await reader.query(
      `SELECT set_config('app.post', $1, true), set_config('app.user', 'u1', true), set_config('app.now', $2, true)`,
      [POST, minutes(9).toISOString()],
    )
    const again = `SELECT log_access('read', 'file-a', 1, NULL, '', 'r2', NULL)`
    await reader.query(again)
    let done = false
    const closing = closeBatches(run, minutes(10)).then((n) => ((done = true), n))
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(done).toBe(false)
    // Meanwhile nobody waits for the closer: another reader's line is a new one.
    await read(minutes(9), 'file-a')
    await reader.query('COMMIT')
    await closing
    await close(minutes(11), 1)
    // What a batch holds is never raised again, also within ten minutes, also seen from an older snapshot.
    await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ')
    await reader.query(
      `SELECT set_config('app.post', $1, true), set_config('app.user', 'u1', true), set_config('app.now', $2, true)`,
      [POST, minutes(9.5).toISOString()],
    )
    await reader.query(again)
    await reader.query('COMMIT')
    await reader.end()
    const lines = await asSuperuser<{ count: number }>('SELECT count FROM access_log ORDER BY id')
    expect(lines.map((line) => line.count)).toEqual([2, 1, 1])
    await close(minutes(60), 1)
    expect(await faults()).toEqual([])
  })

  it('catch up over more lines than one batch takes', async () => {
    await asSuperuser(
      `INSERT INTO access_log (at, event) SELECT '2026-11-23T02:00:00Z', 'list' FROM generate_series(1, 25000)`,
    )
    await close(minutes(1), 25_000)
    expect((await batches()).map((batch) => batch.rows)).toEqual([10_000, 10_000, 5_000])
    expect(await faults()).toEqual([])
  })

  it('do not take a number that was drawn and never written for a line that was removed', async () => {
    await read(START, 'file-a')
    await asSuperuser(`SELECT nextval('access_log_id_seq') FROM generate_series(1, 40)`)
    await read(minutes(1), 'file-b')
    await asSuperuser(`SELECT nextval('access_log_id_seq')`)
    await close(minutes(2), 2)
    await read(minutes(30), 'file-c')
    await close(minutes(31), 1)
    expect(await batches()).toMatchObject([
      { from_id: '1', to_id: '43', rows: 2 },
      { from_id: '44', to_id: '44', rows: 1 },
    ])
    expect(await faults()).toEqual([])
  })

  it('name the batch, its numbers and how many lines there are, and hide no second one', async () => {
    await threeBatches()
    await pastTriggers(`DELETE FROM access_log WHERE id = 5; UPDATE access_log SET event = 'list' WHERE id = 8`)
    expect(await faults()).toEqual([
      { what: 'batch', batch: 2, from: '4', to: '6', why: 'rows', rows: 3, found: 2 },
      { what: 'batch', batch: 3, from: '7', to: '9', why: 'content', rows: 3, found: 3 },
    ])
  })

  it('are missed when lines wait for more than a day, and partitions when lines lie in none', async () => {
    const may = new Date('2027-05-03T02:00:00Z')
    await read(may, 'file-a')
    expect(await faults(may)).toEqual([{ what: 'stray', rows: 1 }])
    // The next run of the job makes the month that is missing.
    await workerPrisma.$queryRaw`SELECT ensure_log_partitions('2026-11-01'::date, 1)`
    expect(await asSuperuser('SELECT file_token FROM access_log_202705')).toEqual([{ file_token: 'file-a' }])
    expect(await faults(minutes(60, may))).toEqual([])
    expect(brief(await faults(minutes(1500, may)))).toEqual(['unclosed'])
  })
})

describe('tampering past every right', () => {
  beforeAll(async () => {
    await empty()
    await threeBatches()
    await anchorDay(run, minutes(300))
    await asSuperuser(
      'CREATE SCHEMA kept; CREATE TABLE kept.line AS SELECT * FROM access_log; CREATE TABLE kept.batch AS SELECT * FROM audit_batch',
    )
  })

  it.each([
    ['another file', `UPDATE access_log SET file_token = 'file-x' WHERE id = 5`, ['batch content']],
    ['another address', `UPDATE access_log SET ip = '10.0.0.1' WHERE id = 5`, ['batch content']],
    ['another unit', `UPDATE access_log SET unit_code = '340705002-JO1' WHERE id = 5`, ['batch content']],
    ['another request', `UPDATE access_log SET request_id = 'r9' WHERE id = 5`, ['batch content']],
    ['another count', `UPDATE access_log SET count = 2 WHERE id = 5`, ['batch content']],
    ['another instant', `UPDATE access_log SET at = at + interval '1 ms' WHERE id = 5`, ['batch content']],
    ['other data', `UPDATE access_log SET data = '{"a": "甲", "b": 1}' WHERE id = 5`, ['batch content']],
    ['a line removed', `DELETE FROM access_log WHERE id = 5`, ['batch rows']],
    ['all lines of a batch removed', `DELETE FROM access_log WHERE id BETWEEN 4 AND 6`, ['batch rows']],
    ['the first line removed', `DELETE FROM access_log WHERE id = 1`, ['batch rows']],
    ['the last line removed', `DELETE FROM access_log WHERE id = 9`, ['batch rows']],
    [
      'a line put in another’s place',
      `DELETE FROM access_log WHERE id = 5; INSERT INTO access_log (id, at, event) OVERRIDING SYSTEM VALUE VALUES (5, '2026-11-23T03:01:00Z', 'read')`,
      ['batch content'],
    ],
    [
      'lines added backwards',
      `INSERT INTO access_log (id, at, event) OVERRIDING SYSTEM VALUE VALUES (-3, '2026-11-23', 'read'), (5, '2026-11-23', 'read')`,
      ['batch rows', 'batch rows'],
    ],
    [
      'two lines changed over',
      `UPDATE access_log a SET file_token = b.file_token, at = b.at FROM access_log b WHERE a.id IN (4, 6) AND b.id = 10 - a.id`,
      ['batch content'],
    ],
    ['a batch dropped in the middle', `DELETE FROM audit_batch WHERE id = 2`, ['batch link']],
    ['the first batch dropped', `DELETE FROM audit_batch WHERE id = 1`, ['batch link']],
    ['the last batch dropped', `DELETE FROM audit_batch WHERE id = 3`, ['anchor no_batch']],
    ['a batch rewritten', `UPDATE audit_batch SET rows = 2 WHERE id = 2`, ['batch rows']],
    ['the chain forked', `UPDATE audit_batch SET prev = '' WHERE id = 2`, ['batch link']],
  ])('shows %s', async (_, change, found) => {
    await pastTriggers(change)
    expect(brief(await faults(minutes(300)))).toEqual(found)
    await pastTriggers(`DELETE FROM access_log; INSERT INTO access_log OVERRIDING SYSTEM VALUE SELECT * FROM kept.line;
      DELETE FROM audit_batch; INSERT INTO audit_batch SELECT * FROM kept.batch`)
    expect(await faults(minutes(300))).toEqual([])
  })
})

describe('anchors', () => {
  const found = async () => brief(await faults(minutes(300)))

  beforeEach(async () => {
    await empty()
    await threeBatches()
    await anchorDay(run, minutes(300))
    await anchorDay(run, minutes(300 + 24 * 60))
  })

  it('stand in a file and in the database, once a day', async () => {
    const last = (await batches()).at(-1)!
    await anchorDay(run, minutes(310))
    expect(readFileSync(file(), 'utf8')).toBe(`2026-11-23 3 9 ${last.sm3}\n2026-11-24 3 9 ${last.sm3}\n`)
    expect(await asSuperuser('SELECT 1 FROM audit_anchor')).toHaveLength(2)
    expect(await found()).toEqual([])
  })

  it('show a file that was cut, emptied, removed, rewritten or grew', async () => {
    const whole = readFileSync(file(), 'utf8')
    const lines = whole.split('\n')
    truncateSync(file(), lines[0]!.length + 1)
    expect(await found()).toEqual(['anchor no_line'])
    truncateSync(file(), whole.length - 40)
    expect(await found()).toEqual(['anchor no_line'])
    truncateSync(file(), 0)
    expect(await found()).toEqual(['anchor no_line', 'anchor no_line'])
    rmSync(file())
    expect(await found()).toEqual(['anchor no_line', 'anchor no_line'])
    writeFileSync(file(), whole.replace('2026-11-23 3', '2026-11-23 2'))
    expect(await found()).toEqual(['anchor differs'])
    writeFileSync(file(), whole.replace('2026-11-23', '2026-11-22'))
    expect(await found()).toEqual(['anchor no_record', 'anchor no_line'])
    writeFileSync(file(), `${whole}rubbish\n`)
    expect(await found()).toEqual(['anchor unreadable'])
    writeFileSync(file(), whole)
    expect(await found()).toEqual([])
  })

  it('show a last batch that was dropped and closed anew over changed lines', async () => {
    await pastTriggers(
      `DELETE FROM audit_batch WHERE id = 3; DELETE FROM audit_fence; UPDATE access_log SET file_token = 'x' WHERE id = 9`,
    )
    await close(minutes(400), 3)
    expect(await found()).toEqual(['anchor no_batch', 'anchor no_batch'])
  })

  it('complete what a crash between file and database left, and half a line', async () => {
    await pastTriggers(`DELETE FROM audit_anchor WHERE day = '2026-11-24'`)
    expect(await found()).toEqual(['anchor no_record'])
    await anchorDay(run, minutes(300 + 24 * 60))
    expect(await found()).toEqual([])
    appendFileSync(file(), '2026-11-25 3 9 ab')
    await anchorDay(run, minutes(300 + 48 * 60))
    expect(readFileSync(file(), 'utf8').split('\n')).toHaveLength(4)
    expect(await found()).toEqual([])
  })

  it('wait for the first batch', async () => {
    await emptyLog()
    rmSync(folder(), { recursive: true })
    expect(await anchorDay(run, START)).toBeUndefined()
    expect(existsSync(folder())).toBe(false)
  })
})

describe('a check', () => {
  beforeEach(empty)

  it('is written down, tells everybody only whether all is sound, and raises an alarm if not', async () => {
    const sound = async () =>
      (await workerPrisma.$queryRaw<{ sound: boolean | null }[]>`SELECT log_sound() AS sound`)[0]!.sound
    expect(await sound()).toBeNull()
    const check = { asked: 'night' as const, batches: 3, rows: 9, timelines: 0 }
    await run((db) => recordCheck(db, START, { ...check, faults: [] }))
    expect(await sound()).toBe(true)
    const fault: Fault = { what: 'stray', rows: 2 }
    await run((db) => recordCheck(db, START, { ...check, faults: Array<Fault>(60).fill(fault) }))
    expect(await sound()).toBe(false)
    expect((await logged('chain_alarm')).map((line) => line.data)).toEqual([{ what: ['stray'], faults: 60 }])
    expect((await workerPrisma.auditCheck.findMany()).map((row) => (row.faults as unknown[]).length)).toEqual([0, 50])
  })
})
