import type { Db } from '~/lib/db.server'
import type { AccessEvent } from './events'

type From = { ip: string; requestId: string }

const dataOf = (line: object): string | null => ('data' in line && line.data ? JSON.stringify(line.data) : null)

/**
 * Writes one line of the access log for the actor whose scope stands in the transaction. The same read of a file by
 * the same post within ten minutes only raises a count. `at` is the database's app_now().
 */
export async function logAccess(db: Db, from: From, line: AccessEvent): Promise<void> {
  const file = 'fileToken' in line ? (line.fileToken ?? null) : null
  const fields = 'fields' in line ? (line.fields ?? 0) : 0
  const purpose = 'purpose' in line ? (line.purpose ?? null) : null
  await db.$executeRaw`SELECT log_access(${line.event}, ${file}, ${fields}::int, ${purpose}, ${from.ip}, ${from.requestId}, ${dataOf(line)}::jsonb)`
}

/**
 * The same before anybody's scope stands: what happens at sign-in, told with the account it was tried on (null: a name
 * that nobody has).
 */
export async function logAtDoor(
  db: Pick<Db, '$executeRaw'>,
  from: From & { now: Date },
  userId: string | null,
  line: AccessEvent,
): Promise<void> {
  await db.$executeRaw`SELECT log_at_door(${line.event}, ${userId}, ${from.now}::timestamptz, ${from.ip}, ${from.requestId}, ${dataOf(line)}::jsonb)`
}

/** What the worker finds or does by itself, as its role. */
export async function logSystem(db: Pick<Db, '$executeRaw'>, at: Date, line: AccessEvent): Promise<void> {
  const file = 'fileToken' in line ? (line.fileToken ?? null) : null
  await db.$executeRaw`SELECT log_system(${line.event}, ${at}::timestamptz, NULL, NULL, NULL, ${dataOf(line)}::jsonb, ${file})`
}
