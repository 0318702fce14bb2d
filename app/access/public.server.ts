/**
 * The doors that stand open: sign-in, sign-out, what the layout needs of the server. Everything else is `guarded`.
 * The HTTP server has compared Origin before an action runs.
 */
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { isUuid } from '~/lib/ids.server'
import { now } from '~/lib/dates'
import { isUserError } from '~/lib/errors'
import { transaction } from '~/lib/transaction.server'
import { readSession, type SessionState } from './session/read-session.server'

export type PublicContext = {
  request: Request
  url: URL
  params: Record<string, string | undefined>
  /** Of an action: the form as sent. Of a loader: empty. */
  form: FormData
  from: { now: Date; ip: string; requestId: string }
  /** Who asks, when a page needs to know; reads the session once. */
  session: () => Promise<SessionState>
}

type Args = LoaderFunctionArgs | ActionFunctionArgs

/** A loader or action that needs no session; it says so. */
export function publicRoute<T>(_spec: { public: true }, fn: (context: PublicContext) => Promise<T>) {
  return async (args: Args): Promise<T> => {
    const { request } = args
    const context = (args.context ?? {}) as { ip?: string; requestId?: string }
    const from = { now: now(), ip: context.ip ?? '', requestId: context.requestId ?? '' }
    const posting = request.method !== 'GET' && request.method !== 'HEAD'
    const form = posting ? await request.formData() : new FormData()
    const session = () => transaction((db) => readSession(db, request, from))
    try {
      return await fn({ request, url: new URL(request.url), params: args.params, form, from, session })
    } catch (error) {
      if (isUserError(error)) throw data({ message: error.message, shell: null }, { status: error.status })
      throw error
    }
  }
}

const NOWHERE = 'http://here.invalid'

/** A path of this site to go to, as asked for; '/' for anything that leads elsewhere or back to the door. */
export function sameSitePath(to: unknown): string {
  if (typeof to !== 'string' || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(to) || to.length > 2000) return '/'
  const url = URL.canParse(to, NOWHERE) ? new URL(to, NOWHERE) : undefined
  if (
    !url ||
    url.origin !== NOWHERE ||
    /^\/(sign-in(\/code)?|sign-out|posts|re-authenticate)(\.data)?$/.test(url.pathname) ||
    url.pathname.startsWith('//')
  )
    return '/'
  return url.pathname.replace(/\.data$/, '') + url.search
}

/** The same path, opening the draft that was kept of it. */
export function withDraft(path: string, draft: unknown): string {
  if (!isUuid(draft)) return path
  const url = new URL(path, NOWHERE)
  url.searchParams.set('draft', draft)
  return url.pathname + url.search
}

/** The page that this one was asked for on the way to, with the draft that was kept of it. */
export const wayBack = (url: URL): string =>
  withDraft(sameSitePath(url.searchParams.get('to')), url.searchParams.get('draft'))
