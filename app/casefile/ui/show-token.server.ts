/** A short permission to show what was just revealed and logged; it stands in the address and holds no identity. */
import type { Actor } from '~/access/actor'
import { sm3, signToken, verifyToken } from '~/lib/crypto.server'

const MINUTES = 2

/** What the token opens: a group of one file, or the names of one page of a list. */
export function showToken(actor: Actor, what: string): string {
  const until = new Date(actor.now.getTime() + MINUTES * 60_000).toISOString()
  return signToken([actor.sessionId, actor.postId, sm3(what), until], 'show')
}

export function mayShow(actor: Actor, token: string | null, what: string): boolean {
  const [session, post, hash, until] = (token && verifyToken(token, 'show')) || []
  return (
    session === actor.sessionId &&
    post === actor.postId &&
    hash === sm3(what) &&
    until !== undefined &&
    new Date(until) > actor.now
  )
}

/** The address of a page of a list without the permission itself, in a fixed order. */
export function pageKey(url: URL): string {
  const kept = new URLSearchParams(url.search)
  kept.delete('show')
  kept.delete('index')
  kept.sort()
  return `${url.pathname}?${kept}`
}
