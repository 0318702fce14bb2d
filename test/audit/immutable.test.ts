/** Nobody changes what has been written: every role, every table, also partitions that are made later. */
import { beforeAll, describe, expect, it } from 'vitest'
import { prisma, workerPrisma } from '~/lib/db.server'
import { openAt, seedPlaces } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'
import { close, minutes, POST, read, START } from './lines'

const roles = [
  'guicheng_app',
  'guicheng_worker',
  'guicheng_mover',
  'guicheng_mouth',
  'guicheng_vault',
  'guicheng_owner',
]
/** Each with a change that somebody might want. */
const tables: Record<string, string> = {
  access_log: `file_token = 'x'`,
  access_log_202611: `post_id = NULL`,
  access_log_202702: `user_id = 'x'`,
  access_log_rest: `event = 'x'`,
  audit_batch: `sm3 = 'x'`,
  audit_anchor: `sm3 = 'x'`,
  audit_check: `sound = false`,
  log_archive: `content_sm3 = 'x'`,
  case_event: `step = 'x'`,
}
const REFUSED = /permission denied|append only|must be owner/

/** As a role, in a scope that lets it do whatever a policy lets anybody do. */
const as = (role: string, sql: string) =>
  asSuperuser(`BEGIN; SET LOCAL ROLE ${role};
    SELECT set_config('app.post', '${POST}', true), set_config('app.role', 'AU', true), set_config('app.range_kinds', 'support', true),
      set_config('app.write_kinds', 'support', true), set_config('app.lo', '34', true), set_config('app.hi', '35', true), set_config('app.now', '${START.toISOString()}', true);
    ${sql}; COMMIT`)
const refused = (role: string, sql: string) => expect(as(role, sql), `${role}: ${sql}`).rejects.toThrow(REFUSED)

beforeAll(async () => {
  await testDatabase()
  await workerPrisma.$queryRaw`SELECT ensure_log_partitions('2026-11-01'::date, 4)`
  await read(START, 'file-a')
  await read(new Date('2027-02-02T02:00:00Z'), 'file-b')
  await close(minutes(1), 2)
  await read(minutes(2), 'file-c')
  await asSuperuser(`INSERT INTO access_log (at, event) VALUES ('2031-01-01', 'list')`)
  await asSuperuser(
    `INSERT INTO audit_anchor (day, batch_id, to_id, sm3, at) SELECT '2026-11-23', id, to_id, sm3, closed_at FROM audit_batch`,
  )
  await asSuperuser(
    `INSERT INTO audit_check (at, asked, batches, rows, timelines, sound, faults) VALUES (now(), 'night', 1, 2, 0, true, '[]')`,
  )
  await asSuperuser(
    `INSERT INTO log_archive (month, rows, first_id, last_id, content_sm3, file_sm3, bytes, archived_at) VALUES ('2020-01-01', 0, 0, 0, '', '', 0, now())`,
  )
  await seedPlaces()
  await openAt('support', '340705001-JO1')
})

describe.each(roles)('%s', (role) => {
  it('changes, removes and empties nothing', async () => {
    for (const [table, change] of Object.entries(tables)) {
      await refused(role, `UPDATE ${table} SET ${change}`)
      await refused(role, `DELETE FROM ${table}`)
      await refused(role, `TRUNCATE ${table} CASCADE`)
    }
  })

  it('raises no count of its own accord', async () => {
    await refused(role, `UPDATE access_log SET count = 9 WHERE file_token = 'file-c'`)
    await refused(role, `UPDATE access_log SET count = count + 1 WHERE file_token = 'file-a'`)
  })

  it('writes no line past the functions', async () => {
    if (role === 'guicheng_owner' || role === 'guicheng_mover') return
    await refused(role, `INSERT INTO access_log (at, event) VALUES (now(), 'read')`)
    await refused(
      role,
      `INSERT INTO access_log_202611 (id, at, event) OVERRIDING SYSTEM VALUE VALUES (99, '2026-11-23', 'read')`,
    )
  })

  it('takes no month out and no trigger off, but for the owner', async () => {
    if (role === 'guicheng_owner') return
    await refused(role, `ALTER TABLE access_log DETACH PARTITION access_log_202702`)
    await refused(role, `DROP TABLE access_log_202702`)
    await refused(role, `ALTER TABLE access_log DISABLE TRIGGER USER`)
    await refused(role, `DROP TRIGGER keep_log ON access_log`)
    await refused(
      role,
      `CREATE OR REPLACE FUNCTION keep_log() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`,
    )
    await expect(as(role, `SET LOCAL session_replication_role = replica`)).rejects.toThrow(/permission denied/)
  })
})

it('a superuser meets the triggers as well', async () => {
  for (const [table, change] of Object.entries(tables)) {
    await expect(asSuperuser(`UPDATE ${table} SET ${change}`), table).rejects.toThrow(/append only/)
    await expect(asSuperuser(`DELETE FROM ${table}`), table).rejects.toThrow(/append only/)
    await expect(asSuperuser(`TRUNCATE ${table} CASCADE`), table).rejects.toThrow(/append only/)
  }
})

describe('the one change there is', () => {
  const counts = () =>
    asSuperuser<{ count: number }>(`SELECT count FROM access_log WHERE file_token = 'file-c' ORDER BY id`)

  it('is a count of one more, by the function, within ten minutes', async () => {
    await read(minutes(11), 'file-c')
    expect(await counts()).toEqual([{ count: 2 }])
    await read(minutes(13), 'file-c')
    expect(await counts()).toEqual([{ count: 2 }, { count: 1 }])
    const mover = (change: string) =>
      as('guicheng_mover', `SELECT set_config('app.now', '${minutes(13).toISOString()}', true); ${change}`)
    for (const wrong of ['count = count + 2', 'count = count - 1', 'count = count'])
      await expect(mover(`UPDATE access_log SET ${wrong} WHERE file_token = 'file-c'`)).rejects.toThrow(/append only/)
  })
})

it('the month of a line may leave the database only when an archive holds it', async () => {
  for (const call of [
    `drop_archived_log('2027-02-01')`,
    `expire_log_archive('2020-01-01')`,
    `ensure_log_partitions('2026-11-01', 9)`,
  ])
    await expect(prisma.$executeRawUnsafe(`SELECT ${call}`), call).rejects.toThrow(/permission denied/)
  await expect(workerPrisma.$executeRaw`SELECT drop_archived_log('2027-02-01'::date)`).rejects.toThrow(/not archived/)
  // Said to be archived, but too young, or not of as many lines.
  await asSuperuser(
    `INSERT INTO log_archive (month, rows, first_id, last_id, content_sm3, file_sm3, bytes, archived_at) VALUES ('2026-11-01', 0, 0, 0, '', '', 0, now())`,
  )
  const drop = (now: string) =>
    workerPrisma.$transaction(async (db) => {
      await db.$executeRaw`SELECT set_config('app.now', ${now}, true)`
      await db.$executeRaw`SELECT drop_archived_log('2026-11-01'::date)`
    })
  await expect(drop('2027-05-31T12:00:00+08:00')).rejects.toThrow(/still to be kept/)
  await expect(drop('2027-06-01T12:00:00+08:00')).rejects.toThrow(/does not hold/)
})

it('a line gets its number when its transaction has one', async () => {
  const [row] = await asSuperuser<{ data: string | null }>(
    `INSERT INTO access_log (at, event, data) SELECT '2026-11-23', 'list', to_jsonb(pg_current_xact_id_if_assigned()::text) RETURNING data #>> '{}' AS data`,
  )
  expect(row!.data).toMatch(/^\d+$/)
})
