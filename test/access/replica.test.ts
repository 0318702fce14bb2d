/** Lists, figures and exports on a replica: what the reader wrote himself is never missing, and nothing gets past the scope. */
import { createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '~/access/actor'
import { readAsPost } from '~/access/as-post.server'
import { readOnReplica } from '~/access/replica/read-on-replica.server'
import { forgetPosition, notePosition } from '~/access/replica/write-position.server'
import { logAccess } from '~/audit/log.server'
import { countCases } from '~/casefile/find.server'
import { ruleBook } from '~/casefile/rules.server'
import { now, setClock, today } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { parseEnv } from '~/lib/env.server'
import { notFound } from '~/lib/errors'
import { transaction } from '~/lib/transaction.server'
import * as list from '~/routes/handoff.list'
import * as figures from '~/routes/handoff.statistics'
import * as people from '~/routes/people'
import { actorOf, openAt } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'
import { logged, makePost, newcomer, seedOrg, signedIn, type SignedIn } from '../support/people'
import {
  dropReplica,
  EVERYTHING,
  makeReplica,
  NOTHING,
  onCopy,
  replicaAt,
  replicaUrl,
  stands,
} from '../support/replica'

const OFFICE = '340705001-JO1'
const OTHER = '340706001-JO1'
const KNOWN = { wrote: '0/1', now: '0/1' }
let tj: SignedIn
let other: SignedIn

beforeAll(async () => {
  await testDatabase()
  await seedOrg()
  setClock('2026-11-23T09:00:00+08:00')
  tj = await newcomer('TJ', OFFICE)
  other = await newcomer('TJ', OTHER)
  await openAt('handoff', OFFICE, [{}, {}])
  await openAt('handoff', OTHER, [{}])
  for (const { sessionId } of [tj, other]) await notePosition(sessionId)
  await makeReplica()
  await onCopy(`UPDATE case_file SET case_no = 'COPY-' || case_no`)
})
afterAll(async () => {
  await dropReplica()
  setClock(null)
})
beforeEach(async () => {
  replicaAt(replicaUrl())
  await stands()
  for (const { sessionId } of [tj, other]) await notePosition(sessionId)
})

type Rows = { data: { rows: { caseNo: string }[] } }
const numbers = async (who: SignedIn) => {
  const { status, data } = await who.get(list.loader, '/handoff')
  expect(status).toBe(200)
  return (data as unknown as Rows).data.rows.map((row) => row.caseNo)
}
const COPY = /^COPY-/
/** Where the list of this person is read now. */
const readAt = async (who: SignedIn): Promise<'replica' | 'primary'> => {
  const found = await numbers(who)
  expect(found.length).toBeGreaterThan(0)
  expect(new Set(found.map((one) => COPY.test(one))).size).toBe(1)
  return COPY.test(found[0]!) ? 'replica' : 'primary'
}
/** The tests' server answers a commit before its log is written (synchronous_commit): that is waited for. */
const writes = async (who: SignedIn): Promise<void> => {
  await who.post(list.action, '/handoff', { rows: '2' })
  const [{ at }] = (await asSuperuser<{ at: string }>('SELECT pg_current_wal_insert_lsn()::text AS at')) as [
    { at: string },
  ]
  await expect
    .poll(
      async () =>
        (await asSuperuser<{ done: boolean }>('SELECT pg_current_wal_lsn() >= $1::pg_lsn AS done', [at]))[0]?.done,
    )
    .toBe(true)
}
const actor = (who: SignedIn): Actor =>
  actorOf('TJ', who.unit, { postId: who.id, userId: who.userId, sessionId: who.sessionId, now: now(), today: today() })
const positionOf = async (who: SignedIn) =>
  (
    await asSuperuser<{ at: string | null }>('SELECT wal_position::text AS at FROM app_session WHERE id = $1', [
      who.sessionId,
    ])
  )[0]!.at
const isAfter = async (one: string, than: string) =>
  (await asSuperuser<{ after: boolean }>('SELECT $1::pg_lsn > $2::pg_lsn AS after', [one, than]))[0]!.after

describe('a page that reads on the replica', () => {
  it('shows what stands there, in the scope of the post', async () => {
    expect(await numbers(tj)).toHaveLength(2)
    expect(await readAt(tj)).toBe('replica')
    expect(await numbers(other)).toHaveLength(1)
    expect(await readAt(other)).toBe('replica')
  })

  it('is one of figures, too, and what the replica tells of rules and units stays with it', async () => {
    await onCopy(`UPDATE rule_param SET value = 1 WHERE rule_id = 'X.small_cell'`)
    expect((await tj.get(figures.loader, '/handoff/statistics')).status).toBe(200)
    const small = await readOnReplica(
      actor(tj),
      KNOWN,
      async (db) => (await ruleBook(db)).rule('X.small_cell', today()).value,
    )
    expect(small).toEqual({ given: 1 })
    const book = await transaction((db) => ruleBook(db))
    expect(book.rule('X.small_cell', today()).value).not.toBe(1)
  })

  it('writes its lines of the log to the primary, once', async () => {
    const before = (await logged('names')).length
    const pass = await tj.post(people.action, '/people?q=SH', { purpose: 'help' })
    await stands()
    expect(pass.location).toContain('names=')
    const { data } = await tj.get(people.loader, pass.location!)
    expect(JSON.stringify(data)).toContain('COPY-')
    const after = await logged('names')
    expect(after.length).toBe(before + 1)
    expect(after.at(-1)).toMatchObject({ post_id: tj.id, data: { kind: 'handoff', rows: 2 } })
    expect(await onCopy(`SELECT 1 FROM access_log WHERE event = 'names'`)).toHaveLength(before)
  })

  it('asks the primary alone for session and post', async () => {
    const leaver = await newcomer('TJ', OFFICE)
    await notePosition(leaver.sessionId)
    expect(await readAt(leaver)).toBe('replica')
    await asSuperuser(`UPDATE post SET until_on = '2026-11-01' WHERE id = $1`, [leaver.id])
    expect((await leaver.get(list.loader, '/handoff')).location).toMatch(/^\/posts/)
    await asSuperuser('UPDATE app_session SET ended_at = now() WHERE id = $1', [leaver.sessionId])
    expect((await leaver.get(list.loader, '/handoff')).location).toMatch(/^\/sign-in/)
  })
})

describe('who wrote', () => {
  it('is not shown a replica that is behind him; others are', async () => {
    await stands({ replayed: (await positionOf(other))! })
    await writes(tj)
    expect(await readAt(tj)).toBe('primary')
    expect(await readAt(other)).toBe('replica')
    await stands({ replayed: (await positionOf(tj))! })
    expect(await readAt(tj)).toBe('replica')
  })

  it('has a position after his commit', async () => {
    const [before] = await asSuperuser<{ at: string }>('SELECT pg_current_wal_insert_lsn()::text AS at')
    await writes(tj)
    expect(await isAfter((await positionOf(tj))!, before!.at)).toBe(true)
  })

  it('is sent to the primary once while his position is not known: after sign-in, and when it was lost after a commit', async () => {
    const fresh = await newcomer('TJ', OFFICE)
    expect(await positionOf(fresh)).toBeNull()
    expect(await readAt(fresh)).toBe('primary')
    expect(await readAt(fresh)).toBe('replica')
    await transaction((db) => forgetPosition(db, fresh.sessionId))
    expect(await readAt(fresh)).toBe('primary')
    expect(await readAt(fresh)).toBe('replica')
  })

  it('with two sessions has two positions', async () => {
    const post = await makePost({ role: 'TJ', unit: OFFICE })
    const [one, two] = [await signedIn(post), await signedIn(post)]
    for (const { sessionId } of [one, two]) await notePosition(sessionId)
    await stands({ replayed: (await positionOf(two))! })
    await writes(one)
    expect([await readAt(one), await readAt(two)]).toEqual(['primary', 'replica'])
  })

  it('twice at once is not believed after the first: noting waits for the second, and is then after it', async () => {
    let noted: Promise<void> | undefined
    const during = await transaction(async (db) => {
      await db.$queryRaw`SELECT 1 AS held FROM app_session WHERE id = ${tj.sessionId} FOR NO KEY UPDATE`
      await forgetPosition(db, tj.sessionId)
      noted = notePosition(tj.sessionId)
      await expect
        .poll(() => asSuperuser(`SELECT 1 FROM pg_locks WHERE NOT granted AND locktype IN ('transactionid', 'tuple')`))
        .not.toHaveLength(0)
      await db.$executeRaw`UPDATE app_user SET updated_at = now() WHERE id = ${tj.userId}`
      const [row] = await db.$queryRaw<{ at: string }[]>`SELECT pg_current_wal_insert_lsn()::text AS at`
      return row!.at
    })
    await noted
    expect(await isAfter((await positionOf(tj))!, during)).toBe(true)
  })

  it('costs nothing where there is no replica', async () => {
    const before = await positionOf(tj)
    replicaAt(undefined)
    await writes(tj)
    expect(await readAt(tj)).toBe('primary')
    expect(await positionOf(tj)).toBe(before)
  })
})

describe('a replica that must not be asked', () => {
  it('is one far behind; one that knows all, however quiet it is, may be', async () => {
    await stands({ replayed: (await positionOf(tj))!, secondsAgo: 11 })
    await writes(other)
    expect(await readAt(tj)).toBe('primary')
    replicaAt(replicaUrl())
    await stands({ replayed: (await positionOf(tj))!, secondsAgo: 5 })
    expect(await readAt(tj)).toBe('replica')
    await stands({ replayed: EVERYTHING, secondsAgo: 3600 })
    expect(await readAt(tj)).toBe('replica')
  })

  it('is none, but a server that was promoted', async () => {
    await stands({ recovering: false })
    expect(await readAt(tj)).toBe('primary')
  })

  it.each(['owner', 'postgres', 'worker', 'vault'] as const)(
    'is named with the login %s: that is no setting',
    (login) => {
      expect(() => parseEnv({ ...process.env, DATABASE_REPLICA_URL: replicaUrl(login) })).toThrow('guicheng_app')
      expect(() => parseEnv({ DATABASE_REPLICA_URL: replicaUrl(login) })).toThrow('guicheng_app')
      expect(parseEnv({ DATABASE_REPLICA_URL: replicaUrl() }).DATABASE_REPLICA_URL).toBe(replicaUrl())
    },
  )

  it('is down: the primary answers, and it is left alone for a while', async () => {
    replicaAt(replicaUrl().replace(/:\d+\//, ':1/'))
    expect(await readAt(tj)).toBe('primary')
    process.env.DATABASE_REPLICA_URL = replicaUrl()
    expect(await readAt(tj)).toBe('primary')
  })

  it('hangs: the primary answers in little more than a second', async () => {
    const deaf = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => deaf.once('listening', resolve))
    replicaAt(replicaUrl().replace(/:\d+\//, `:${(deaf.address() as AddressInfo).port}/`))
    const begun = Date.now()
    expect(await readAt(tj)).toBe('primary')
    expect(Date.now() - begun).toBeLessThan(4_000)
    deaf.close()
  })

  it('fails in the midst of a page: the primary answers the whole of it', async () => {
    await onCopy('ALTER TABLE handoff_file RENAME TO handoff_file_gone')
    try {
      expect(await readAt(tj)).toBe('primary')
    } finally {
      await onCopy('ALTER TABLE handoff_file_gone RENAME TO handoff_file')
    }
  })

  it('refuses: the primary decides, and it is asked again for the next page', async () => {
    expect(await readOnReplica(actor(tj), KNOWN, () => Promise.reject(notFound()))).toBeUndefined()
    expect(await readAt(tj)).toBe('replica')
  })

  it('was interrupted by recovery: it is asked again for the next page', async () => {
    const canceled = (db: Db) =>
      db.$executeRawUnsafe(
        `DO $$ BEGIN RAISE EXCEPTION 'canceling statement due to conflict with recovery' USING ERRCODE = '40001'; END $$`,
      )
    expect(await readOnReplica(actor(tj), KNOWN, canceled)).toBeUndefined()
    expect(await readAt(tj)).toBe('replica')
  })
})

describe('through the replica’s connection', () => {
  const tries: [string, (db: Db) => Promise<unknown>][] = [
    ['a statement that writes', (db) => db.$executeRaw`UPDATE case_file SET name = '改'`],
    ['a model', (db) => db.caseFile.updateMany({ data: { name: '改' } })],
    [
      'a function that writes',
      (db) => logAccess(db, actor(tj), { event: 'names', data: { kind: 'handoff', rows: 1 } }),
    ],
    [
      'a transaction declared anew',
      (db) => db.$executeRaw`SET TRANSACTION READ WRITE`.then(() => db.$executeRaw`UPDATE case_file SET name = '改'`),
    ],
    ['a sequence', (db) => db.$queryRaw`SELECT nextval(c.oid::regclass) FROM pg_class c WHERE relkind = 'S' LIMIT 1`],
    ['a lock', (db) => db.$queryRaw`SELECT 1 AS one FROM case_file FOR UPDATE`],
  ]
  it.each(tries)('nothing is written: %s', async (_, work) => {
    let why = ''
    const told = (db: Db) =>
      work(db).catch((error: Error) => {
        why = error.message
        throw error
      })
    const before = await onCopy('SELECT name FROM case_file ORDER BY id')
    expect(await readOnReplica(actor(tj), KNOWN, told)).toBeUndefined()
    expect(why).toMatch(/read-only transaction|read-write mode must be set before/)
    expect(await onCopy('SELECT name FROM case_file ORDER BY id')).toEqual(before)
  })

  it('the scope stands there, and is gone with the transaction', async () => {
    const seen = (who: SignedIn) =>
      readOnReplica(actor(who), KNOWN, async (db) => [
        ...new Set((await db.caseFile.findMany({ select: { scopeKey: true } })).map((row) => row.scopeKey)),
      ])
    expect(await seen(tj)).toEqual({ given: [OFFICE] })
    expect(await seen(other)).toEqual({ given: [OTHER] })
    const bare = actorOf('AU', '3407-PF1', { now: now(), today: today() })
    expect(await readOnReplica(bare, KNOWN, (db) => db.caseFile.count())).toEqual({ given: 0 })
  })
})

describe('an export', () => {
  const asked = (who: SignedIn) =>
    readAsPost(
      { postId: who.id, userId: who.userId, jobId: 'job' },
      async ({ actor, db, log }) => {
        await log({ event: 'export', data: { request: 'r', source: 'handoff.list', step: 'write', rows: 2 } })
        const [row] = await db.$queryRaw<{ case_no: string }[]>`SELECT case_no FROM case_file LIMIT 1`
        return {
          n: await countCases({ actor, db }, 'handoff', {}),
          at: COPY.test(row!.case_no) ? 'replica' : 'primary',
        }
      },
      60_000,
    )

  it('is read on the replica, logged on the primary', async () => {
    const before = (await logged('export')).length
    expect(await asked(tj)).toEqual({ n: 2, at: 'replica' })
    expect((await logged('export')).length).toBe(before + 1)
  })

  it('waits for what was written before it; a replica that does not come so far, or rests, is not asked', async () => {
    await stands({ replayed: NOTHING })
    const waiting = asked(tj)
    await expect
      .poll(() =>
        onCopy(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND usename = 'guicheng_app'`),
      )
      .not.toHaveLength(0)
    await stands({ replayed: EVERYTHING })
    expect(await waiting).toEqual({ n: 2, at: 'replica' })
    await stands({ recovering: false })
    expect(await asked(tj)).toEqual({ n: 2, at: 'primary' })
  })

  it('of an ended post is refused, whatever the replica knows', async () => {
    const leaver = await newcomer('TJ', OFFICE)
    await asSuperuser(`UPDATE post SET until_on = '2026-11-01' WHERE id = $1`, [leaver.id])
    await expect(asked(leaver)).rejects.toMatchObject({ status: 403 })
  })
})
