/** Work that goes on after a request: a job acts in the scope of the post that asked for it, checked anew each time. */
import type { AccessEvent } from '~/audit/events'
import { logAccess } from '~/audit/log.server'
import { dbToDay, dayOf, now } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { refused } from '~/lib/errors'
import { transaction } from '~/lib/transaction.server'
import type { Actor } from './actor'
import { holdersOf } from './holders'
import { inForce } from './in-force.server'
import { readOnReplica, replicaReaches } from './replica/read-on-replica.server'
import { currentPosition, hasReplica } from './replica/write-position.server'
import { isRole } from './roles'
import { setScope } from './scope.server'

const MINUTE = 60_000
/** How long a job waits for the replica to know what was written before it. */
const CATCH_UP_MS = 10_000

/**
 * One transaction of the application's role in the scope of a post. Throws 403 when the user is disabled or the post is
 * no longer his or not in force. `timeout` in milliseconds: of the transaction and of each of its statements.
 * `isolation`: what is read in many pieces and must fit together reads one snapshot.
 */
export async function asPost<T>(
  { postId, userId, jobId }: { postId: string; userId: string; jobId: string },
  fn: (context: { actor: Actor; db: Db }) => Promise<T>,
  timeout = MINUTE,
  isolation: 'READ COMMITTED' | 'REPEATABLE READ' = 'READ COMMITTED',
): Promise<T> {
  return transaction(
    async (db) => {
      await db.$queryRaw`SELECT set_config('statement_timeout', ${String(timeout)}, true)`
      const actor = await actorOf(db, postId, userId, jobId)
      if (!actor) throw refused('当时的岗位已停用或到期，没有继续办理。请用现在的岗位重新操作。')
      await setScope(db, actor)
      return fn({ actor, db })
    },
    { timeout, isolation },
  )
}

/**
 * The same for what only reads, in one snapshot: on the replica, once that knows everything committed until now, else on
 * the primary. `fn` may be begun again there; its lines of the log it writes by `log`.
 */
export async function readAsPost<T>(
  as: { postId: string; userId: string; jobId: string },
  fn: (context: { actor: Actor; db: Db; log: (line: AccessEvent) => Promise<void> }) => Promise<T>,
  timeout: number,
): Promise<T> {
  if (hasReplica()) {
    const { actor, known } = await asPost(as, async ({ actor, db }) => {
      const wrote = await currentPosition(db)
      return { actor, known: { wrote, now: wrote } }
    })
    if (await replicaReaches(actor, known, CATCH_UP_MS)) {
      const work = (db: Db, log: (line: AccessEvent) => Promise<void>) => fn({ actor, db, log })
      const read = await readOnReplica(actor, known, work, { isolation: 'REPEATABLE READ', timeout })
      if (read) return read.given
    }
  }
  const onPrimary = ({ actor, db }: { actor: Actor; db: Db }) =>
    fn({ actor, db, log: (line) => logAccess(db, actor, line) })
  return asPost(as, onPrimary, timeout, 'REPEATABLE READ')
}

async function actorOf(db: Db, postId: string, userId: string, jobId: string): Promise<Actor | undefined> {
  const at = now()
  const today = dayOf(at)
  const post = await db.post.findFirst({ where: { id: postId, userId, ...inForce(today) } })
  if (!post || !isRole(post.role)) return undefined
  const user = await db.user.findUnique({ where: { id: userId }, select: { name: true } })
  const unit = await db.unit.findUnique({ where: { code: post.unitCode } })
  const region = unit && (await db.region.findUnique({ where: { code: unit.regionCode } }))
  if (!user || !unit || !region) return undefined
  return {
    sessionId: '',
    userId,
    userName: user.name,
    postId,
    role: post.role,
    classCode: post.classCode,
    unit: { code: unit.code, name: unit.name, kind: unit.kind, regionCode: region.code, regionName: region.name },
    authorisedUntil: post.authorisedUntil && dbToDay(post.authorisedUntil),
    holders: holdersOf({
      role: post.role,
      postId: post.id,
      unitCode: unit.code,
      classCode: post.classCode,
      deputyOf: post.deputyOf,
    }),
    covers: [],
    coveredBy: null,
    today,
    now: at,
    ip: '',
    requestId: jobId,
  }
}
