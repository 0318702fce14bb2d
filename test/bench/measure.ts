/** Times one page on all sides, in slices that alternate, so that whatever else the machine does meets all of them. */
import { added, nothing, type Measured } from './numbers'
import { fire, type Asked } from './sides/load'
import { childrenMs, cpuMs, type Side } from './sides/processes'

export interface Stand {
  name: 'application' | 'small' | 'floor'
  side: Side
  /** The requests of each user; `turn` counts slices, for requests that can be sent once only. */
  requests: (turn: number) => Promise<Asked[][]>
  once: boolean
}

const WARM_SECONDS = 1

const good = (once: boolean) => (status: number, location: string) =>
  once ? status === 302 && location.includes('done=') : status === 200

/** One number of users; `postmaster` is the process whose children serve the connections. */
export async function measure(
  stands: readonly Stand[],
  given: { users: number; seconds: number; rounds: number; rate: number; postmaster: number },
): Promise<Record<string, Measured>> {
  const { users, seconds, rounds, rate, postmaster } = given
  const results: Record<string, Measured> = {}
  const slice = async ({ side, requests, once }: Stand, turn: number, length: number): Promise<Measured> => {
    const asked = await requests(turn)
    const web = side.pids()
    const before = { web: cpuMs(web), database: childrenMs(postmaster) }
    const measured = await fire({
      url: side.url,
      requests: asked.slice(0, users),
      seconds: once ? 'once' : length,
      rate,
      good: good(once),
    })
    const cpu = { web: cpuMs(web) - before.web, database: childrenMs(postmaster) - before.database }
    return { ...measured, cpu }
  }
  for (const stand of stands) await slice(stand, 0, WARM_SECONDS)
  for (let round = 1; round <= rounds; round++)
    for (const stand of stands)
      results[stand.name] = added(results[stand.name] ?? nothing(), await slice(stand, round, seconds / rounds))
  return results
}
