import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../server/root'
import { freePort } from './ports'

export interface DemoAccount {
  username: string
  password: string
  posts: { role: string; unit: string }[]
}

/** The built program while it runs. */
export interface Program {
  url: string
  process: ChildProcess
  /** Ends it as Ctrl-C does; gives its exit code. */
  end(): Promise<number | null>
}

export interface Demo extends Program {
  accounts: DemoAccount[]
  varDir: string
}

export interface DemoPlace {
  varDir: string
  port: number
  postgresPort: number
}

/** A folder and ports of its own. */
export async function demoPlace(): Promise<DemoPlace> {
  const varDir = mkdtempSync(join(tmpdir(), 'guicheng-demo-'))
  chmodSync(varDir, 0o711)
  return { varDir, port: await freePort(), postgresPort: await freePort() }
}

export const removePlace = ({ varDir }: DemoPlace): void =>
  rmSync(varDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })

/** `npm run demo` at a place, ready; `settings` are further ones of its environment. Throws with what it printed when it ends before. */
export async function startDemo(place: DemoPlace, settings: Record<string, string> = {}): Promise<Demo> {
  const program = await startProgram('demo', place, settings)
  const accounts = JSON.parse(readFileSync(join(place.varDir, 'demo/accounts.json'), 'utf8')) as DemoAccount[]
  return { ...program, accounts, varDir: place.varDir }
}

/** `npm run demo` or `npm start` at a place, ready. Throws with what it printed when it ends before. */
export async function startProgram(
  mode: 'demo' | 'start',
  { varDir, port, postgresPort }: DemoPlace,
  settings: Record<string, string> = {},
): Promise<Program> {
  const child = spawn(process.execPath, ['server/launch.js', mode], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      POSTGRES_PORT: String(postgresPort),
      VAR_DIR: varDir,
      WEB_CONCURRENCY: '1',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  let output = ''
  const ready = new Promise<boolean>((resolve) => {
    const hear = (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes('归程 is ready')) resolve(true)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void ended.then(() => resolve(false))
  })
  if (!(await ready)) throw new Error(`the program did not start:\n${output}`)
  return {
    url: `http://localhost:${port}`,
    process: child,
    async end() {
      child.kill('SIGTERM')
      return ended
    },
  }
}
