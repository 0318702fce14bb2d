import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { Prisma, PrismaClient } from '~/generated/prisma/client'
import { env } from '~/lib/env.server'

/** A transaction of the application's role; what the guard hands to domain verbs. */
export type Db = Prisma.TransactionClient

/** Connections the database keeps for us in all (of 100); each process takes its share. */
const CONNECTIONS = 80
/** How long is waited for one of them; of the replica not long, since the primary stands in for it. */
const WAIT_MS = 10_000
const REPLICA_WAIT_MS = 1_000

type Clients = { pools: Map<string, pg.Pool>; prismas: Map<string, PrismaClient> }
// The server, its Remix build and hot reloading each load this module; the clients are the process's own.
const kept = globalThis as typeof globalThis & { guichengClients?: Clients }
const clients: Clients = (kept.guichengClients ??= { pools: new Map(), prismas: new Map() })

function poolOf(connectionString: string, max: number, wait = WAIT_MS): pg.Pool {
  const known = clients.pools.get(connectionString)
  if (known) return known
  const pool = new pg.Pool({ connectionString, max, connectionTimeoutMillis: wait, pipeline: true })
  pool.on('error', () => undefined) // of an idle connection: the pool makes another
  clients.pools.set(connectionString, pool)
  return pool
}

function prismaOf(connectionString: string, max: number): PrismaClient {
  const known = clients.prismas.get(connectionString)
  if (known) return known
  const client = new PrismaClient({ adapter: new PrismaPg(poolOf(connectionString, max)) })
  clients.prismas.set(connectionString, client)
  return client
}

/** Connects at first use, not at import. */
function lazily(make: () => PrismaClient): PrismaClient {
  return new Proxy({} as PrismaClient, {
    get(_, name) {
      const client = make()
      const value = Reflect.get(client, name) as unknown
      return typeof value === 'function' ? value.bind(client) : value
    },
  })
}

const share = () => Math.max(2, Math.floor(CONNECTIONS / env.PROCESSES))

/** The connections of the application's role in this process. */
export const appPool = (): pg.Pool => poolOf(env.DATABASE_URL, share())

/** Those to the replica, when there is one. Throws when there is none. */
export function replicaPool(): pg.Pool {
  if (!env.DATABASE_REPLICA_URL) throw new Error('no DATABASE_REPLICA_URL')
  return poolOf(env.DATABASE_REPLICA_URL, share(), REPLICA_WAIT_MS)
}

/** The application's role, outside of a request's transaction; row-level security applies. */
export const prisma = lazily(() => prismaOf(env.DATABASE_URL, share()))

/** The jobs' role, for sweeps over every unit. In the worker process only. */
export const workerPrisma = lazily(() => prismaOf(env.DATABASE_WORKER_URL, 4))

/** Closes every connection of this process. */
export async function disconnect(): Promise<void> {
  const { pools, prismas } = clients
  Object.assign(clients, { pools: new Map(), prismas: new Map() })
  await Promise.all([...prismas.values()].map((client) => client.$disconnect()))
  await Promise.all([...pools.values()].map((pool) => pool.end()))
}

/**
 * Several lists in one statement, and so of one moment: each by a query of its own, in its order. They come as JSON: a day
 * as 'YYYY-MM-DD', an instant as ISO text.
 */
export async function readTogether<Lists extends Record<string, object[]>>(
  db: Pick<Db, '$queryRaw'>,
  queries: { [Name in keyof Lists]: Prisma.Sql },
): Promise<Lists> {
  const lists = Object.entries<Prisma.Sql>(queries).map(
    ([name, query]) => Prisma.sql`(SELECT coalesce(json_agg(x), '[]') FROM (${query}) x) AS ${Prisma.raw(`"${name}"`)}`,
  )
  const [row] = await db.$queryRaw<Lists[]>(Prisma.sql`SELECT ${Prisma.join(lists)}`)
  return row!
}
