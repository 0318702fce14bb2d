/**
 * The load: autocannon, every user on a connection of their own, the next request as soon as the last is answered, or at a
 * rate that is given.
 */
import autocannon from 'autocannon'
import type { Measured } from '../numbers'

export interface Asked {
  method: 'GET' | 'POST'
  path: string
  headers: Record<string, string>
  body?: string
}

interface Shots {
  url: string
  /** Of each user, in turn and over again. */
  requests: Asked[][]
  /** How long; or, when each request can be sent once only, until all were. */
  seconds: number | 'once'
  /** Requests a second, of all users together; 0: each user the next when the last is answered. */
  rate: number
  /** Is this the answer of a request that did what it should? */
  good: (status: number, location: string) => boolean
}

/** Fires and gives the time of every answer. */
export async function fire({ url, requests, seconds, rate, good }: Shots): Promise<Omit<Measured, 'cpu'>> {
  const times: number[] = []
  let errors = 0
  const refused = new Map<string, number>()
  const refuse = (what: string) => {
    errors++
    refused.set(what, (refused.get(what) ?? 0) + 1)
  }
  let user = 0
  const once = seconds === 'once'
  const began = performance.now()
  let last = began
  await new Promise<void>((resolve, reject) => {
    const instance = autocannon(
      {
        url,
        connections: requests.length,
        ...(once ? { amount: requests.length * requests[0]!.length } : { duration: seconds }),
        ...(rate && !once && { overallRate: rate }),
        timeout: 30,
        setupClient(client) {
          client.setRequests(requests[user++ % requests.length]!)
          let location = ''
          client.on('headers', (given) => {
            const { headers } = given as unknown as { headers: string[] }
            const at = headers.findIndex((name) => name.toLowerCase() === 'location')
            location = at < 0 ? '' : headers[at + 1]!
          })
          client.on('response', (status, _bytes, ms) => {
            last = performance.now()
            times.push(ms)
            if (!good(status, location)) refuse(`${status} ${location}`.trim())
          })
        },
      },
      (error) => (error ? reject(error as Error) : resolve()),
    )
    instance.on('reqError', (error: Error) => refuse(error.message))
  })
  for (const [what, times] of refused) process.stderr.write(`        ${times} answered: ${what}\n`)
  return { times, errors, seconds: (last - began) / 1000 }
}
