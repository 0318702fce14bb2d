import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'

/** The settings of the environment as they are written there, each with a default that runs. */
const port = (fallback: number) =>
  z.coerce
    .number('must be a port number')
    .int()
    .min(1, 'must be 1–65535')
    .max(65535, 'must be 1–65535')
    .default(fallback)
const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/[^/]+\/[^/?]+/, 'must look like postgresql://user:password@host:5432/database')
  .optional()
const webUrl = z.url({ protocol: /^https?$/, error: 'must look like https://guicheng.example.gov.cn' })

/** About a fifth of a second on one core. Raised here, older hashes are renewed as their owners sign in. */
export const HASH_ROUNDS = 210_000

const schema = z.object({
  PORT: port(3000),
  /** The application's login; may go through a pooler. None: the embedded server. */
  DATABASE_URL: postgresUrl,
  DATABASE_OWNER_URL: postgresUrl,
  DATABASE_WORKER_URL: postgresUrl,
  VAULT_DATABASE_URL: postgresUrl,
  /** A streaming replica with the application's login; lists, figures and exports read there. None: on the primary. */
  DATABASE_REPLICA_URL: postgresUrl,
  POSTGRES_PORT: port(54330),
  VAR_DIR: z.string().default('var'),
  PUBLIC_URL: webUrl.optional(),
  /** `false`, `true`, a number of hops, or addresses as Express takes them (`loopback`, `10.0.0.0/8`). */
  TRUST_PROXY: z.string().default('false'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  SMS_GATEWAY_URL: webUrl.optional(),
  /** Shared with the gateway; signs what is handed to it. */
  SMS_GATEWAY_SECRET: z.string().min(16, 'must be 16 characters or more').optional(),
  KEY_FILE: z.string().optional(),
  CIPHER_SUITE: z.enum(['sm', 'aes'], 'must be sm or aes').default('sm'),
  WEB_CONCURRENCY: z.coerce
    .number('must be a number')
    .int()
    .min(1, 'must be 1–256')
    .max(256, 'must be 1–256')
    .optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** An ISO instant that the clock is set to; tests and demo only. */
  CLOCK: z.iso.datetime({ offset: true, error: 'must be an instant such as 2026-11-23T08:30:00+08:00' }).optional(),
  /** 1: the demo city; skips second factor and forced change of password, nothing else. */
  GUICHENG_DEMO: z.enum(['0', '1']).default('0'),
  /** Rounds of the slow password hash; fewer in tests only. */
  GUICHENG_HASH_ROUNDS: z.coerce.number().int().min(1000).default(HASH_ROUNDS),
  /** How many processes share the database's connections; set by the primary process for its children. */
  GUICHENG_PROCESSES: z.coerce.number().int().min(1).default(1),
})

const LOGINS = ['app', 'owner', 'worker', 'vault', 'postgres'] as const
export type Login = (typeof LOGINS)[number]

export interface Settings {
  PORT: number
  /** True when no DATABASE_URL is set and the embedded PostgreSQL is used. */
  EMBEDDED: boolean
  DATABASE_URL: string
  /** Owns the tables; migrates. Reading it throws SettingsError when it was needed and not set. */
  DATABASE_OWNER_URL: string
  /** Direct connection of the jobs' role. */
  DATABASE_WORKER_URL: string
  VAULT_DATABASE_URL: string
  /** A streaming replica of the same database, by the application's login. */
  DATABASE_REPLICA_URL?: string
  POSTGRES_PORT: number
  /** Absolute folder of everything that is written: data, keys, mail, attachments. */
  VAR_DIR: string
  /** Where users reach the application, without a slash at the end. */
  PUBLIC_URL: string
  TRUST_PROXY: boolean | number | string
  SMTP_URL?: string
  SMS_GATEWAY_URL?: string
  SMS_GATEWAY_SECRET?: string
  KEY_FILE: string
  CIPHER_SUITE: 'sm' | 'aes'
  WEB_CONCURRENCY: number
  LOG_LEVEL: string
  CLOCK?: string
  DEMO: boolean
  HASH_ROUNDS: number
  PROCESSES: number
}

export class SettingsError extends Error {
  override name = 'SettingsError'
}

/** Passwords of the embedded server's logins, made once and kept in `<varDir>/keys/postgres.json` (0600). */
export function embeddedPasswords(varDir: string): Record<Login, string> {
  const file = join(varDir, 'keys', 'postgres.json')
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    const draft = `${file}.${randomBytes(6).toString('hex')}`
    const fresh = Object.fromEntries(LOGINS.map((login) => [login, randomBytes(24).toString('base64url')]))
    writeFileSync(draft, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    try {
      linkSync(draft, file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(draft, { force: true })
    }
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Record<Login, string>
}

/** URL of one login on the embedded server. */
export function embeddedUrl(login: Login, varDir: string, port: number, database = 'guicheng'): string {
  const user = login === 'postgres' ? login : `guicheng_${login}`
  return `postgresql://${user}:${embeddedPasswords(varDir)[login]}@127.0.0.1:${port}/${database}`
}

const loginOf = (url: string) => decodeURIComponent(/^postgres(?:ql)?:\/\/([^:@/]*)/.exec(url)?.[1] ?? '')

const proxies = (text: string) =>
  /^(true|false)$/.test(text) ? text === 'true' : /^\d+$/.test(text) ? Number(text) : text

/**
 * Settings from environment variables; empty ones count as absent. The embedded URLs are made when they are first read.
 * Throws SettingsError that names each wrong setting and what it must look like.
 */
export function parseEnv(source: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new SettingsError(`Wrong settings (see .env.example):\n${lines.join('\n')}`)
  }
  const { TRUST_PROXY, WEB_CONCURRENCY, GUICHENG_DEMO, GUICHENG_HASH_ROUNDS, GUICHENG_PROCESSES, ...plain } =
    parsed.data
  const varDir = resolve(plain.VAR_DIR)
  const embedded = plain.DATABASE_URL === undefined

  const url = (
    name: 'DATABASE_URL' | 'DATABASE_OWNER_URL' | 'DATABASE_WORKER_URL' | 'VAULT_DATABASE_URL',
    login: Login,
  ) => {
    const text = plain[name] ?? (embedded ? embeddedUrl(login, varDir, plain.POSTGRES_PORT) : undefined)
    if (!text) throw new SettingsError(`${name} is not set. It must be set when DATABASE_URL is (see .env.example).`)
    return text
  }
  const replica = plain.DATABASE_REPLICA_URL
  if (plain.SMS_GATEWAY_URL && !plain.SMS_GATEWAY_SECRET)
    throw new SettingsError('SMS_GATEWAY_SECRET is not set. It must be set when SMS_GATEWAY_URL is (see .env.example).')
  const appLogin = plain.DATABASE_URL ? loginOf(plain.DATABASE_URL) : 'guicheng_app'
  if (replica && loginOf(replica) !== appLogin)
    throw new SettingsError(
      `DATABASE_REPLICA_URL must use the application's own login, ${appLogin}: its policies hold there.`,
    )

  return {
    ...plain,
    EMBEDDED: embedded,
    VAR_DIR: varDir,
    KEY_FILE: resolve(plain.KEY_FILE ?? join(varDir, 'keys', 'master.json')),
    PUBLIC_URL: (plain.PUBLIC_URL ?? `http://localhost:${plain.PORT}`).replace(/\/+$/, ''),
    TRUST_PROXY: proxies(TRUST_PROXY),
    WEB_CONCURRENCY: WEB_CONCURRENCY ?? availableParallelism(),
    DEMO: GUICHENG_DEMO === '1',
    HASH_ROUNDS: GUICHENG_HASH_ROUNDS,
    PROCESSES: GUICHENG_PROCESSES,
    get DATABASE_URL() {
      return url('DATABASE_URL', 'app')
    },
    get DATABASE_OWNER_URL() {
      return url('DATABASE_OWNER_URL', 'owner')
    },
    get DATABASE_WORKER_URL() {
      return url('DATABASE_WORKER_URL', 'worker')
    },
    get VAULT_DATABASE_URL() {
      return url('VAULT_DATABASE_URL', 'vault')
    },
  }
}

let current: Settings | undefined

/** The process's settings, parsed when one is first read. */
export const env: Settings = new Proxy({} as Settings, {
  get: (_, name) => Reflect.get((current ??= parseEnv(process.env)), name) as unknown,
})

/** Reads the environment anew at the next use (after process.env was changed at start, or in a test). */
export function rereadEnv(): void {
  current = undefined
}
