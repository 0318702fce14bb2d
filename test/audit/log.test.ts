import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { closeBatches, verifyBatches } from '~/audit/close-batches.server'
import { cleanUp } from '~/audit/clean-up.server'
import { raiseRevealAlarms } from '~/audit/reveal-alarm.server'
import { prisma, workerPrisma } from '~/lib/db.server'
import { asSuperuser, testDatabase, truncateAll } from '../support/database'

const POST = '01990000-0000-7000-8000-000000000001'
const at = new Date('2026-11-23T02:00:00Z')
const minutes = (n: number) => new Date(at.getTime() + n * 60_000)

/** One read as the application's role, under a clock. */
const read = (when: Date, file: string, fields = 1, event = 'read') =>
  prisma.$transaction(async (db) => {
    await db.$executeRaw`SELECT set_config('app.post', ${POST}, true), set_config('app.user', 'u1', true), set_config('app.unit', '340705001-JO1', true), set_config('app.now', ${when.toISOString()}, true)`
    await db.$executeRaw`SELECT log_access(${event}, ${file}, ${fields}::int, NULL, '127.0.0.1', 'r1', NULL)`
  })

/** Closes until n lines are closed: a transaction of anybody on the server that still runs holds the end of a batch back. */
const closes = (when: Date, n: number) =>
  vi.waitFor(async () => expect(await workerPrisma.$transaction((db) => closeBatches(db, when))).toBe(n), {
    timeout: 10_000,
    interval: 100,
  })

const lines = () =>
  asSuperuser<{ file_token: string; count: number }>('SELECT file_token, count FROM access_log ORDER BY id')

describe('the access log', () => {
  beforeAll(testDatabase)
  beforeEach(() => truncateAll())

  it('counts the same read of the same post within ten minutes in one row', async () => {
    await read(at, 'file-a')
    await read(minutes(9), 'file-a')
    await read(minutes(9), 'file-a', 5)
    await read(minutes(30), 'file-a')
    await read(minutes(30), 'file-b')
    expect((await lines()).map((line) => [line.file_token, line.count])).toEqual([
      ['file-a', 2],
      ['file-a', 1],
      ['file-a', 1],
      ['file-b', 1],
    ])
  })

  it('counts each reveal by itself', async () => {
    await read(at, 'file-a', 2, 'reveal')
    await read(minutes(1), 'file-a', 2, 'reveal')
    expect(await lines()).toHaveLength(2)
  })

  it('cannot be changed or emptied by the application or the worker', async () => {
    await read(at, 'file-a')
    for (const client of [prisma, workerPrisma]) {
      await expect(client.$executeRaw`UPDATE access_log SET event = 'x'`).rejects.toThrow(/permission denied/)
      await expect(client.$executeRaw`DELETE FROM access_log`).rejects.toThrow(/permission denied/)
      await expect(client.$executeRaw`TRUNCATE access_log`).rejects.toThrow(/permission denied/)
    }
  })

  it('closes finished lines into chained batches and finds a changed line', async () => {
    await read(at, 'file-a')
    await read(minutes(1), 'file-b')
    expect(await workerPrisma.$transaction((db) => closeBatches(db, minutes(5)))).toBe(0)
    await closes(minutes(20), 2)
    await read(minutes(40), 'file-c')
    await closes(minutes(60), 1)
    expect(await workerPrisma.$transaction((db) => verifyBatches(db))).toBeNull()
    await asSuperuser(`UPDATE access_log SET file_token = 'file-x' WHERE file_token = 'file-b'`)
    expect(await workerPrisma.$transaction((db) => verifyBatches(db))).toBe(1)
  })

  it('makes month partitions ahead, once, and moves early lines into theirs', async () => {
    await read(at, 'file-a')
    const make = () => workerPrisma.$queryRaw<{ n: number }[]>`SELECT ensure_log_partitions('2026-11-23'::date, 3) AS n`
    expect((await make())[0]?.n).toBe(3)
    expect((await make())[0]?.n).toBe(0)
    expect(await asSuperuser('SELECT 1 FROM access_log_202611')).toHaveLength(1)
    await read(new Date('2026-12-02T02:00:00Z'), 'file-b')
    expect(await asSuperuser('SELECT 1 FROM access_log_202612')).toHaveLength(1)
    expect(await asSuperuser('SELECT 1 FROM access_log_rest')).toHaveLength(0)
  })

  it('raises one alarm an hour for a post that reveals more files than its role may', async () => {
    await asSuperuser(
      `INSERT INTO region (code, name, short_name, tier) VALUES ('340705001', '西湖镇', '西湖', 'town')`,
    )
    await asSuperuser(
      `INSERT INTO unit (code, region_code, kind, name) VALUES ('340705001-JO1', '340705001', 'justice_office', '西湖镇司法所')`,
    )
    await asSuperuser(
      `INSERT INTO app_user (id, name, username, email, updated_at) VALUES ('u1', '甲', 'u1', 'u1@local.invalid', now())`,
    )
    await asSuperuser(
      `INSERT INTO post (id, user_id, role, unit_code, from_on) VALUES ($1, 'u1', 'TJ', '340705001-JO1', '2026-01-01')`,
      [POST],
    )
    await asSuperuser(
      `INSERT INTO rule_param (rule_id, effective_from, value, unit, label, source) VALUES ('X.reveal_per_hour.TJ', '2020-01-01', 3, 'count', '每小时显示次数', '项目规则')`,
    )
    for (const file of ['a', 'b', 'c']) await read(at, file, 2, 'reveal')
    expect(await raiseRevealAlarms(workerPrisma, minutes(1))).toBe(0)
    await read(minutes(2), 'd', 2, 'reveal')
    expect(await raiseRevealAlarms(workerPrisma, minutes(3))).toBe(1)
    expect(await raiseRevealAlarms(workerPrisma, minutes(4))).toBe(0)
  })

  it('clears what has served', async () => {
    await asSuperuser(
      `INSERT INTO draft (id, user_id, path, body_enc, created_at, expires_at) VALUES (gen_random_uuid(), 'u1', '/x', 'x', $1, $2)`,
      [minutes(-3000), minutes(-1)],
    )
    await asSuperuser(
      `INSERT INTO draft (id, user_id, path, body_enc, created_at, expires_at) VALUES (gen_random_uuid(), 'u1', '/x', 'x', $1, $2)`,
      [at, minutes(60)],
    )
    expect(await workerPrisma.$transaction((db) => cleanUp(db, at))).toMatchObject({ drafts: 1 })
    expect(await asSuperuser('SELECT 1 FROM draft')).toHaveLength(1)
  })
})
