/** A PostgreSQL of the distribution, in a folder of its own on loopback: one primary, and a streaming replica of it. */
import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, chmodSync, chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { postgresUser } from '../../server/os-user'

const user = postgresUser()

/** Folder of the newest server programs; the packages keep them out of PATH. Throws, saying what to install. */
function programs(): string {
  const base = '/usr/lib/postgresql'
  const versions = existsSync(base)
    ? readdirSync(base).filter((name) => existsSync(join(base, name, 'bin/initdb')))
    : []
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0]
  if (!newest) throw new Error('No PostgreSQL server found. Install it: apt-get install postgresql pgbouncer')
  return join(base, newest, 'bin')
}

/** Runs a program as the system user `postgres` when we are root. Throws with what it printed. */
export function run(program: string, args: string[], env: Record<string, string> = {}): string {
  return execFileSync(program, args, {
    ...user,
    cwd: '/',
    env: { ...process.env, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** A folder that the server's user may write. */
export function ownFolder(path: string): string {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  chmodSync(path, 0o700)
  if (user) chownSync(path, user.uid, user.gid)
  return path
}

export type Server = {
  port: number
  folder: string
  version: string
  start(): void
  stop(how?: 'fast' | 'immediate'): void
}

function server(folder: string, port: number): Server {
  const bin = programs()
  const ctl = (...args: string[]) => run(join(bin, 'pg_ctl'), ['-D', folder, '-w', '-s', ...args])
  return {
    port,
    folder,
    version: run(join(bin, 'postgres'), ['--version']).trim(),
    start: () => void ctl('-l', join(folder, 'server.log'), 'start'),
    stop: (how = 'fast') => {
      if (spawnSync(join(bin, 'pg_ctl'), ['-D', folder, 'status'], { ...user, cwd: '/' }).status === 0)
        ctl('-m', how, 'stop')
    },
  }
}

/** The primary, running; its superuser is `postgres` with the password given. */
export function primary(folder: string, port: number, password: string): Server {
  ownFolder(folder)
  const one = server(folder, port)
  run(join(programs(), 'initdb'), ['-D', folder, '-U', 'postgres', '-E', 'UTF8', '--no-locale', '-A', 'trust'])
  appendFileSync(
    join(folder, 'postgresql.conf'),
    `\nport = ${port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\nwal_level = replica\nmax_wal_senders = 4\nwal_keep_size = '512MB'\nhot_standby = on\nshared_preload_libraries = 'pg_stat_statements'\npassword_encryption = 'scram-sha-256'\n`,
  )
  one.start()
  run(join(programs(), 'psql'), [
    '-h',
    '127.0.0.1',
    '-p',
    String(port),
    '-U',
    'postgres',
    '-q',
    '-c',
    `ALTER USER postgres PASSWORD '${password}'`,
  ])
  // From now on by password, as in production.
  run('/bin/sh', [
    '-c',
    `printf 'host all all 127.0.0.1/32 scram-sha-256\\nhost replication all 127.0.0.1/32 scram-sha-256\\n' > '${join(folder, 'pg_hba.conf')}'`,
  ])
  run(join(programs(), 'pg_ctl'), ['-D', folder, '-s', 'reload'])
  return one
}

/** A streaming replica of the primary, running. */
export function replica(of: Server, folder: string, port: number, password: string): Server {
  ownFolder(folder)
  run(
    join(programs(), 'pg_basebackup'),
    ['-h', '127.0.0.1', '-p', String(of.port), '-U', 'postgres', '-D', folder, '-R', '-X', 'stream', '-c', 'fast'],
    { PGPASSWORD: password },
  )
  appendFileSync(join(folder, 'postgresql.conf'), `\nport = ${port}\n`)
  const one = server(folder, port)
  one.start()
  return one
}

/** psql as the administrator would call it. */
export const psql = (port: number, password: string, args: string[]): string =>
  run(
    join(programs(), 'psql'),
    ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-q', '-v', 'ON_ERROR_STOP=1', ...args],
    {
      PGPASSWORD: password,
    },
  )

/** Waits until something is so, asking five times a second. Throws when it is not within the seconds given. */
export async function until(what: string, seconds: number, holds: () => Promise<boolean> | boolean): Promise<void> {
  const end = Date.now() + seconds * 1000
  while (Date.now() < end) {
    if (await holds()) return
    await sleep(200)
  }
  throw new Error(`not within ${seconds} s: ${what}`)
}
