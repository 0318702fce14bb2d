import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** A process's start, so that a number used again is not taken for the same process. Unknown where /proc is missing. */
function startedAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

function holder(file: string): number | undefined {
  if (!existsSync(file)) return undefined
  const [pid, start] = readFileSync(file, 'utf8').trim().split(' ')
  try {
    process.kill(Number(pid), 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined
  }
  return startedAt(Number(pid)) === (start ?? '') ? Number(pid) : undefined
}

/** Makes this process the one that stops the server, unless a living one already is. Gives whether it is ours now. */
export function claim(file: string): boolean {
  const other = holder(file)
  if (other !== undefined) return other === process.pid
  mkdirSync(dirname(file), { recursive: true })
  rmSync(file, { force: true })
  try {
    writeFileSync(file, `${process.pid} ${startedAt(process.pid)}\n`, { flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
  return true
}

/** Gives the claim up, if it is ours. */
export function release(file: string): void {
  if (holder(file) === process.pid) rmSync(file, { force: true })
}
