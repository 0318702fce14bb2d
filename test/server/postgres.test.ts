import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { embeddedUrl } from '~/lib/env.server'
import { startPostgres, type RunningPostgres } from '../../server/postgres'
import { rolesSql } from '../../server/roles'
import { freePort } from '../support/ports'

vi.setConfig({ testTimeout: 60_000 })

let varDir: string
let port: number
const children: ChildProcess[] = []
let elsewhere: string | undefined

const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'guicheng-pg-'))
  chmodSync(folder, 0o711)
  return folder
}

beforeAll(async () => {
  varDir = newFolder()
  port = await freePort()
})
afterEach(async () => {
  // Gone, not only told to go: while a program lives, its server is not stopped by another.
  await Promise.all(children.splice(0).map((child) => end(child, 'SIGKILL')))
  await query('DROP TABLE IF EXISTS kept').catch(() => undefined)
  await (await start()).stop()
})
afterAll(() => {
  rmSync(varDir, { recursive: true, force: true })
  if (elsewhere) rmSync(dirname(elsewhere), { recursive: true, force: true })
})

const start = (): Promise<RunningPostgres> => startPostgres({ varDir, port, settings: { fsync: 'off' } })

/** Another program that starts the same server and stays. */
async function hold(): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/support/hold-postgres.ts', varDir, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, said: chunk.toString().trim() }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: embeddedUrl('postgres', varDir, port) })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

const serverPid = (data: string) => Number.parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8'))

describe('the embedded server', () => {
  it('starts, with UTF-8, the C collation and the logins, and stops; also after a first start that was killed half way', async () => {
    mkdirSync(join(varDir, 'postgres.draft'))
    writeFileSync(join(varDir, 'postgres.draft', 'PG_VERSION'), '18\n')
    const server = await start()
    expect(server.adopted).toBe(false)
    expect(await query('SHOW server_encoding')).toEqual([{ server_encoding: 'UTF8' }])
    expect(
      await query(`SELECT datcollate, pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = 'guicheng'`),
    ).toEqual([{ datcollate: 'C', owner: 'guicheng_owner' }])
    const client = new pg.Client({ connectionString: embeddedUrl('app', varDir, port) })
    await client.connect()
    await client.end()
    await server.stop()
    expect(existsSync(join(server.dataDir, 'postmaster.pid'))).toBe(false)
  })

  it('is adopted after its program was killed, with its data', async () => {
    const { child, said } = await hold()
    expect(said).toBe('ready started')
    await query('CREATE TABLE kept AS SELECT 42 AS n')
    await end(child, 'SIGKILL')
    const server = await start()
    expect(server.adopted).toBe(true)
    expect(await query('SELECT n FROM kept')).toEqual([{ n: 42 }])
  })

  it('keeps its data when everything is killed at once', async () => {
    const { child } = await hold()
    await query('CREATE TABLE kept AS SELECT 42 AS n')
    const data = join(varDir, 'postgres')
    const pid = serverPid(data)
    await end(child, 'SIGKILL')
    process.kill(pid, 'SIGKILL')
    const server = await start()
    expect(server.adopted).toBe(false)
    expect(await query('SELECT n FROM kept')).toEqual([{ n: 42 }])
  })

  it('starts although another program has the number that its lock file names', async () => {
    const first = await start()
    await first.stop()
    writeFileSync(join(first.dataDir, 'postmaster.pid'), `${process.pid}\n${first.dataDir}\n1\n${port}\n\n127.0.0.1\n`)
    expect((await start()).adopted).toBe(false)
  })

  it('is not stopped by a second program while the first lives', async () => {
    await hold()
    const second = await start()
    expect(second.adopted).toBe(true)
    await second.stop()
    expect(await query('SELECT 1 AS up')).toEqual([{ up: 1 }])
  })

  it('says which setting to change when its port is taken', async () => {
    const other = createServer().listen(port, '127.0.0.1')
    await once(other, 'listening')
    await expect(start()).rejects.toThrow(/POSTGRES_PORT/)
    await new Promise((resolve) => other.close(resolve))
  })

  it('says that the passwords are lost instead of guessing', async () => {
    await (await start()).stop()
    const file = join(varDir, 'keys/postgres.json')
    const right = readFileSync(file, 'utf8')
    writeFileSync(file, right.replace(/"postgres": "[^"]+"/, '"postgres": "wrong"'))
    await expect(start()).rejects.toThrow(/does not fit the data/)
    writeFileSync(file, right)
  })

  it.runIf(process.getuid?.() === 0)(
    'lies elsewhere when the system user postgres cannot enter the folder',
    async () => {
      const closed = mkdtempSync(join(tmpdir(), 'guicheng-pg-'))
      const said: string[] = []
      const server = await startPostgres({ varDir: closed, port, say: (line) => said.push(line) })
      elsewhere = server.dataDir
      await server.stop()
      rmSync(closed, { recursive: true })
      expect(server.dataDir).toMatch(/^\/var\/lib\/guicheng\/\w{12}\/postgres$/)
      expect(said.join()).toContain(server.dataDir)
    },
  )
})

it('roles.sql takes passwords as quoted literals, and misses none', () => {
  const sql = rolesSql({ owner: "o'w", app: 'a', worker: 'w', vault: 'v' })
  expect(sql).toContain("PASSWORD 'o''w'")
  expect(sql).not.toContain(":'")
  expect(() => rolesSql({ owner: 'o' })).toThrow(/password of "app"/)
})
