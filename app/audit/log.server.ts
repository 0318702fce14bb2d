import type { Db } from '~/lib/db.server'
import type { AccessEvent } from './events'

/**
 * Writes one line of the access log for the actor whose scope stands in the transaction. The same read of a file by
 * the same post within ten minutes only raises a count. `at` is the database's app_now().
 */
export async function logAccess(db: Db, from: { ip: string; requestId: string }, line: AccessEvent): Promise<void> {
  const file = 'fileToken' in line ? (line.fileToken ?? null) : null
  const fields = 'fields' in line ? (line.fields ?? 0) : 0
  const purpose = 'purpose' in line ? (line.purpose ?? null) : null
  const data = 'data' in line && line.data ? JSON.stringify(line.data) : null
  await db.$executeRaw`SELECT log_access(${line.event}, ${file}, ${fields}::int, ${purpose}, ${from.ip}, ${from.requestId}, ${data}::jsonb)`
}

/**
 * The same before anybody's scope stands: what happens at sign-in, told with the account it was tried on (null: a name
 * that nobody has).
 */
export async function logAtDoor(
  db: Pick<Db, '$executeRaw'>,
  from: { now: Date; ip: string; requestId: string },
  userId: string | null,
  line: AccessEvent,
): Promise<void> {
  const data = 'data' in line && line.data ? JSON.stringify(line.data) : null
  await db.$executeRaw`INSERT INTO access_log (at, event, user_id, ip, request_id, data)
    VALUES (${from.now}, ${line.event}, ${userId}, ${from.ip}, ${from.requestId}, ${data}::jsonb)`
}
