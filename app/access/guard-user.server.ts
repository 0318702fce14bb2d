/**
 * The gate for the pages of a person that need no active post: choosing one, and everything about the own account. No
 * scope is set, so that row-level security shows no file at all; otherwise as `guarded`. A session that is held (code,
 * change of password, enrolment still to come) passes only where the door says so.
 */
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { now } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { isUserError, refused } from '~/lib/errors'
import { transaction } from '~/lib/transaction.server'
import type { Refusal } from './answer-refusal.server'
import { typedForm } from './draft.server'
import { checkFormToken, claimNonce, issueFormToken, storeOutcome } from './form-token.server'
import { CountedRefusal } from './accounts/count-attempt.server'
import { readSession, type Held } from './session/read-session.server'
import { shellOf, type Shell } from './shell'
import { toNextStep, toReAuthenticate, toSignIn } from './ways.server'

/** Tokens of these forms belong to the session alone: the post changes with the form. */
const NO_POST = '00000000-0000-0000-0000-000000000000'

export type UserSpec = {
  audit: string
  /** Opens to sessions that are held here, too. */
  held?: readonly Held[]
  /** As in GuardSpec; a held session has just been signed in. */
  fresh?: boolean
  /** As in GuardSpec. */
  once?: boolean
}

/** A signed-in person, with or without an active post. */
export type SignedIn = {
  sessionId: string
  userId: string
  userName: string
  postId: string | null
  /** What the session still has to do; null: nothing. */
  held: Held | null
  now: Date
  ip: string
  requestId: string
}

export type UserContext = { user: SignedIn; db: Db; url: URL; request: Request; form: FormData; token: string }

type Args = LoaderFunctionArgs | ActionFunctionArgs
type Given<T> = Exclude<T, Response> & { shell: Shell | null }

export function guardedUser<T extends object>(spec: UserSpec, fn: (context: UserContext) => Promise<T | Response>) {
  const run = async ({ request, context }: Args): Promise<unknown> => {
    const url = new URL(request.url)
    url.pathname = url.pathname.replace(/\.data$/, '')
    const posting = request.method !== 'GET' && request.method !== 'HEAD'
    const form = posting ? await request.formData() : new FormData()
    const { ip = '', requestId = '' } = (context ?? {}) as { ip?: string; requestId?: string }
    const at = { now: now(), ip, requestId }
    let shell: Shell | null = null
    const work = async (db: Db): Promise<unknown> => {
      // What is sent here may change the user's row: that one is locked first, before the session's.
      const session = await readSession(db, request, at, { touch: !posting })
      if (session.state === 'none') return toSignIn(url)
      if (session.state === 'expired') return toSignIn(url, { why: session.why })
      if (session.state === 'held' && !spec.held?.includes(session.held)) return toNextStep(session.held, url)
      if (session.state !== 'held' && spec.fresh && !session.fresh) return toReAuthenticate(url)
      const actor = session.state === 'active' ? session.actor : null
      const { sessionId, userId, userName } = session.state === 'active' ? session.actor : session
      const held = session.state === 'held' ? session.held : null
      const user: SignedIn = { sessionId, userId, userName, postId: actor?.postId ?? null, held, ...at }
      await db.$queryRaw`SELECT set_config('app.user', ${userId}, true), set_config('app.now', ${at.now.toISOString()}, true)`
      shell = actor && shellOf(actor, issueFormToken(actor))
      const holder = { sessionId, postId: NO_POST }
      const pass = () => fn({ user, db, url, request, form, token: issueFormToken(holder) })
      if (!posting) {
        const given = await pass()
        return given instanceof Response ? given : { ...given, shell }
      }
      const verdict = checkFormToken(form.get('_token'), holder)
      if (!verdict.ok) throw refused('表单校验失败，没有保存。请从系统内重新打开页面。')
      const before = await claimNonce(db, { ...holder, now: at.now }, verdict.nonce, url.pathname)
      if (before) return 'redirect' in before ? redirect(before.redirect) : { ...(before.data as object), shell }
      try {
        const given = await pass()
        const leads = given instanceof Response ? (given.headers.get('Location') ?? url.pathname) : url.pathname
        const kept = given instanceof Response || spec.once ? { redirect: leads } : { data: given }
        await storeOutcome(db, verdict.nonce, kept)
        return given instanceof Response ? given : { ...given, shell }
      } catch (error) {
        if (!(error instanceof CountedRefusal)) throw error
        // What was counted stays; the form may be sent again.
        await db.formToken.delete({ where: { nonce: verdict.nonce } })
        return error
      }
    }
    try {
      const given = await transaction(work)
      if (given instanceof CountedRefusal) throw given
      return given
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
