import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient, type Prisma } from '~/generated/prisma/client'
import { env } from '~/lib/env.server'

/** A transaction of the application's role; what the guard hands to domain verbs. */
export type Db = Prisma.TransactionClient

/** Connections the database keeps for us in all (of 100); each process takes its share. */
const CONNECTIONS = 80

// The server, its Remix build and hot reloading each load this module; the clients are the process's own.
const kept = globalThis as typeof globalThis & { guichengPrisma?: Map<string, PrismaClient> }
const clients = (kept.guichengPrisma ??= new Map())

function clientOf(connectionString: string, max: number): PrismaClient {
  const known = clients.get(connectionString)
  if (known) return known
  const client = new PrismaClient({ adapter: new PrismaPg({ connectionString, max }) })
  clients.set(connectionString, client)
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

/** The application's role; row-level security applies. */
export const prisma = lazily(() => clientOf(env.DATABASE_URL, Math.max(2, Math.floor(CONNECTIONS / env.PROCESSES))))

/** The jobs' role, for sweeps over every unit. In the worker process only. */
export const workerPrisma = lazily(() => clientOf(env.DATABASE_WORKER_URL, 4))

/** Closes every connection of this process. */
export async function disconnect(): Promise<void> {
  const open = [...clients.values()]
  clients.clear()
  await Promise.all(open.map((client) => client.$disconnect()))
}
