import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { knownMigrations } from '../../server/migrations'
import { root } from '../../server/root'

export interface EngineAnswer {
  id: number
  result?: unknown
  error?: { message: string }
}

/** Sends requests to the schema engine over its own protocol, one JSON line each, and gives its answers in order. */
export async function askEngine(url: string, requests: { method: string; params: unknown }[]): Promise<EngineAnswer[]> {
  const args = [join(root, 'prisma/schema-engine.mjs'), '--datasource', JSON.stringify({ url })]
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = requests.map((request, i) => JSON.stringify({ jsonrpc: '2.0', id: i + 1, ...request }))
  child.stdin.end(`${lines.join('\n')}\n`)
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
  return output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as EngineAnswer)
}

/** The project's migrations as the engine takes them. */
export function migrationsList() {
  const baseDir = join(root, 'prisma/migrations')
  const read = (...path: string[]) => readFileSync(join(baseDir, ...path), 'utf8')
  const migrationDirectories = knownMigrations().map((path) => ({
    path,
    migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: read(path, 'migration.sql') } },
  }))
  const lockfile = { path: 'migration_lock.toml', content: read('migration_lock.toml') }
  return { baseDir, lockfile, shadowDbInitScript: '', migrationDirectories }
}

/** What `prisma migrate deploy` does, without the CLI's start (a second and more of every test run). */
export async function deployThroughEngine(url: string): Promise<void> {
  const filters = { externalTables: [], externalEnums: [] }
  const [answer] = await askEngine(url, [
    { method: 'applyMigrations', params: { migrationsList: migrationsList(), filters } },
  ])
  if (!answer || answer.error) throw new Error(`migrations failed: ${answer?.error?.message ?? 'no answer'}`)
}
