/** PgBouncer in transaction mode in front of the application's login. */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { postgresUser } from '../../server/os-user'
import { ownFolder, until } from './cluster'

const PLACES = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer', '/usr/local/bin/pgbouncer']

export type Bouncer = { port: number; restart(): Promise<void>; stop(): Promise<void> }

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port }, () => {
      socket.end()
      resolve(true)
    }).on('error', () => resolve(false))
  })

/** `pool`: server connections for all clients together; far fewer than the application opens. */
export async function bouncer(
  folder: string,
  given: { port: number; serverPort: number; user: string; password: string; pool: number },
): Promise<Bouncer> {
  const program = PLACES.find((path) => existsSync(path))
  if (!program) throw new Error('PgBouncer not found. Install it: apt-get install pgbouncer')
  ownFolder(folder)
  const owner = postgresUser()
  const users = join(folder, 'users.txt')
  const settings = join(folder, 'pgbouncer.ini')
  writeFileSync(users, `"${given.user}" "${given.password}"\n`)
  writeFileSync(
    settings,
    `[databases]
guicheng = host=127.0.0.1 port=${given.serverPort} dbname=guicheng
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${given.port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = transaction
default_pool_size = ${given.pool}
max_client_conn = 400
server_reset_query =
log_connections = 0
log_disconnections = 0
`,
  )
  let child: ChildProcess
  const start = async () => {
    child = spawn(program, [settings], { ...owner, cwd: '/', stdio: 'ignore' })
    await until('PgBouncer listens', 10, () => answers(given.port))
  }
  const stop = async () => {
    if (child.exitCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }
  await start()
  return {
    port: given.port,
    stop,
    restart: async () => {
      await stop()
      await start()
    },
  }
}
