import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Whose rights PostgreSQL runs with: root may not run it. Undefined: our own. */
export interface OsUser {
  uid: number
  gid: number
}

const find = (): OsUser | undefined => {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((row) => row.startsWith('postgres:'))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined
}

/** The system user `postgres` when we are root (made if missing), else undefined. Throws when it cannot be made. */
export function postgresUser(): OsUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const known = find()
  if (known) return known
  const made = spawnSync('useradd', ['--system', '--user-group', '--shell', '/usr/sbin/nologin', 'postgres'])
  if (made.status !== 0) spawnSync('adduser', ['-S', '-D', '-H', 'postgres'])
  const user = find()
  if (!user) throw new Error('PostgreSQL may not run as root and the system user "postgres" could not be created')
  return user
}

/** Can this user do `-r`, `-w` or `-x` with the path? Asked of the operating system itself. */
export function userCan(user: OsUser | undefined, flag: '-r' | '-w' | '-x', path: string): boolean {
  return spawnSync('/bin/sh', ['-c', `test ${flag} "$0"`, path], { ...user, cwd: '/' }).status === 0
}
