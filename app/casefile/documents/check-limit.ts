/** How often one address may ask whether a code is valid: a window that starts anew. Pure but for its own memory. */

export const CHECKS = 20
export const WINDOW_MS = 10 * 60_000
/** Addresses remembered at most; the oldest windows go first. */
const REMEMBERED = 10_000

/** One network of IPv6 counts as one asker: a subscriber has 2^64 addresses of it. */
export function askerOf(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail === undefined ? [] : tail.split(':').filter(Boolean)
  const whole =
    tail === undefined
      ? left
      : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
  return whole
    .slice(0, 4)
    .map((part) => part.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')
}

export function makeCheckLimit() {
  const windows = new Map<string, { from: number; asked: number }>()
  return {
    /** Counts one question; false when the address has asked too often. */
    allow(ip: string, at: Date): boolean {
      const asker = askerOf(ip)
      const known = windows.get(asker)
      if (known && at.getTime() - known.from < WINDOW_MS) return ++known.asked <= CHECKS
      windows.delete(asker)
      windows.set(asker, { from: at.getTime(), asked: 1 })
      if (windows.size > REMEMBERED) windows.delete(windows.keys().next().value!)
      return true
    },
    forget: () => windows.clear(),
  }
}
