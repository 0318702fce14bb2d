import { prisma } from '~/lib/db.server'
import { now } from '~/lib/dates'
import { postsInForce } from '../switch-post.server'
import { auth } from './auth.server'
import { LOCK } from './session-limits'

export type SignInResult = { ok: true; headers: Headers; userId: string } | { ok: false; why: string }

/** One text for an unknown name, a wrong password and a disabled account. */
const WRONG = '用户名或密码不正确。'
const minutes = (n: number) => n * 60_000

async function log(event: string, userId: string | null, ip: string, requestId: string, data: object = {}) {
  await prisma.$executeRaw`INSERT INTO access_log (at, event, user_id, ip, request_id, data) VALUES (${now()}, ${event}, ${userId}, ${ip}, ${requestId}, ${JSON.stringify(data)}::jsonb)`
}

/**
 * Checks user name and password; five failures within 15 minutes lock the account for 30 (DOMAIN 4.11).
 * On success the session exists and `headers` carries its cookie; with one post only, that post is active.
 */
export async function signIn(
  input: { username: string; password: string },
  from: { ip: string; requestId: string },
): Promise<SignInResult> {
  const at = now()
  const username = input.username.trim().toLowerCase()
  const user = await prisma.user.findUnique({ where: { username } })
  if (user?.lockedUntil && user.lockedUntil > at) {
    await log('sign_in_failed', user.id, from.ip, from.requestId, { reason: 'locked' })
    return { ok: false, why: '连续多次输错，账号已锁定 30 分钟。请稍后再试，或联系安全管理员解锁。' }
  }
  const answer = await auth()
    .api.signInUsername({ body: { username, password: input.password }, returnHeaders: true })
    .catch(() => null)
  if (!answer?.response || !user || user.disabledAt) {
    if (answer?.response) await prisma.session.deleteMany({ where: { token: answer.response.token } })
    if (user) await countFailure(user, at, from)
    else await log('sign_in_failed', null, from.ip, from.requestId, { reason: 'unknown' })
    return { ok: false, why: WRONG }
  }
  await prisma.user.update({ where: { id: user.id }, data: { failedCount: 0, failedSince: null, lockedUntil: null } })
  const posts = await postsInForce(prisma, { userId: user.id, postId: null, now: at })
  await prisma.session.update({
    where: { token: answer.response.token },
    data: { postId: posts.length === 1 ? posts[0]!.id : null, seenAt: at, createdAt: at, ipAddress: from.ip },
  })
  await log('sign_in', user.id, from.ip, from.requestId)
  return { ok: true, headers: answer.headers, userId: user.id }
}

async function countFailure(
  user: { id: string; failedCount: number; failedSince: Date | null },
  at: Date,
  from: { ip: string; requestId: string },
) {
  // One statement, so that guesses in parallel are all counted.
  const [row] = await prisma.$queryRaw<{ failed_count: number }[]>`
    UPDATE app_user SET
      failed_count = CASE WHEN failed_since > ${new Date(at.getTime() - minutes(LOCK.windowMinutes))} THEN failed_count + 1 ELSE 1 END,
      failed_since = CASE WHEN failed_since > ${new Date(at.getTime() - minutes(LOCK.windowMinutes))} THEN failed_since ELSE ${at} END
    WHERE id = ${user.id} RETURNING failed_count`
  await log('sign_in_failed', user.id, from.ip, from.requestId, { reason: 'password' })
  if ((row?.failed_count ?? 0) < LOCK.failures) return
  const until = new Date(at.getTime() + minutes(LOCK.lockMinutes))
  await prisma.user.update({ where: { id: user.id }, data: { lockedUntil: until, failedCount: 0, failedSince: null } })
  await log('locked', user.id, from.ip, from.requestId)
}
