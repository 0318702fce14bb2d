/**
 * The gate for the two pages of a signed-in person who may have no active post: choosing a post is one of them. No scope
 * is set, so that row-level security shows no file at all; otherwise as `guarded`.
 */
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { now } from '~/lib/dates'
import { prisma, type Db } from '~/lib/db.server'
import { isUserError, refused } from '~/lib/errors'
import type { Refusal } from './answer-refusal.server'
import { typedForm } from './draft.server'
import { checkFormToken, claimNonce, issueFormToken, storeOutcome } from './form-token.server'
import { toSignIn } from './guard.server'
import { readSession } from './session/read-session.server'
import { shellOf, type Shell } from './shell'

/** Tokens of these forms belong to the session alone: the post changes with the form. */
const NO_POST = '00000000-0000-0000-0000-000000000000'

/** A signed-in person, with or without an active post. */
export type SignedIn = {
  sessionId: string
  userId: string
  userName: string
  postId: string | null
  now: Date
  ip: string
  requestId: string
}

export type UserContext = { user: SignedIn; db: Db; url: URL; request: Request; form: FormData; token: string }

type Args = LoaderFunctionArgs | ActionFunctionArgs
type Given<T> = Exclude<T, Response> & { shell: Shell | null }

export function guardedUser<T extends object>(
  _spec: { audit: string },
  fn: (context: UserContext) => Promise<T | Response>,
) {
  const run = async ({ request, context }: Args): Promise<unknown> => {
    const url = new URL(request.url)
    url.pathname = url.pathname.replace(/\.data$/, '')
    const posting = request.method !== 'GET' && request.method !== 'HEAD'
    const form = posting ? await request.formData() : new FormData()
    const { ip = '', requestId = '' } = (context ?? {}) as { ip?: string; requestId?: string }
    const at = { now: now(), ip, requestId }
    let shell: Shell | null = null
    try {
      return await prisma.$transaction(async (db) => {
        const session = await readSession(db, request, at)
        if (session.state === 'none' || session.state === 'expired') return toSignIn(url)
        const actor = session.state === 'active' ? session.actor : null
        const { sessionId, userId, userName } = session.state === 'active' ? session.actor : session
        const user: SignedIn = { sessionId, userId, userName, postId: actor?.postId ?? null, ...at }
        await db.$queryRaw`SELECT set_config('app.user', ${userId}, true), set_config('app.now', ${at.now.toISOString()}, true)`
        shell = actor && shellOf(actor, issueFormToken(actor))
        const holder = { sessionId, postId: NO_POST }
        if (!posting) return { ...(await fn({ user, db, url, request, form, token: issueFormToken(holder) })), shell }
        const verdict = checkFormToken(form.get('_token'), holder)
        if (!verdict.ok) throw refused('表单校验失败，没有保存。请从系统内重新打开页面。')
        const before = await claimNonce(db, { ...holder, now: at.now }, verdict.nonce, url.pathname)
        if (before) return 'redirect' in before ? redirect(before.redirect) : { ...(before.data as object), shell }
        const given = await fn({ user, db, url, request, form, token: issueFormToken(holder) })
        const outcome =
          given instanceof Response ? { redirect: given.headers.get('Location') ?? url.pathname } : { data: given }
        await storeOutcome(db, verdict.nonce, outcome)
        return given instanceof Response ? given : { ...given, shell }
      })
    } catch (error) {
      if (!isUserError(error)) throw error
      if (!posting || error.status === 403 || error.status === 404)
        throw data({ message: error.message, shell }, { status: error.status })
      const refusal: Refusal = { lastResult: typedForm(form, error.fieldErrors ?? { '': [error.message] }), shell }
      return data(refusal, { status: error.status })
    }
  }
  return run as (args: Args) => Promise<Given<T>>
}
