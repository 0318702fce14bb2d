/** How the log stands, by its last verification. Pure. */

/** none: never verified. stale: the last one is too long ago. */
export type LogStatus = { state: 'sound' | 'broken' | 'stale' | 'none'; at: Date | null; faults: number }

/** Verification is nightly; after so long one was missed. */
const STALE_MS = 36 * 3_600_000

export function statusOf(check: { at: Date; sound: boolean; faults: unknown } | null, now: Date): LogStatus {
  if (!check) return { state: 'none', at: null, faults: 0 }
  const faults = Array.isArray(check.faults) ? check.faults.length : 0
  const late = now.getTime() - check.at.getTime() > STALE_MS
  return { state: !check.sound ? 'broken' : late ? 'stale' : 'sound', at: check.at, faults }
}
