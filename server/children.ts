import { fork, type ChildProcess } from 'node:child_process'
import cluster from 'node:cluster'
import { setTimeout as sleep } from 'node:timers/promises'
import { log } from '~/lib/log.server'

/** A child that ends by itself is started again, after a pause that grows while it keeps ending. */
const PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 15_000
const STEADY_MS = 30_000
/** But at the first start, something is wrong that waiting does not mend. */
const FIRST_CRASHES = 4

export interface Children {
  /** Resolves when the children serve; rejects when they keep ending before. */
  ready: Promise<void>
  /** Asks them to finish; resolves when all have ended. */
  stop(): Promise<void>
  kill(): void
}

interface Kind {
  name: string
  count: number
  start(): ChildProcess
  /** Tells when a child serves. */
  up(child: ChildProcess, done: () => void): void
}

/** Keeps `count` children of a kind alive until they are stopped. */
function keep(kind: Kind, giveUp: () => void): Children {
  const alive = new Set<ChildProcess>()
  let stopping = false
  let crashes = 0
  let serving = 0
  let ready: () => void = () => undefined
  let failed: (error: Error) => void = () => undefined
  const whenReady = new Promise<void>((resolve, reject) => ([ready, failed] = [resolve, reject]))
  whenReady.catch(() => undefined)

  const launch = () => {
    const child = kind.start()
    const started = Date.now()
    alive.add(child)
    kind.up(child, () => {
      if (++serving >= kind.count) ready()
    })
    child.once('exit', (code, signal) => {
      alive.delete(child)
      if (stopping) return
      log.error({ part: kind.name, code, signal }, 'a process ended by itself')
      crashes = Date.now() - started > STEADY_MS ? 1 : crashes + 1
      if (serving < kind.count && crashes >= FIRST_CRASHES) {
        failed(new Error(`The ${kind.name} process keeps ending; see the lines above`))
        return giveUp()
      }
      void sleep(Math.min(PAUSE_MS * 2 ** (crashes - 1), LONGEST_PAUSE_MS)).then(() => stopping || launch())
    })
  }
  for (let i = 0; i < kind.count; i++) launch()

  return {
    ready: whenReady,
    async stop() {
      stopping = true
      const ends = [...alive].map((child) => new Promise((resolve) => child.once('exit', resolve)))
      for (const child of alive) child.kill('SIGTERM')
      await Promise.all(ends)
    },
    kill() {
      stopping = true
      for (const child of alive) child.kill('SIGKILL')
    },
  }
}

/** `count` web processes that share the port. */
export function keepWeb(count: number, giveUp: () => void): Children {
  return keep(
    {
      name: 'web',
      count,
      start: () => cluster.fork().process,
      up: (child, done) => {
        const worker = Object.values(cluster.workers ?? {}).find((one) => one?.process === child)
        worker?.once('listening', done)
      },
    },
    giveUp,
  )
}

/** The jobs' process: this program again, in its `jobs` mode. */
export function keepJobs(giveUp: () => void): Children {
  return keep(
    {
      name: 'jobs',
      count: 1,
      start: () => fork(process.argv[1]!, ['jobs'], { execArgv: process.execArgv }),
      up: (child, done) => child.once('message', done),
    },
    giveUp,
  )
}
