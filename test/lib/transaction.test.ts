import { createServer, connect, type Server, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { Prisma } from '~/generated/prisma/client'
import { disconnect, prisma, type Db } from '~/lib/db.server'
import { env, rereadEnv } from '~/lib/env.server'
import { transaction } from '~/lib/transaction.server'
import { asSuperuser, testDatabase } from '../support/database'

const user = (id: string) => ({ id, name: id, email: `${id}@local.invalid`, username: id, displayUsername: id })
/** Whom a transaction has made: this table has no policy for the application's role to trip over. */
const made = async () => (await asSuperuser<{ id: string }>('SELECT id FROM app_user ORDER BY id')).map(({ id }) => id)
const pidOf = async (db: Db) => (await db.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`)[0]!.pid
const insert = (db: Db, id: string) =>
  db.$executeRaw`INSERT INTO app_user (id, name, email, username, display_username, updated_at) VALUES (${id}, ${id}, ${id}, ${id}, ${id}, now())`

beforeAll(testDatabase)
afterAll(disconnect)
afterEach(() => asSuperuser('DELETE FROM app_user'))

describe('a transaction', () => {
  it('speaks to one connection in both ways, in order, and commits', async () => {
    const seen = await transaction(async (db) => {
      await insert(db, 'raw')
      await db.user.create({ data: user('model') })
      const [{ pid }] = await db.$queryRaw<[{ pid: number }]>`SELECT pg_backend_pid() AS pid`
      expect(await pidOf(db)).toBe(pid)
      return [await db.user.count(), (await db.user.findUnique({ where: { id: 'raw' } }))?.name]
    })
    expect(seen).toEqual([2, 'raw'])
    expect(await made()).toEqual(['model', 'raw'])
  })

  it('keeps its settings to itself: the next on the same connection has none', async () => {
    const held = await transaction(async (db) => {
      await db.$queryRaw`SELECT set_config('app.lo', '3407', true)`
      const [row] = await db.$queryRaw<{ lo: string }[]>`SELECT current_setting('app.lo') AS lo`
      return row!.lo
    })
    expect(held).toBe('3407')
    const after = await transaction((db) => db.$queryRaw`SELECT coalesce(current_setting('app.lo', true), '') AS lo`)
    expect(after).toEqual([{ lo: '' }])
  })

  it('rolls back what it wrote in either way when the work throws, and passes the error on', async () => {
    const why = new Error('no')
    const undone = transaction(async (db) => {
      await insert(db, 'raw')
      await db.user.create({ data: user('model') })
      throw why
    })
    await expect(undone).rejects.toBe(why)
    expect(await made()).toEqual([])
  })

  it('tells errors as each way tells them', async () => {
    await transaction((db) => insert(db, 'one'))
    await expect(transaction((db) => insert(db, 'one'))).rejects.toMatchObject({ code: '23505', table: 'app_user' })
    const twice = transaction((db) => db.user.create({ data: user('one') }))
    await expect(twice).rejects.toMatchObject({ code: 'P2002' })
    await expect(twice).rejects.toBeInstanceOf(Prisma.PrismaClientKnownRequestError)
  })

  it('is not silently lost when the work went on after a statement that failed', async () => {
    const swallowed = transaction(async (db) => {
      await insert(db, 'one')
      await db.$queryRaw`SELECT 1 / 0`.catch(() => undefined)
      return 'well'
    })
    await expect(swallowed).rejects.toMatchObject({ cause: { code: '22012' } })
    const unheard = transaction(async (db) => {
      await insert(db, 'two')
      db.$queryRaw`SELECT 1 / 0`.catch(() => undefined)
      return 'well'
    })
    await expect(unheard).rejects.toMatchObject({ cause: { code: '22012' } })
    expect(await made()).toEqual([])
  })

  it('throws when COMMIT itself fails, and the connection serves on', async () => {
    await asSuperuser(`
      CREATE TABLE late (n int); GRANT INSERT ON late TO guicheng_app;
      CREATE FUNCTION too_late() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''too late''; END';
      CREATE CONSTRAINT TRIGGER late AFTER INSERT ON late DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION too_late()`)
    const failed = transaction((db) => db.$executeRaw`INSERT INTO late VALUES (1)`)
    await expect(failed).rejects.toThrow('too late')
    expect(await asSuperuser('SELECT n FROM late')).toEqual([])
    expect(await transaction((db) => db.$queryRaw`SELECT 1 AS n`)).toEqual([{ n: 1 }])
  })

  it('sends nothing more once it is over: neither after its commit nor after one of several failed', async () => {
    let escaped!: Db
    await transaction(async (db) => {
      await db.user.count()
      escaped = db
    })
    await expect(insert(escaped, 'late')).rejects.toThrow('over')
    await expect(escaped.user.create({ data: user('late') })).rejects.toThrow('over')
    let straggler!: Promise<unknown>
    const broken = transaction(async (db) => {
      straggler = db.$queryRaw`SELECT 1`.then(async () => {
        await new Promise((resolve) => setTimeout(resolve, 50))
        return insert(db, 'late')
      })
      straggler.catch(() => undefined)
      await db.$queryRaw`SELECT 1 / 0`
    })
    await expect(broken).rejects.toThrow('division by zero')
    await expect(straggler).rejects.toThrow('over')
    expect(await made()).toEqual([])
  })

  it('reads one snapshot when that is asked for', async () => {
    const counts = await transaction(
      async (db) => {
        const before = await db.user.count()
        await transaction((other) => insert(other, 'one'))
        return [before, await db.user.count()]
      },
      { isolation: 'REPEATABLE READ' },
    )
    expect(counts).toEqual([0, 0])
  })

  it('sends its statements without a name: nothing stays prepared', async () => {
    const prepared = await transaction(async (db) => {
      await db.user.findMany({ where: { name: 'x' } })
      await db.$queryRaw`SELECT ${1}::int`
      return db.$queryRaw`SELECT name FROM pg_prepared_statements WHERE name <> ''`
    })
    expect(prepared).toEqual([])
  })
})

describe('values', () => {
  it('come back from raw statements as Prisma gives them, and go there as it sends them', async () => {
    const at = new Date('2026-11-23T04:05:06.789Z')
    const query = Prisma.sql`SELECT 7::int AS i, 7::bigint AS b, 1.50::numeric AS n, '2026-11-23'::date AS d, ${at}::timestamptz AS at,
      '2026-11-23 04:05:06'::timestamp AS plain, '{"a":[1]}'::jsonb AS j, ARRAY['x', NULL] AS t, ARRAY[1::bigint] AS bs,
      ARRAY['2026-11-23'::date, NULL] AS ds, ARRAY[1.5::numeric] AS ns, ARRAY[${at}::timestamptz] AS ats, true AS yes, NULL AS nothing,
      '\\x6162'::bytea AS raw, '00000000-0000-7000-8000-000000000000'::uuid AS u, ARRAY[1, 2] AS ints, 1.5::float8 AS f,
      ${[at]}::timestamptz[] AS given, ${['a', 'b"c']}::text[] AS texts, ${new Prisma.Decimal('2.50')}::numeric AS dec,
      ${10n}::bigint AS big, ${true}::bool AS bool, ${null}::text AS none, ${Buffer.from('ab')}::bytea AS bytes,
      ${new Date('2026-11-23')}::date AS day, ${JSON.stringify({ a: 1 })}::jsonb AS json`
    const plain = (rows: unknown) =>
      (rows as Record<string, unknown>[]).map((row) => ({
        ...row,
        raw: Buffer.from(row.raw as Uint8Array).toString(),
        bytes: Buffer.from(row.bytes as Uint8Array).toString(),
      }))
    const ours = await transaction((db) => db.$queryRaw(query))
    expect(plain(ours)).toEqual(plain(await prisma.$queryRaw(query)))
  })

  it('of executed statements are counts', async () => {
    await transaction(async (db) => {
      expect(await insert(db, 'one')).toBe(1)
      expect(await db.$executeRaw`UPDATE app_user SET name = 'x' WHERE id = 'nobody'`).toBe(0)
      expect(await db.$executeRawUnsafe('UPDATE app_user SET name = $1', 'y')).toBe(1)
    })
  })
})

describe('many at once', () => {
  it('each keep their own connection, settings and models', async () => {
    const run = (n: number) =>
      transaction(async (db) => {
        await db.$queryRaw`SELECT set_config('app.user', ${String(n)}, true)`
        await db.user.create({ data: user(`u${n}`) })
        const [a, b, [row]] = await Promise.all([
          db.user.findUnique({ where: { id: `u${n}` } }),
          db.user.count({ where: { id: `u${n}` } }),
          db.$queryRaw<{ n: string }[]>`SELECT current_setting('app.user') AS n`,
        ])
        if (n % 3 === 0) throw new Error('undo')
        return [a?.name, b, row!.n]
      })
    const settled = await Promise.allSettled(Array.from({ length: 60 }, (_, n) => run(n)))
    settled.forEach((one, n) => {
      if (n % 3 === 0) expect(one.status).toBe('rejected')
      else expect(one).toEqual({ status: 'fulfilled', value: [`u${n}`, 1, String(n)] })
    })
    expect((await made()).length).toBe(40)
  })
})

describe('with two connections in all', () => {
  beforeAll(async () => {
    await disconnect()
    process.env.GUICHENG_PROCESSES = '40'
    rereadEnv()
  })
  afterAll(async () => {
    await disconnect()
    process.env.GUICHENG_PROCESSES = '8'
    rereadEnv()
  })
  afterEach(() => void vi.useRealTimers())

  /** Resolves when `n` have come. */
  function meeting(n: number): () => Promise<void> {
    let met!: () => void
    const all = new Promise<void>((resolve) => (met = resolve))
    return () => {
      if (--n === 0) met()
      return all
    }
  }

  it('the third waits for one, at most ten seconds', async () => {
    const inside = meeting(3)
    const over = meeting(3)
    const two = [1, 2].map(() => transaction(async (db) => (await db.user.count(), await inside(), await over())))
    await inside()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const third = expect(transaction((db) => db.user.count())).rejects.toThrow(
      'timeout exceeded when trying to connect',
    )
    await vi.advanceTimersByTimeAsync(10_000)
    await third
    vi.useRealTimers()
    const patient = transaction((db) => db.user.count())
    await over()
    expect(await patient).toBe(0)
    await Promise.all(two)
  })

  it('one inside the other does not wait for ever, and leaves both connections free', async () => {
    const inside = meeting(3)
    const nested = (n: number) =>
      transaction(async (db) => {
        await insert(db, `outer${n}`)
        await inside()
        return transaction((inner) => inner.user.count())
      })
    const both = Promise.allSettled([1, 2].map(nested))
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await inside()
    await vi.advanceTimersByTimeAsync(10_000)
    // the connection of the one refused first may still serve the other
    const refused = (await both).filter((one) => one.status === 'rejected')
    vi.useRealTimers()
    expect(refused.length).toBeGreaterThan(0)
    for (const { reason } of refused) expect(String(reason)).toContain('timeout exceeded when trying to connect')
    expect(await made()).toHaveLength(2 - refused.length)
    const together = meeting(2)
    const pids = await Promise.all([1, 2].map(() => transaction(async (db) => (await together(), await pidOf(db)))))
    expect(new Set(pids).size).toBe(2)
  })

  it('what takes too long is rolled back, whatever it waits for, and its connection is replaced', async () => {
    const pids: number[] = []
    const slow = (wait: (db: Db) => Promise<unknown>) =>
      transaction(
        async (db) => {
          pids.push(await pidOf(db))
          await insert(db, `slow${pids.length}`)
          await wait(db)
        },
        { timeout: 200 },
      )
    const forEver = () => new Promise(() => undefined)
    await expect(slow(forEver)).rejects.toThrow('longer than 200 ms')
    await expect(slow((db) => db.$queryRaw`SELECT 1 FROM pg_sleep(0.6)`)).rejects.toThrow('longer than 200 ms')
    await vi.waitUntil(async () => {
      const rows = await asSuperuser('SELECT 1 FROM pg_stat_activity WHERE pid = ANY ($1)', [pids])
      return rows.length === 0
    }, 5_000)
    expect(await made()).toEqual([])
    expect(pids).not.toContain(await transaction(pidOf))
  })

  it('a statement over its own limit is an error like another', async () => {
    const pids: number[] = []
    const over = transaction(async (db) => {
      pids.push(await pidOf(db))
      await db.$queryRaw`SELECT set_config('statement_timeout', '50', true)`
      await db.$queryRaw`SELECT 1 FROM pg_sleep(5)`
    })
    await expect(over).rejects.toMatchObject({ code: '57014' })
    expect(await transaction(async (db) => [await pidOf(db), await db.$queryRaw`SHOW statement_timeout`])).toEqual([
      pids[0],
      [{ statement_timeout: '30s' }],
    ])
  })
})

describe('a connection that is lost', () => {
  const kill = (pid: number) => asSuperuser('SELECT pg_terminate_backend($1, 5000)', [pid])

  it('between two statements fails the work; the next transaction gets another', async () => {
    const cut = transaction(async (db) => {
      await insert(db, 'one')
      await kill(await pidOf(db))
      await db.user.count()
    })
    await expect(cut).rejects.toThrow()
    expect(await made()).toEqual([])
    expect(await transaction((db) => db.user.count())).toBe(0)
  })

  it('during a statement, and before the commit', async () => {
    const during = transaction(async (db) => {
      const pid = await pidOf(db)
      const asleep = db.$queryRaw`SELECT 1 FROM pg_sleep(30)`
      const [answer] = await Promise.allSettled([asleep, kill(pid)])
      if (answer.status === 'rejected') throw answer.reason
    })
    await expect(during).rejects.toThrow()
    const before = transaction(async (db) => {
      await insert(db, 'one')
      await kill(await pidOf(db))
      return 'well'
    })
    await expect(before).rejects.toThrow()
    expect(await made()).toEqual([])
  })

  it('while idle is replaced without anybody noticing', async () => {
    const pid = await transaction(pidOf)
    await kill(pid)
    await vi.waitUntil(async () => (await transaction(pidOf).catch(() => pid)) !== pid)
    expect(await transaction((db) => db.user.count())).toBe(0)
  })
})

describe('while COMMIT is under way', () => {
  let proxy: Server
  const sockets = new Set<Socket>()
  let cutAtCommit = false
  beforeEach(async () => {
    const { hostname, port } = new URL(env.DATABASE_URL)
    proxy = createServer((client) => {
      const upstream = connect(Number(port), hostname)
      for (const socket of [client, upstream]) {
        sockets.add(socket)
        socket.on('error', () => undefined).on('close', () => [client, upstream].forEach((one) => one.destroy()))
      }
      upstream.pipe(client)
      client.on('data', (bytes) => {
        if (cutAtCommit && bytes.includes('COMMIT')) client.destroy()
        else upstream.write(bytes)
      })
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  })
  afterEach(async () => {
    sockets.forEach((socket) => socket.destroy())
    await new Promise((resolve) => proxy.close(resolve))
  })

  it('a lost connection is an error, never taken for success', async () => {
    const direct = env.DATABASE_URL
    const url = new URL(direct)
    url.port = String((proxy.address() as { port: number }).port)
    process.env.DATABASE_URL = url.href
    rereadEnv()
    try {
      expect(await transaction((db) => db.user.count())).toBe(0)
      cutAtCommit = true
      await expect(transaction((db) => insert(db, 'one'))).rejects.toThrow()
      cutAtCommit = false
      expect(await made()).toEqual([])
      expect(await transaction((db) => db.user.count())).toBe(0)
    } finally {
      process.env.DATABASE_URL = direct
      rereadEnv()
    }
  })
})
