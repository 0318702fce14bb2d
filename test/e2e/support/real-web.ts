import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { inject } from 'vitest'
import { root } from '../../../server/root'
import { freePort } from '../../support/ports'

export type RealWeb = { url: string; end: () => Promise<void> }

/**
 * One more web process on the database of the running demo, that is no demo itself: it asks for the second factor and
 * for a change of password as the real program does. Ready when it answers.
 */
export async function startRealWeb(settings: Record<string, string> = {}): Promise<RealWeb> {
  const { varDir, postgresPort } = inject('demoPlace')
  const port = await freePort()
  const url = `http://localhost:${port}`
  const child = spawn(process.execPath, [join(root, 'build/host/index.js'), 'web'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      GUICHENG_DEMO: '0',
      GUICHENG_PROCESSES: '8',
      DATABASE_URL: '',
      PORT: String(port),
      POSTGRES_PORT: String(postgresPort),
      VAR_DIR: varDir,
      PUBLIC_URL: url,
      LOG_LEVEL: 'error',
      ...settings,
    },
    stdio: 'inherit',
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const kill = () => child.kill('SIGKILL')
  process.on('exit', kill)
  while (child.exitCode === null && !(await fetch(`${url}/sign-in`).catch(() => null))?.ok) await sleep(200)
  if (child.exitCode !== null) throw new Error('the second web process did not start')
  return {
    url,
    end: async () => {
      child.kill('SIGTERM')
      await ended
      process.off('exit', kill)
    },
  }
}
