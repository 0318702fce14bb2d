/**
 * Reading on a streaming replica (DATABASE_REPLICA_URL). Who asks, his post and what it may is settled on the primary
 * before; here the same scope stands in a read-only transaction, under the same row-level security. Whatever goes wrong
 * here, a refusal too, is no answer: the caller then asks the primary, which decides (docs/decisions/019).
 */
import { Prisma } from '~/generated/prisma/client'
import type { AccessEvent } from '~/audit/events'
import type { Db } from '~/lib/db.server'
import { isUserError } from '~/lib/errors'
import { log } from '~/lib/log.server'
import { transaction, type Limits } from '~/lib/transaction.server'
import type { Actor } from '../actor'
import { logApart } from '../answer-refusal.server'
import { settings } from '../scope.server'
import { makeRest, type Rest } from './rest'
import { hasReplica } from './write-position.server'

/** Within the first it must have begun to answer, within the second have answered. */
const OPEN_MS = 1_000
const READ_MS = 10_000
/** A replica further behind than this is not asked. */
const LATE_S = 10
const REST_MS = 10_000
const LATE_REST_MS = 1_000

/** Positions of the primary's log: after the asker's last write, and the primary's own. */
export type Known = { wrote: string; now: string }

/** ready · behind: does not know what the asker wrote · late: too far behind · wrong: no replica, or a login that RLS does not bind. */
type Standing = 'ready' | 'behind' | 'late' | 'wrong'

const kept = globalThis as typeof globalThis & { guichengReplicaRest?: Rest }
const rest = (): Rest => (kept.guichengReplicaRest ??= makeRest(OPEN_MS))

/** After a change of settings, in a test. */
export function forgetReplica(): void {
  kept.guichengReplicaRest = undefined
}

class TooSlow extends Error {
  override name = 'TooSlow'
}

/**
 * What `work` reads on the replica, with the actor's scope set; undefined: the primary must be asked. `work` may be
 * repeated there, so it only reads. Lines it wants in the access log are written to the primary once it is done.
 */
export async function readOnReplica<T>(
  actor: Actor,
  known: Known,
  work: (db: Db, log: (line: AccessEvent) => Promise<void>) => Promise<T>,
  { timeout = READ_MS, isolation }: Pick<Limits, 'timeout' | 'isolation'> = {},
): Promise<{ given: T } | undefined> {
  if (!hasReplica() || !rest().mayAsk(Date.now())) return undefined
  let opening: NodeJS.Timeout | undefined
  const tooSlow = new Promise<never>((_, reject) => {
    opening = setTimeout(() => reject(new TooSlow()), OPEN_MS)
  })
  const lines: AccessEvent[] = []
  const attempt = transaction(
    async (db) => {
      const standing = await enter(db, actor, known, timeout)
      clearTimeout(opening)
      if (standing !== 'ready') return standing
      const given = await work(db, async (line) => void lines.push(line)).catch((error: unknown) => {
        if (error instanceof Response && error.status < 400) return error as T
        throw error
      })
      return { given }
    },
    { timeout, isolation, replica: true },
  )
  attempt.catch(() => undefined) // also when nobody waits for it any more
  const answer = await Promise.race([attempt, tooSlow]).catch(noAnswer)
  clearTimeout(opening)
  if (!answer) return undefined
  if (typeof answer === 'string') return refuse(answer)
  rest().answered()
  if (lines.length) await logApart(actor, ...lines)
  return answer
}

/** Waits until the replica has come to a position, asking ten times a second; false when it does not within `forMs`, or rests. */
export async function replicaReaches(actor: Actor, known: Known, forMs: number): Promise<boolean> {
  for (const end = Date.now() + forMs; Date.now() < end && !rest().isResting(Date.now());) {
    if (await readOnReplica(actor, known, async () => true)) return true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

/** One statement: the scope, a limit for each statement that follows, and how the replica stands. */
async function enter(db: Db, actor: Actor, { wrote, now }: Known, timeout: number): Promise<Standing> {
  const set = { ...settings(actor), statement_timeout: String(timeout) }
  const pairs = Object.entries(set).map(([name, value]) => Prisma.sql`set_config(${name}, ${value}, true)`)
  const [row] = await db.$queryRaw<{ standing: Standing }[]>`SELECT CASE
    WHEN NOT row_security_active('case_file') OR NOT pg_is_in_recovery() THEN 'wrong'
    WHEN (pg_last_wal_replay_lsn() >= ${wrote}::pg_lsn) IS NOT TRUE THEN 'behind'
    WHEN pg_last_wal_replay_lsn() >= ${now}::pg_lsn OR pg_last_xact_replay_timestamp() >= clock_timestamp() - make_interval(secs => ${LATE_S}) THEN 'ready'
    ELSE 'late' END AS standing, ${Prisma.join(pairs)}`
  return row!.standing
}

function refuse(standing: Standing): undefined {
  if (standing === 'behind') return void rest().answered()
  rest().failed(Date.now(), standing === 'late' ? LATE_REST_MS : REST_MS)
  if (standing === 'wrong')
    log.error('DATABASE_REPLICA_URL leads to no replica, or by a login that is not guicheng_app')
}

/** Canceled for what comes from the primary, or bound to fail on a replica: it may be asked for the next page. */
const HARMLESS = /^(40001|40P01|25006)$/

function noAnswer(error: unknown): undefined {
  if (isUserError(error) || error instanceof Response) return void rest().answered()
  log.warn({ err: error }, 'not answered by the replica')
  if (!HARMLESS.test(sqlState(error))) rest().failed(Date.now(), REST_MS)
}

function sqlState(error: unknown): string {
  const { code, meta } = error as {
    code?: string
    meta?: { driverAdapterError?: { cause?: { originalCode?: string } } }
  }
  return meta?.driverAdapterError?.cause?.originalCode ?? code ?? ''
}
