import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { env, rereadEnv } from '~/lib/env.server'

/**
 * A VAR_DIR of this test file's own, below that of the run, with the run's keys: for tests that count what lies on the
 * disk while others write beside them. Gives its path.
 */
export function ownFolder(): string {
  process.env.KEY_FILE = env.KEY_FILE
  process.env.VAR_DIR = mkdtempSync(join(env.VAR_DIR, 'own-'))
  rereadEnv()
  return env.VAR_DIR
}
