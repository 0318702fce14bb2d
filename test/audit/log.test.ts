import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cleanUp } from '~/audit/clean-up.server'
import { raiseRevealAlarms } from '~/audit/reveal-alarm.server'
import { workerPrisma } from '~/lib/db.server'
import { asSuperuser, testDatabase, truncateAll } from '../support/database'
import { minutes, POST, read, START as at } from './lines'

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
