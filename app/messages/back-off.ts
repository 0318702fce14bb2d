/** When a message is tried again, and when no more. Pure. */

/** Minutes after the first, second … failure; after the last of them the message has failed. About eleven hours in all. */
const MINUTES = [1, 5, 25, 120, 480] as const

/** How often a message is tried at most. */
export const ATTEMPTS = MINUTES.length + 1

/** The instant of the next attempt after `attempts` failed ones; null: no more. */
export function nextAttempt(at: Date, attempts: number, code: string): Date | null {
  if (isFinal(code)) return null
  const minutes = MINUTES[attempts - 1]
  return minutes === undefined ? null : new Date(at.getTime() + minutes * 60_000)
}

/** The receiving side said no for good: another attempt would bring the same answer. */
function isFinal(code: string): boolean {
  if (/^smtp_5\d\d$/.test(code)) return true
  return /^http_4\d\d$/.test(code) && !['http_408', 'http_425', 'http_429'].includes(code)
}

/** The service itself is away, whoever the message is to: the others wait for the next run. */
export const isAway = (code: string): boolean =>
  ['not_set', 'refused', 'not_found', 'timeout', 'auth', 'http_429'].includes(code) || /^http_5\d\d$/.test(code)
