/** Where sealed files lie. Another store (an object store of the office's) needs these three functions and no more. */
import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

export type Store = {
  /** Streams content in under a new name. Nothing is left of it when the content ends in an error. */
  put: (name: string, content: AsyncIterable<Uint8Array>) => Promise<void>
  /** Streams it out. Throws FileGone, at the first reading, when there is none. */
  open: (name: string) => AsyncIterable<Uint8Array>
  /** Removes it; it may be gone already. */
  remove: (name: string) => Promise<void>
}

export class FileGone extends Error {
  override name = 'FileGone'
}

/** A name that says nothing: never the user's. */
export const newFileName = (): string => randomBytes(16).toString('hex')

const NAME = /^[0-9a-f]{32}$/
const PART = '.part'

/** A folder, parted by the first two signs of a name; for the system user alone (0700, 0600). */
export function folderStore(folder: () => string): Store {
  const place = (name: string) => {
    if (!NAME.test(name)) throw new Error('not the name of a stored file')
    return join(folder(), name.slice(0, 2), name)
  }
  return {
    async put(name, content) {
      const path = place(name)
      await mkdir(join(path, '..'), { recursive: true, mode: 0o700 })
      const file = await open(path + PART, 'wx', 0o600)
      try {
        for await (const piece of content) await file.appendFile(piece)
        await file.sync()
        await file.close()
        await rename(path + PART, path)
      } catch (error) {
        await file.close().catch(() => undefined)
        await rm(path + PART, { force: true })
        throw error
      }
    },
    async *open(name) {
      try {
        yield* createReadStream(place(name), { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new FileGone('the stored file is gone')
        throw error
      }
    },
    async remove(name) {
      await rm(place(name), { force: true })
    },
  }
}

/** Names in such a folder that were last written before an instant, also of puts that never ended. */
export async function* namesBefore(folder: string, at: Date): AsyncGenerator<{ name: string; unfinished: boolean }> {
  for (const shard of await readdir(folder).catch(() => [] as string[])) {
    for (const entry of await readdir(join(folder, shard)).catch(() => [] as string[])) {
      const name = entry.replace(/\.part$/, '')
      if (!NAME.test(name)) continue
      const about = await stat(join(folder, shard, entry)).catch(() => null)
      if (about && about.mtime < at) yield { name, unfinished: entry.endsWith(PART) }
    }
  }
}

/** Removes what a put left that never ended. */
export const removeUnfinished = (folder: string, name: string): Promise<void> =>
  rm(join(folder, name.slice(0, 2), name + PART), { force: true })
