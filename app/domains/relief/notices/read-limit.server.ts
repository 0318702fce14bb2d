/** How often the public pages may be read by one address, and how long a copy of one may be kept. */
import { limitReads } from '~/access/limit-reads'
import { addDays, dayOf } from '~/lib/dates'
import { tooMany } from '~/lib/errors'

/** A village hall behind one address reads a few hundred pages a minute at most. */
const mayRead = limitReads({ most: 600, windowMs: 60_000 })
const KEPT_S = 15

/** Throws 429 when an address has read too often in this minute. */
export function takeRead(from: { ip: string; now: Date }): void {
  if (!mayRead(from)) throw tooMany('打开得太频繁，请一分钟后再试。')
}

/** A copy of the list may be kept for some seconds by whoever stands between, and never past the end of the day. */
export function cacheFor(now: Date): Headers {
  const midnight = new Date(`${addDays(dayOf(now), 1)}T00:00:00+08:00`)
  const left = Math.floor((midnight.getTime() - now.getTime()) / 1000)
  return new Headers({
    'Cache-Control': `public, max-age=${Math.max(0, Math.min(KEPT_S, left))}`,
    'X-Robots-Tag': 'noindex',
  })
}
