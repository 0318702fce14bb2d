import { afterEach, inject, vi } from 'vitest'
import { setClock } from '~/lib/dates'
import { embeddedUrl, rereadEnv } from '~/lib/env.server'
import { countAnew } from './numbers'

// Test files share the process of their worker, and with it the modules they import. What a file changes in the process
// is put back before the next one: its environment, its clock, and what the application has learnt of another database.
const shared = globalThis as Record<string, unknown> & { firstEnv?: NodeJS.ProcessEnv }
const firstEnv = (shared.firstEnv ??= { ...process.env })
for (const name of Object.keys(process.env)) if (!(name in firstEnv)) delete process.env[name]
for (const [name, value] of Object.entries(firstEnv)) if (!name.startsWith('VITEST')) process.env[name] = value
for (const name of ['Auth', 'Directory', 'Limits', 'ReplicaRest', 'Rules']) delete shared[`guicheng${name}`]
setClock(null)
rereadEnv()
countAnew()

// The settings stand before any module of the application reads them.
const varDir = inject('varDir')
const port = inject('postgresPort')
const database = `test_${process.env.VITEST_POOL_ID ?? '1'}`
process.env.TZ = 'Asia/Shanghai'
process.env.VAR_DIR = varDir
process.env.POSTGRES_PORT = String(port)
process.env.DATABASE_URL = embeddedUrl('app', varDir, port, database)
process.env.DATABASE_OWNER_URL = embeddedUrl('owner', varDir, port, database)
process.env.DATABASE_WORKER_URL = embeddedUrl('worker', varDir, port, database)
process.env.VAULT_DATABASE_URL = embeddedUrl('vault', varDir, port, database)
process.env.PUBLIC_URL = 'http://localhost:3000'
process.env.LOG_LEVEL = 'silent'
process.env.GUICHENG_PROCESSES = '8'
process.env.GUICHENG_HASH_ROUNDS = '1000'
delete process.env.SMTP_URL
delete process.env.SMS_GATEWAY_URL
delete process.env.SMS_GATEWAY_SECRET
delete process.env.GUICHENG_DEMO

// Whoever prints an error must say so in the test: `vi.spyOn(console, 'error').mockImplementation(() => undefined)`.
const printed: unknown[][] = []
console.error = (...words: unknown[]) => void printed.push(words)

afterEach(() => {
  vi.restoreAllMocks()
  const errors = printed.splice(0)
  if (errors.length)
    throw new Error(`console.error was called:\n${errors.map((words) => words.map(String).join(' ')).join('\n')}`)
})
