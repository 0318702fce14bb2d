import { prisma, type Db } from '~/lib/db.server'
import { randomToken, signToken, verifyToken } from '~/lib/crypto.server'
import { refused, UserError } from '~/lib/errors'
import type { Actor } from './actor'

/**
 * A form token: HMAC over session, post, form and nonce. The first use stores its outcome in the same transaction;
 * a repeat answers with that outcome; a token of another post is told apart ("您已切换岗位").
 */
export const issueFormToken = (actor: Pick<Actor, 'sessionId' | 'postId'>): string =>
  signToken([actor.sessionId, actor.postId, randomToken(12)], 'form')

export type TokenVerdict =
  | { ok: true; nonce: string; sessionId: string }
  | { ok: false; why: 'forged' }
  | { ok: false; why: 'other_session' | 'other_post'; sessionId: string }

export function checkFormToken(token: unknown, actor: Pick<Actor, 'sessionId' | 'postId'>): TokenVerdict {
  const parts = typeof token === 'string' ? verifyToken(token, 'form') : null
  const [sessionId, postId, nonce] = parts ?? []
  if (!sessionId || !postId || !nonce) return { ok: false, why: 'forged' }
  if (sessionId !== actor.sessionId) return { ok: false, why: 'other_session', sessionId }
  if (postId !== actor.postId) return { ok: false, why: 'other_post', sessionId }
  return { ok: true, nonce, sessionId }
}

/** The nonce of a form that a page of this session and post gave. Throws 409 for another's, 403 for a forged one. */
export function nonceOf(form: FormData, actor: Actor): string {
  const verdict = checkFormToken(form.get('_token'), actor)
  if (verdict.ok) return verdict.nonce
  if (verdict.why === 'other_post')
    throw new UserError(409, '您已切换岗位。请确认当前岗位后重新提交，您填写的内容已保留。')
  if (verdict.why === 'other_session') throw new UserError(409, '这个页面是上次登录时打开的。请核对内容后再提交一次。')
  throw refused('表单校验失败，没有保存。请从系统内重新打开页面填写。')
}

/** What a form led to: where the user was sent, or the data the action gave. */
export type Outcome = { redirect: string } | { data: unknown }

/** Claims the nonce. A second submission waits here for the first and then gets its outcome; undefined: this is the first. */
export async function claimNonce(
  db: Db,
  actor: Pick<Actor, 'sessionId' | 'postId' | 'now'>,
  nonce: string,
  form: string,
): Promise<Outcome | undefined> {
  const claimed = await db.$executeRaw`INSERT INTO form_token (nonce, session_id, post_id, form, outcome, used_at)
    VALUES (${nonce}, ${actor.sessionId}, ${actor.postId}::uuid, ${form}, 'null'::jsonb, ${actor.now}) ON CONFLICT (nonce) DO NOTHING`
  if (claimed === 1) return undefined
  const [row] = await db.$queryRaw<{ outcome: Outcome | null }[]>`SELECT outcome FROM form_token WHERE nonce = ${nonce}`
  return row?.outcome ?? { redirect: form }
}

/** Was a form with this nonce taken before? Asked while its files still come; `claimNonce` decides. */
export const isUsed = async (nonce: string): Promise<boolean> =>
  (await prisma.formToken.findUnique({ where: { nonce }, select: { nonce: true } })) !== null

export async function storeOutcome(db: Db, nonce: string, outcome: Outcome): Promise<void> {
  await db.$executeRaw`UPDATE form_token SET outcome = ${JSON.stringify(outcome)}::jsonb WHERE nonce = ${nonce}`
}
