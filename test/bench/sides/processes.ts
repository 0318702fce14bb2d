/** Child processes of the bench, and what Linux tells of their time and memory. */
import { spawn, type ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from '../../../server/root'

/** Of the clock in /proc: ticks a second, on every Linux that Node runs on. */
const TICKS = 100
const READY_SECONDS = 60

export interface Side {
  process: ChildProcess
  url: string
  /** The processes that answer requests. */
  pids(): number[]
  stop(): Promise<void>
}

const started = new Set<() => Promise<void>>()
/** Ends every side that still runs. */
export const stopSides = () => Promise.all([...started].map((stop) => stop()))

/** Starts a Node program that listens on a port and waits until it answers there. Throws with what it wrote when it ends. */
export async function startSide(given: {
  args: string[]
  port: number
  processes: number
  settings: Record<string, string>
}): Promise<Side> {
  const { args, port, processes, settings } = given
  const program = args.findIndex((arg) => /\.(js|ts)$/.test(arg) && !args[args.indexOf(arg) - 1]?.startsWith('--'))
  const many = [
    ...args.slice(0, program),
    '--import',
    'tsx',
    'test/bench/sides/many.ts',
    String(processes),
    ...args.slice(program),
  ]
  const child = spawn(process.execPath, processes > 1 ? many : args, {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', ...settings },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const stop = async () => {
    started.delete(stop)
    if (child.exitCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
  started.add(stop)
  let said = ''
  child.stderr!.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)))
  const url = `http://127.0.0.1:${port}`
  for (let waited = 0; ; waited += 0.1) {
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended:\n${said}`)
    if (
      await fetch(`${url}/healthz`).then(
        () => true,
        () => false,
      )
    )
      break
    if (waited > READY_SECONDS) throw new Error(`${args.join(' ')} does not answer:\n${said}`)
    await sleep(100)
  }
  return {
    process: child,
    url,
    pids: () => (processes > 1 ? childrenOf(child.pid!) : [child.pid!]),
    stop,
  }
}

/** The fields of /proc/<pid>/stat behind the name; undefined when it is gone. */
function statOf(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

export const childrenOf = (pid: number): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((one) => Number.isInteger(one) && statOf(one)?.[1] === String(pid))

/** Processor time of processes so far, in milliseconds. */
export const cpuMs = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => {
    const stat = statOf(pid)
    return stat ? sum + ((Number(stat[11]) + Number(stat[12])) * 1000) / TICKS : sum
  }, 0)

/** The same of a process's children, those that have ended and were waited for among them. */
export function childrenMs(pid: number): number {
  const stat = statOf(pid)
  const ended = stat ? ((Number(stat[13]) + Number(stat[14])) * 1000) / TICKS : 0
  return ended + cpuMs(childrenOf(pid))
}

/** The most memory that any of the processes has held, in MB (resident). */
export const peakMb = (pids: readonly number[]): number =>
  Math.max(
    ...pids.map((pid) => {
      const [, kb = '0'] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
      return Math.round(Number(kb) / 1024)
    }),
  )
