import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { keyCheckValue } from '~/lib/crypto.server'
import { embeddedUrl, env, HASH_ROUNDS } from '~/lib/env.server'
import { migrate, prismaCli } from '../../server/migrate'
import { knownMigrations } from '../../server/migrations'
import {
  ensureKeyCheck,
  refusePowerfulRole,
  refuseQuickHash,
  refuseSetClock,
  refuseWrongKey,
  Refusal,
} from '../../server/refusals'
import { asSuperuser, testDatabase } from '../support/database'
import { askEngine } from '../support/engine'

const EMPTY = 'migrate_probe'
const at = (login: 'owner' | 'worker', database: string) =>
  embeddedUrl(login, inject('varDir'), inject('postgresPort'), database)

async function as<T>(url: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}

beforeAll(async () => {
  await testDatabase()
  await asSuperuser(`DROP DATABASE IF EXISTS ${EMPTY} WITH (FORCE)`)
  await asSuperuser(`CREATE DATABASE ${EMPTY} OWNER guicheng_owner`)
})
afterAll(() => asSuperuser(`DROP DATABASE ${EMPTY} WITH (FORCE)`))

describe('prisma migrate through the WebAssembly engine', () => {
  it(
    'deploys to an empty database, knows that it did, and finds the tables of the models',
    { timeout: 120_000 },
    async () => {
      const urls = { ownerUrl: at('owner', EMPTY), workerUrl: at('worker', EMPTY) }
      expect(await migrate(urls)).toEqual(knownMigrations())
      expect(await migrate(urls)).toEqual([])
      expect(await prismaCli(['migrate', 'status'], urls.ownerUrl)).toContain('Database schema is up to date')
      const diff = await prismaCli(
        ['migrate', 'diff', '--from-migrations', 'prisma/migrations', '--to-schema', 'prisma', '--script'],
        urls.ownerUrl,
      )
      // Prisma cannot say generated columns and operator classes; tables and columns it can.
      expect(diff).not.toMatch(/CREATE TABLE|DROP TABLE|ADD COLUMN|DROP COLUMN|SET DATA TYPE/)
      const queue = await asSuperuser<{ owner: string }>(
        `SELECT pg_get_userbyid(nspowner) AS owner FROM pg_namespace WHERE nspname = 'graphile_worker'`,
        [],
        EMPTY,
      )
      expect(queue).toEqual([{ owner: 'guicheng_worker' }])
    },
  )

  it('answers a request it does not know, and one after it', async () => {
    const answers = await askEngine(env.DATABASE_OWNER_URL, [
      { method: 'noSuchThing', params: {} },
      { method: 'version', params: null },
    ])
    expect(answers.map((answer) => answer.id)).toEqual([1, 2])
    expect(answers[0]?.error).toBeDefined()
    expect(answers[1]?.result).toContain('PostgreSQL')
  })
})

describe('the program refuses to run', () => {
  it('with the owner or a superuser as its login, not with the application’s own', async () => {
    await expect(as(env.DATABASE_OWNER_URL, refusePowerfulRole)).rejects.toThrow(/owns tables/)
    const superUrl = embeddedUrl(
      'postgres',
      inject('varDir'),
      inject('postgresPort'),
      new URL(env.DATABASE_URL).pathname.slice(1),
    )
    await expect(as(superUrl, refusePowerfulRole)).rejects.toThrow(/superuser/)
    await as(env.DATABASE_URL, refusePowerfulRole)
  })

  it('with a key file that the database was not written with', async () => {
    await expect(as(env.DATABASE_URL, refuseWrongKey)).rejects.toThrow(/no key check value/)
    await as(env.DATABASE_OWNER_URL, ensureKeyCheck)
    await as(env.DATABASE_URL, refuseWrongKey)
    expect(await asSuperuser('SELECT value FROM key_check')).toEqual([{ value: keyCheckValue() }])
    await asSuperuser(`UPDATE key_check SET value = 'other'`)
    await expect(as(env.DATABASE_URL, refuseWrongKey)).rejects.toThrow(Refusal)
  })

  it('with a clock that is set, outside of tests and demo', () => {
    const CLOCK = '2026-11-23T08:30:00+08:00'
    expect(() => refuseSetClock({ CLOCK, DEMO: false })).toThrow(Refusal)
    refuseSetClock({ CLOCK, DEMO: true })
    refuseSetClock({ DEMO: false })
  })

  it('with a quick hash of passwords', () => {
    expect(() => refuseQuickHash({ HASH_ROUNDS: 1000 })).toThrow(Refusal)
    refuseQuickHash({ HASH_ROUNDS })
  })
})
