import { copyFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { ownFolder } from '../support/own-folder'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { archivePath, readArchive, writeArchive } from '~/audit/archive/archive-file.server'
import { archiveMonths, expireArchives, spanOf } from '~/audit/archive/archive-months.server'
import { linesOnline } from '~/audit/chain/lines.server'
import { verifyLog } from '~/audit/chain/verify-log.server'
import { workerPrisma } from '~/lib/db.server'
import { seedPlaces } from '../support/cases'
import { asSuperuser, pastTriggers, testDatabase } from '../support/database'
import { logged } from '../support/people'
import { close, emptyLog, faults, minutes, read, run } from './lines'

const MARCH = '2026-03-01'
const NOW = new Date('2026-11-23T02:00:00Z')
const archive = (at = NOW) => archiveMonths(under(at), workerPrisma, at)
const expire = (at: Date) => expireArchives(under(at), workerPrisma, at)
/** Transactions of the worker under a clock, as the jobs open them. */
const under =
  (at: Date): typeof run =>
  (work) =>
    run(async (db) => {
      await db.$executeRaw`SELECT set_config('app.now', ${at.toISOString()}, true)`
      return work(db)
    })
const partitions = async () =>
  (
    await asSuperuser<{ name: string }>(
      `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'access_log'::regclass ORDER BY 1`,
    )
  ).map((part) => part.name)
const march = async () => {
  const texts: string[] = []
  for await (const { text } of readArchive(MARCH)) texts.push(text)
  return texts
}

beforeAll(async () => {
  ownFolder()
  await testDatabase()
  await seedPlaces()
})
beforeEach(async () => {
  await emptyLog()
  for (const month of ['202603', '202604', '202605', '202606', '202611'])
    rmSync(archivePath(`${month.slice(0, 4)}-${month.slice(4)}-01`), { force: true })
  await workerPrisma.$queryRaw`SELECT ensure_log_partitions('2026-03-01'::date, 4), ensure_log_partitions('2026-11-01'::date, 1)`
  // Around the end of March numbers and instants do not rise together: a long request of March ends in April.
  await read(new Date('2026-03-10T02:00:00Z'), 'march-1')
  await read(new Date('2026-03-31T15:58:00Z'), 'march-2')
  await read(new Date('2026-03-31T16:01:00Z'), 'april-1')
  await read(new Date('2026-03-31T15:59:00Z'), 'march-3')
  await close(new Date('2026-03-31T17:00:00Z'), 4)
  await read(new Date('2026-04-20T02:00:00Z'), 'april-2')
  await read(new Date('2026-06-20T02:00:00Z'), 'june-1')
  await close(new Date('2026-06-20T03:00:00Z'), 2)
  await read(NOW, 'november-1')
  await close(NOW, 1)
})

describe('a month past its time online', () => {
  it('leaves for a file, which is read back before the month is dropped; younger ones stay', async () => {
    const before = await asSuperuser<{ id: string }>('SELECT id FROM access_log ORDER BY id')
    expect(await archive()).toEqual([
      { month: '2026-03-01', rows: 3n },
      { month: '2026-04-01', rows: 2n },
    ])
    expect(await partitions()).toEqual([
      'access_log_202605',
      'access_log_202606',
      'access_log_202611',
      'access_log_rest',
    ])
    expect(statSync(archivePath(MARCH)).mode & 0o777).toBe(0o600)
    const texts = await march()
    expect(texts.map((text) => (JSON.parse(text) as unknown[])[6])).toEqual(['march-1', 'march-2', 'march-3'])
    expect(texts.map((text) => String((JSON.parse(text) as unknown[])[0]))).toEqual([
      before[0]!.id,
      before[1]!.id,
      before[3]!.id,
    ])
    expect(readFileSync(archivePath(MARCH)).includes('march-1')).toBe(false)
    expect((await logged('log_archive')).map((line) => line.data)).toEqual([
      { month: '2026-03-01', rows: 3 },
      { month: '2026-04-01', rows: 2 },
    ])
    expect(await archive()).toEqual([])
  })

  it('still verifies: with the archives line by line, without them by its place in the chain', async () => {
    await archive()
    const whole = await verifyLog(workerPrisma, NOW, { archives: true })
    expect(whole).toMatchObject({ batches: 3, rows: 7, faults: [] })
    const quick = await verifyLog(workerPrisma, NOW, { archives: false })
    expect(quick).toMatchObject({ batches: 3, faults: [] })
    expect(quick.rows).toBe(1)
    await pastTriggers(`UPDATE access_log SET event = 'x' WHERE file_token = 'june-1'`)
    expect(await faults(NOW, true)).toMatchObject([{ what: 'batch', batch: 2, why: 'content' }])
  })

  it('stays while one of its lines is in no batch', async () => {
    await read(new Date('2026-04-21T02:00:00Z'), 'april-3')
    expect((await archive()).map((one) => one.month)).toEqual([MARCH])
    expect(await partitions()).toContain('access_log_202604')
    await close(minutes(30, NOW), 2)
    expect((await archive()).map((one) => one.month)).toEqual(['2026-04-01'])
  })

  it('is taken up again where a run was cut off: after the file, and after its record', async () => {
    writeFileSync(archivePath(MARCH), 'half a file of a crash')
    writeFileSync(`${archivePath(MARCH)}.draft`, 'and a draft')
    const lines = linesOnline(workerPrisma, { from: 0n, during: spanOf('2026-04-01') })
    const facts = await writeArchive('2026-04-01', lines)
    await run((db) =>
      db.logArchive.create({ data: { ...facts, month: new Date('2026-04-01T00:00:00Z'), archivedAt: NOW } }),
    )
    expect(await archive()).toMatchObject([{ month: MARCH, rows: 3n }, { rows: 2n }])
    expect(await march()).toHaveLength(3)
    expect(existsSync(`${archivePath(MARCH)}.draft`)).toBe(false)
    expect(await faults(NOW, true)).toEqual([])
  })

  it('is not dropped for a file that is not as its record says', async () => {
    await asSuperuser(
      `INSERT INTO log_archive (month, rows, first_id, last_id, content_sm3, file_sm3, bytes, archived_at) VALUES ('2026-03-01', 3, 1, 4, 'x', 'x', 1, now())`,
    )
    await expect(archive()).rejects.toThrow(/missing/)
    expect(await partitions()).toContain('access_log_202603')
  })
})

describe('an archive file', () => {
  it.each([
    ['is gone', 'missing', () => rmSync(archivePath(MARCH))],
    ['was cut', 'changed', () => writeFileSync(archivePath(MARCH), readFileSync(archivePath(MARCH)).subarray(0, -5))],
    ['was emptied', 'changed', () => writeFileSync(archivePath(MARCH), '')],
    [
      'has one bit turned',
      'changed',
      () => {
        const bytes = readFileSync(archivePath(MARCH))
        bytes[bytes.length - 60]! ^= 1
        writeFileSync(archivePath(MARCH), bytes)
      },
    ],
    ['is that of another month', 'changed', () => copyFileSync(archivePath('2026-04-01'), archivePath(MARCH))],
  ])('that %s is found, and its batches are not called broken for it', async (_, why, change) => {
    await archive()
    change()
    expect(await faults(NOW, true)).toEqual([{ what: 'archive', month: MARCH, why }])
  })

  it('goes after its years, and the chain still stands', async () => {
    await archive()
    expect(await expire(new Date('2029-03-31T02:00:00Z'))).toEqual([])
    expect(await expire(new Date('2029-04-01T02:00:00Z'))).toEqual([MARCH])
    expect(existsSync(archivePath(MARCH))).toBe(false)
    expect(await expire(new Date('2029-04-01T02:00:00Z'))).toEqual([])
    expect(await faults(NOW, true)).toEqual([])
  })
})
