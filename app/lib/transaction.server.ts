/**
 * A transaction on one connection that is spoken to in two ways: raw statements go straight to pg, the model API goes
 * through Prisma, which joins the same transaction when it is first asked (docs/decisions/018). Statements that are not
 * waited for are sent one behind the other, in order.
 */
import type { Writable } from 'node:stream'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { Prisma, PrismaClient } from '~/generated/prisma/client'
import { appPool, replicaPool, type Db } from '~/lib/db.server'

/** How long a transaction may take, with whatever it does; what one statement may: prisma/roles.sql. */
const TIMEOUT_MS = 20_000
/** Prisma's own clock stays behind ours. */
const ENDLESS_MS = 24 * 3_600_000

/** A lost connection shows in the statement under way, or in the next one. */
const ignore = () => undefined

export type Limits = {
  /** Milliseconds that the whole may take; then it is rolled back, whatever it waits for. */
  timeout?: number
  /** What is read in many pieces and must fit together reads one snapshot. */
  isolation?: 'READ COMMITTED' | 'REPEATABLE READ'
  /** On the streaming replica, which nothing can be written through. Who may read there: access/replica. */
  replica?: true
}

const fromReplica = new WeakSet<Db>()
/** What is kept in a process is kept apart by where it was read: a replica may be late. */
export const sourceOf = (db: Db): 'primary' | 'replica' => (fromReplica.has(db) ? 'replica' : 'primary')

/**
 * Runs `work` in one transaction of the application's role: committed when it resolves, rolled back when it throws (the
 * error is passed on). Throws also when a statement had failed and `work` went on as if it had not, when there is no
 * connection within ten seconds, and when `timeout` is over. One inside the other is two transactions on two connections.
 */
export async function transaction<T>(
  work: (db: Db) => Promise<T>,
  { timeout = TIMEOUT_MS, isolation, replica }: Limits = {},
): Promise<T> {
  const client = await (replica ? replicaPool() : appPool()).connect()
  client.on('error', ignore)
  const line = new Line(client)
  if (replica) fromReplica.add(line.db)
  let timer: NodeJS.Timeout | undefined
  let lost: Error | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      lost = new Error(`a transaction took longer than ${timeout} ms`)
      reject(lost)
    }, timeout)
  })
  try {
    // Not waited for: the first statement follows in the same breath, and fails if this does.
    const begun = line.query({
      text: `BEGIN${isolation ? ` ISOLATION LEVEL ${isolation}` : ''}${replica ? ' READ ONLY' : ''}`,
    })
    begun.catch(ignore)
    const commit = async () => {
      const given = await work(line.db)
      line.close()
      await begun
      // Of what has failed before, COMMIT only says so in its answer.
      inOneBreath(client)
      if ((await client.query('COMMIT')).command !== 'COMMIT')
        throw new Error('rolled back: a statement had failed', { cause: line.failed })
      return given
    }
    return await Promise.race([commit(), late])
  } catch (error) {
    line.close()
    if (!lost) await client.query('ROLLBACK').catch((failed: Error) => (lost = failed))
    throw error
  } finally {
    clearTimeout(timer)
    client.off('error', ignore)
    client.release(lost)
  }
}

/** What is sent before anything else is waited for leaves in one packet: each takes a call to the system. */
function inOneBreath(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}

const { DATE, INT8, NUMERIC, TIMESTAMP } = pg.types.builtins
const utc = (text: string) => new Date(`${text.replace(' ', 'T')}Z`)
const decimal = (text: string) => new Prisma.Decimal(text)
const many = (one: (text: string) => unknown) => (text: string) =>
  (pg.types.getTypeParser(1009 as number, 'text')(text) as (string | null)[]).map((each) => each && one(each))
/** What Prisma gives otherwise than pg; the rest is the same. */
const parsers = new Map<number, (text: string) => unknown>([
  [DATE, (text) => new Date(text)],
  [INT8, BigInt],
  [NUMERIC, decimal],
  [TIMESTAMP, utc],
  [1182, many((text) => new Date(text))],
  [1016, many(BigInt)],
  [1231, many(decimal)],
  [1115, many(utc)],
])
const types = {
  getTypeParser: (oid: number, format: 'text' | 'binary') =>
    (format === 'text' && parsers.get(oid)) || pg.types.getTypeParser(oid, format),
} as pg.CustomTypesConfig

function sent(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(sent)
  return Prisma.Decimal.isDecimal(value) ? value.toString() : value
}

const sqlOf = (query: TemplateStringsArray | Prisma.Sql, values: unknown[]): Prisma.Sql =>
  query instanceof Prisma.Sql ? query : Prisma.sql(query as readonly string[], ...values)

/** A connection while one transaction has it. When that is over nothing more is sent: it may be another one's already. */
class Line {
  readonly db: Db
  failed: unknown
  private over = false
  private joined?: Promise<Joined>

  constructor(private readonly client: pg.PoolClient) {
    const run = async (text: string, values: readonly unknown[]) =>
      // Without a name: nothing stays prepared, every statement is planned for its own scope (decision 005).
      this.query({ text, values: values.map(sent), types })
    const raw = (query: TemplateStringsArray | Prisma.Sql, values: unknown[]) => {
      const sql = sqlOf(query, values)
      return run(sql.text, sql.values)
    }
    const spoken = {
      $queryRaw: async (query: Prisma.Sql, ...values: unknown[]) => (await raw(query, values)).rows,
      $executeRaw: async (query: Prisma.Sql, ...values: unknown[]) => (await raw(query, values)).rowCount ?? 0,
      $queryRawUnsafe: async (text: string, ...values: unknown[]) => (await run(text, values)).rows,
      $executeRawUnsafe: async (text: string, ...values: unknown[]) => (await run(text, values)).rowCount ?? 0,
    }
    this.db = new Proxy(spoken as unknown as Db, {
      get: (target, name) => (name in target ? Reflect.get(target, name) : this.model(name)) as unknown,
    })
  }

  async query(config: pg.QueryConfig): Promise<pg.QueryResult> {
    if (this.over) throw new Error('this transaction is over')
    try {
      inOneBreath(this.client)
      return await this.client.query(config)
    } catch (error) {
      this.failed ??= error
      throw error
    }
  }

  /** Statements that were sent are answered before what ends the transaction; none follows. */
  close(): void {
    this.over = true
    this.joined?.then(({ leave }) => leave()).catch(ignore)
    this.joined = undefined
  }

  /** The model `name`, whose methods join first. Undefined for what is no model, such as `then`. */
  private model(name: string | symbol): Model | undefined {
    if (typeof name === 'symbol' || !models.has(name)) return undefined
    return new Proxy({} as Model, {
      get: (_, method: string) => async (args: unknown) => {
        if (this.over) throw new Error('this transaction is over')
        const { db } = await (this.joined ??= (kept.guichengJoint ??= new Joint()).join(this))
        return (db as unknown as Record<string, Model>)[name]![method]!(args)
      },
    })
  }
}

type Model = Record<string, (args: unknown) => Promise<unknown>>
const models = new Set(Object.keys(Prisma.ModelName).map((name) => name[0]!.toLowerCase() + name.slice(1)))

type Joined = { db: Prisma.TransactionClient; leave: () => void }

/** The one Prisma client whose transactions run on connections that are in one already: it neither begins nor ends any. */
class Joint extends pg.Pool {
  readonly prisma = new PrismaClient({ adapter: new PrismaPg(this) })
  private turn: Promise<unknown> = Promise.resolve()
  private next: Line | undefined

  /** One after the other, so that each transaction surely gets the connection that it was started for. */
  join(line: Line): Promise<Joined> {
    const joined = this.turn.then(() => this.start(line))
    this.turn = joined.catch(ignore)
    return joined
  }

  private start(line: Line): Promise<Joined> {
    this.next = line
    return new Promise((resolve, reject) => {
      const stay = (db: Prisma.TransactionClient) => new Promise<void>((leave) => resolve({ db, leave }))
      this.prisma.$transaction(stay, { maxWait: ENDLESS_MS, timeout: ENDLESS_MS }).catch(reject)
    })
  }

  /** What Prisma asks for a connection: the line that is next, on which the bounds of the transaction are not its own. */
  override connect(): Promise<pg.PoolClient> {
    const line = this.next
    this.next = undefined
    if (!line) return Promise.reject(new Error('models outside of a transaction'))
    const query = (given: pg.QueryConfig) =>
      /^(BEGIN|COMMIT|ROLLBACK)$/.test(given.text) ? Promise.resolve(NOTHING) : line.query(given)
    const seat = { on: ignore, removeListener: ignore, release: ignore, query }
    return Promise.resolve(seat as unknown as pg.PoolClient)
  }
}

const NOTHING = { rows: [], fields: [], rowCount: 0 }

// The server, its Remix build and hot reloading each load this module; it needs one only.
const kept = globalThis as typeof globalThis & { guichengJoint?: Joint }
