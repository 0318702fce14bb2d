/** When the replica is left alone: a rest after a failure, and after it one request at a time that tries again. */
export type Rest = {
  /** May it be asked now? Of those who come after a rest one is let through; the others wait for what it finds. */
  mayAsk: (now: number) => boolean
  isResting: (now: number) => boolean
  failed: (now: number, restMs: number) => void
  answered: () => void
}

/** `probeMs`: how long the others keep off while one tries. */
export function makeRest(probeMs: number): Rest {
  let failing = false
  let until = 0
  return {
    mayAsk(now) {
      if (now < until) return false
      if (failing) until = now + probeMs
      return true
    },
    isResting: (now) => now < until,
    failed(now, restMs) {
      failing = true
      until = now + restMs
    },
    answered() {
      failing = false
      until = 0
    },
  }
}
