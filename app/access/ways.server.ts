/** Where a door sends whoever may not pass yet: to sign in, to finish signing in, to prove again who he is; and back. */
import { redirect } from '@remix-run/node'
import type { Held } from './session/read-session.server'

/** The page on which a held session goes on. */
const goesOnAt: Record<Held, string> = { code: '/sign-in/code', password: '/password', enrol: '/second-factor' }

/** Why a session ended, where the person is told: codes of app_session.ended_why. */
export type EndedWhy = 'elsewhere' | 'locked' | 'reset' | 'disabled' | 'signed_out'

type More = { draft?: string; why?: string | null }

function lead(path: string, from: URL, { draft, why }: More): Response {
  const back = new URLSearchParams({ to: from.pathname + from.search })
  if (draft) back.set('draft', draft)
  if (why) back.set('why', why)
  return redirect(`${path}?${back}`)
}

/** Sends to the sign-in page and back here afterwards; `draft`: what was typed; `why` the session ended. */
export const toSignIn = (from: URL, more: More = {}) => lead('/sign-in', from, more)

/** Sends to what a held session still has to do. */
export const toNextStep = (held: Held, from: URL, more: More = {}) => lead(goesOnAt[held], from, more)

/** Sends to the proof of identity and back here afterwards. */
export const toReAuthenticate = (from: URL, more: More = {}) => lead('/re-authenticate', from, more)

/** The page on which a held session goes on, with the way back; where it may go when nothing holds it. */
export const nextPath = (held: Held | null, to: string): string =>
  held ? `${goesOnAt[held]}?${new URLSearchParams({ to })}` : to
