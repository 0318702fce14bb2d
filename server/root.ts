import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, from the source (`server/`) as from the build (`build/host/`). */
export const root: string = (() => {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'prisma/roles.sql'))) {
    const up = dirname(folder)
    if (up === folder) throw new Error('prisma/roles.sql not found above the server code')
    folder = up
  }
  return folder
})()
