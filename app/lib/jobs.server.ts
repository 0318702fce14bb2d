import type { Db } from '~/lib/db.server'

/** What a job may carry: ids and codes, no personal data. */
export type JobPayload = Record<string, string | number | boolean | null>

/**
 * Adds a job for the worker in the caller's transaction: it runs only if that commits. `key`: a waiting job of the same
 * key is replaced instead of a second one added. Throws the database's error when the role may not add jobs.
 */
export async function enqueue(
  db: Pick<Db, '$executeRaw'>,
  task: string,
  payload: JobPayload,
  key?: string,
): Promise<void> {
  await db.$executeRaw`SELECT enqueue_job(${task}, ${JSON.stringify(payload)}::json, ${key ?? null})`
}
