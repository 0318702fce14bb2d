import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A process's start, so that a number used again is not taken for the same process. Unknown where /proc is missing. */
function startedAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

interface Holder {
  pid: number
  /** It is about to stop the server. */
  leaving: boolean
}

function holder(file: string): Holder | undefined {
  if (!existsSync(file)) return undefined
  const [pid, start = '', state] = readFileSync(file, 'utf8').trim().split(' ')
  try {
    process.kill(Number(pid), 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined
  }
  return startedAt(Number(pid)) === start ? { pid: Number(pid), leaving: state === 'leaving' } : undefined
}

const line = (state: string) => `${process.pid} ${startedAt(process.pid)} ${state}\n`

/**
 * Makes this process the one that stops the server, unless a living one already is; waits for one that is about to stop
 * it. Gives whether it is ours now.
 */
export async function claim(file: string): Promise<boolean> {
  let other = holder(file)
  while (other?.leaving && other.pid !== process.pid) {
    await sleep(100)
    other = holder(file)
  }
  if (other) return other.pid === process.pid
  mkdirSync(dirname(file), { recursive: true })
  rmSync(file, { force: true })
  try {
    writeFileSync(file, line('here'), { flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
  return true
}

/** Tells others not to count on the server any more. */
export function leave(file: string): void {
  if (holder(file)?.pid === process.pid) writeFileSync(file, line('leaving'))
}

/** Gives the claim up, if it is ours. */
export function release(file: string): void {
  if (holder(file)?.pid === process.pid) rmSync(file, { force: true })
}
