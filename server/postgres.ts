import { chownSync, closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync, renameSync, rmSync } from 'node:fs'
import { appendFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { spawn, type SpawnOptionsWithStdioTuple, type StdioNull, type StdioPipe } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { embeddedPasswords, embeddedUrl } from '../app/lib/env.server'
import { postgresUser, type OsUser } from './os-user'
import { claim, leave, release } from './owner-lock'
import { binaries, dataFolder, readPidFile, runsOn, type Binaries, type Say } from './postgres-files'
import { ensureRoles } from './roles'

export interface PostgresOptions {
  /** Absolute folder; the data lies in `<varDir>/postgres`, the passwords in `<varDir>/keys`. */
  varDir: string
  port: number
  /** Takes a line for the person at the terminal. */
  say?: Say
  /** False: the data must be there; never begin with an empty server. */
  create?: boolean
  /** Further settings of the server, such as `fsync: 'off'` for tests. */
  settings?: Record<string, string>
}

export interface RunningPostgres {
  port: number
  dataDir: string
  /** A server that ran already was taken over. */
  adopted: boolean
  /** URL of the superuser, for a database of the server. */
  superUrl(database?: string): string
  /** Is it still there? Looks at the process only. */
  alive(): boolean
  /** Says that it will be stopped soon, so that a program starting now waits instead of using it. */
  leaving(): void
  /** Fast shutdown; does nothing while another living process owns the server. */
  stop(): Promise<void>
}

interface Place {
  options: PostgresOptions
  data: string
  user: OsUser | undefined
  programs: Binaries
}

const START_SECONDS = 60
const LOG_BYTES = 10_000_000

/** The server's own settings. Its log names no statement and no value: they would hold personal data. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  timezone: 'UTC',
  jit: 'off',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

/** Runs a program to its end; throws with what it wrote when it fails. */
async function run(place: Place, program: keyof Binaries, args: string[]): Promise<void> {
  const options: SpawnOptionsWithStdioTuple<StdioNull, StdioPipe, StdioPipe> = {
    ...place.user,
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C' } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  }
  const child = spawn(place.programs[program], args, options)
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('exit', resolve))
  if (code !== 0) throw new Error(`${program} ${args[0]} failed (${code}): ${output.trim()}`)
}

function give(place: Place, path: string): void {
  if (place.user) chownSync(path, place.user.uid, place.user.gid)
}

/** Makes the data in a draft folder first, so that a killed run leaves no half. */
async function initialise(place: Place): Promise<void> {
  if (existsSync(join(place.data, 'PG_VERSION'))) return
  if (place.options.create === false) throw new Error(`The data folder ${place.data} is gone`)
  const draft = `${place.data}.draft`
  const password = `${place.data}.password`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  give(place, draft)
  try {
    writeFileSync(password, embeddedPasswords(place.options.varDir).postgres, { mode: 0o600 })
    give(place, password)
    const flags = ['--auth=scram-sha-256', '--username=postgres', '--encoding=UTF8', '--locale=C', '--no-instructions']
    await run(place, 'initdb', [`--pgdata=${draft}`, `--pwfile=${password}`, ...flags])
    appendFileSync(join(draft, 'postgresql.conf'), "\ninclude = 'guicheng.conf'\n")
    renameSync(draft, place.data)
  } finally {
    rmSync(password, { force: true })
  }
}

type Health = 'ready' | 'starting' | 'silent'

/** Asks the server on a port whether it is ours and ready. Throws when our password is refused. */
async function ask(place: Place, port: number): Promise<Health> {
  const connectionString = embeddedUrl('postgres', place.options.varDir, port, 'postgres')
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory')
    return rows[0]?.data_directory === place.data ? 'ready' : 'silent'
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === '57P03') return 'starting'
    if (code !== '28P01') return 'silent'
    throw new Error(`keys/postgres.json in ${place.options.varDir} does not fit the data in ${place.data}; put it back`)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** What the server wrote to its log since a position. */
function logSince(file: string, from: number): string {
  if (!existsSync(file)) return ''
  const fd = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(Math.max(0, fstatSync(fd).size - from))
    readSync(fd, bytes, 0, bytes.length, from)
    return bytes.toString()
  } finally {
    closeSync(fd)
  }
}

/** Starts the server; false when it must be tried again because a killed one's children still hold its memory. */
async function launch(place: Place): Promise<boolean> {
  const { port, settings } = place.options
  const log = join(place.data, 'server.log')
  const conf = join(place.data, 'guicheng.conf')
  const lines = Object.entries({ port: String(port), ...SETTINGS, ...settings }).map(
    ([key, value]) => `${key} = '${value}'`,
  )
  writeFileSync(conf, `# Written anew at every start.\n${lines.join('\n')}\n`, { mode: 0o600 })
  give(place, conf)
  if (existsSync(log) && statSync(log).size > LOG_BYTES) truncateSync(log)
  const from = existsSync(log) ? statSync(log).size : 0
  try {
    await run(place, 'pg_ctl', ['start', '-D', place.data, '-w', '-t', String(START_SECONDS), '-l', log])
    return true
  } catch (error) {
    const said = logSince(log, from)
    if (/Address already in use|could not bind/i.test(said))
      throw new Error(`Port ${port} is taken by another program; set POSTGRES_PORT to a free one`)
    if (/incompatible with server/i.test(said))
      throw new Error(`The data in ${place.data} was made by another major version of PostgreSQL:\n${said}`)
    if (/still in use|lock file .* already exists/i.test(said)) return false
    throw new Error(`PostgreSQL did not start: ${(error as Error).message}\n${said}`)
  }
}

const halt = (place: Place, mode: 'fast' | 'immediate') =>
  run(place, 'pg_ctl', ['stop', '-D', place.data, '-m', mode, '-w', '-t', '60'])

/** Adopts the server that runs on the folder, or replaces what a killed run left and starts one. */
async function adoptOrLaunch(place: Place, mine: boolean): Promise<{ adopted: boolean; port: number }> {
  const wanted = place.options.port
  const deadline = Date.now() + START_SECONDS * 1000
  let launched = false
  let silentSince = 0
  while (Date.now() < deadline) {
    const left = readPidFile(place.data)
    if (!left || !runsOn(left.pid, place.data)) {
      rmSync(join(place.data, 'postmaster.pid'), { force: true })
      launched = await launch(place)
      if (launched) continue
    } else {
      const health = await ask(place, left.port || wanted).catch(async (error: unknown) => {
        if (launched) await halt(place, 'fast')
        throw error
      })
      if (health === 'ready' && (left.port === wanted || !mine)) return { adopted: !launched, port: left.port }
      if (health === 'ready') await halt(place, 'fast')
      if (health === 'silent') {
        silentSince ||= Date.now()
        if (Date.now() - silentSince > 5_000)
          await halt(place, 'immediate').catch(() => process.kill(left.pid, 'SIGKILL'))
      }
    }
    await sleep(200)
  }
  throw new Error(`PostgreSQL in ${place.data} was not ready within ${START_SECONDS} s`)
}

/**
 * The embedded PostgreSQL of a folder, running: adopted if it runs already, else initialised and started, with its
 * logins and the database `guicheng`. Works as root (it then runs as the system user `postgres`) and as anybody.
 * Throws with a plain message when the port is taken or the server does not come up.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const say = options.say ?? (() => undefined)
  const user = postgresUser()
  const data = dataFolder(options.varDir, user, say)
  const place: Place = { options, data, user, programs: binaries(options.varDir, user, say) }
  const lock = join(options.varDir, 'run', 'postgres.owner')
  const mine = await claim(lock)
  try {
    await initialise(place)
    const { adopted, port } = await adoptOrLaunch(place, mine)
    const superUrl = (database = 'guicheng') => embeddedUrl('postgres', options.varDir, port, database)
    if (mine) await ensureRoles(superUrl('postgres'), embeddedPasswords(options.varDir))
    const alive = () => {
      const left = readPidFile(data)
      return left !== undefined && runsOn(left.pid, data)
    }
    const leaving = () => mine && leave(lock)
    const stop = async () => {
      if (!mine) return
      leaving()
      if (alive()) await halt(place, 'fast').catch(() => halt(place, 'immediate'))
      release(lock)
    }
    return { port, dataDir: data, adopted, superUrl, alive, leaving, stop }
  } catch (error) {
    if (mine) release(lock)
    throw error
  }
}
