import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { env } from '~/lib/env.server'
import { ensureServer, prepareDatabase, say } from './prepare'
import { root } from './root'

/**
 * Does something with the database up, and leaves the embedded server as it was. Exits with 1 when it fails. `create`:
 * makes an embedded server's data when there is none.
 */
export async function withServer(act: () => Promise<void>, create = true): Promise<void> {
  const server = await ensureServer(create)
  try {
    await act()
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  } finally {
    if (!server?.adopted) await server?.stop()
  }
}

/** `npm run db:migrate` */
export const runMigrate = (): Promise<void> =>
  withServer(async () => {
    await prepareDatabase()
    say('The database is up to date.')
  })

/** `npm run db:new NAME`: a new migration from the changed models, to be read and completed by hand. */
export const runNew = (name: string | undefined): Promise<void> =>
  withServer(async () => {
    if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) throw new Error('Say a name: npm run db:new add_something')
    const cli = createRequire(import.meta.url).resolve('prisma/build/index.js')
    const child = spawn(process.execPath, [cli, 'migrate', 'dev', '--create-only', '--name', name], {
      cwd: root,
      env: { ...process.env, DATABASE_OWNER_URL: env.DATABASE_OWNER_URL },
      stdio: 'inherit',
    })
    const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('exit', resolve))
    if (code) throw new Error(`prisma migrate dev ended with ${code}`)
  })
