/**
 * How often one address may read what is open to everybody: counted in this process alone, so that it costs a read nothing.
 * It stops what reads in a loop, not what is spread over many addresses.
 */
import { askerOf } from './asker'

/** Addresses remembered at once: the map starts anew beyond. */
const ASKERS = 20_000

/** Gives a question "may this address read once more now?", for at most so many reads in so many milliseconds. */
export function limitReads({ most, windowMs }: { most: number; windowMs: number }) {
  let counts = new Map<string, number>()
  let until = 0
  return ({ ip, now }: { ip: string; now: Date }): boolean => {
    if (now.getTime() >= until || now.getTime() < until - windowMs || counts.size > ASKERS) {
      counts = new Map()
      until = now.getTime() + windowMs
    }
    const asker = askerOf(ip)
    const n = (counts.get(asker) ?? 0) + 1
    counts.set(asker, n)
    return n <= most
  }
}
