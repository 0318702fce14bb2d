/** Sums over measured times. Pure. */

/** One page as it was measured on one side, at one number of users. */
export interface Measured {
  /** Of each request, in milliseconds. */
  times: number[]
  errors: number
  /** Wall-clock seconds of the slices together. */
  seconds: number
  /** Milliseconds of processor time that the web processes and PostgreSQL took in them. */
  cpu: { web: number; database: number }
}

export interface Summary {
  requests: number
  errors: number
  perSecond: number
  p50: number
  p95: number
  p99: number
  /** Processor milliseconds per request. */
  webMs: number
  databaseMs: number
}

/** The smallest time that `percent` of 100 of them do not exceed (nearest rank); NaN of none. */
export function percentile(times: readonly number[], percent: number): number {
  if (times.length === 0) return NaN
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)]!
}

export const nothing = (): Measured => ({ times: [], errors: 0, seconds: 0, cpu: { web: 0, database: 0 } })

export const added = (a: Measured, b: Measured): Measured => ({
  times: [...a.times, ...b.times],
  errors: a.errors + b.errors,
  seconds: a.seconds + b.seconds,
  cpu: { web: a.cpu.web + b.cpu.web, database: a.cpu.database + b.cpu.database },
})

export function summarise({ times, errors, seconds, cpu }: Measured): Summary {
  const round = (n: number) => Math.round(n * 100) / 100
  const requests = times.length
  return {
    requests,
    errors,
    perSecond: round(requests / seconds),
    p50: round(percentile(times, 50)),
    p95: round(percentile(times, 95)),
    p99: round(percentile(times, 99)),
    webMs: round(cpu.web / requests),
    databaseMs: round(cpu.database / requests),
  }
}

/** How many times `b` goes into `a`, to two decimals. */
export const ratio = (a: number, b: number): number => Math.round((a / b) * 100) / 100
