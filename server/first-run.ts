import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { roles } from '~/access/roles'
import { env } from '~/lib/env.server'
import { seedAdministrators } from '../prisma/seed/administrators'
import { withOwner } from '../prisma/seed/owner'
import { say } from './prepare'
import { Refusal } from './refusals'

export const firstRunFile = (): string => join(env.VAR_DIR, 'first-run-accounts.txt')

/**
 * On a database without accounts: makes the three administrators, prints their one-time passwords this once and writes
 * them to `<VAR_DIR>/first-run-accounts.txt` (0600). The accounts stand only if the file does.
 */
export async function firstRun(): Promise<void> {
  const lines = await withOwner(async (db) => {
    const made = await seedAdministrators(db)
    if (!made) return undefined
    const text = made.map(({ username, password, role }) => `  ${username.padEnd(10)} ${password}   ${roles[role]}`)
    const file = firstRunFile()
    mkdirSync(env.VAR_DIR, { recursive: true })
    rmSync(file, { force: true })
    writeFileSync(file, `${text.join('\n')}\n`, { mode: 0o600, flag: 'wx' })
    chmodSync(file, 0o600)
    return text
  })
  if (!lines) return
  say('\nThe three administrators of this new installation, each for one person of his own. The passwords are for the')
  say(
    `first sign-in, where they must be changed; they are printed this once (also in ${firstRunFile()}; remove it then):`,
  )
  lines.forEach(say)
}

/** The demo's accounts have one published password: its folder is not for real work. Throws Refusal. */
export function refuseDemoFolder(): void {
  if (existsSync(join(env.VAR_DIR, 'demo', 'accounts.json')))
    throw new Refusal(`${env.VAR_DIR} holds the demo city. Use a VAR_DIR (or a DATABASE_URL) of its own for real work.`)
}
