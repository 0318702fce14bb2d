/** The content of attachments: sealed in VAR_DIR/attachments, outside the web root. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { env } from '~/lib/env.server'
import { seal, unseal, type FileKey } from '../files/seal.server'
import { folderStore, newFileName } from '../files/store.server'

export const attachmentFolder = (): string => join(env.VAR_DIR, 'attachments')
export const attachmentStore = folderStore(attachmentFolder)

export type Stored = { name: string; size: number; sm3: string }

/** Streams content in under a new name; gives its size in bytes and the SM3 of the content. */
export async function keepContent(
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  key: FileKey,
): Promise<Stored> {
  const name = newFileName()
  const hash = createHash('sm3')
  let size = 0
  async function* counted() {
    for await (const piece of content) {
      hash.update(piece)
      size += piece.length
      yield piece
    }
  }
  await attachmentStore.put(name, seal(counted(), key, name))
  return { name, size, sm3: hash.digest('hex') }
}

/** Streams content out, each piece verified before it is given. Throws TamperedError, FileGone. */
export const readContent = (name: string, key: FileKey): AsyncGenerator<Buffer, void> =>
  unseal(attachmentStore.open(name), key, name)

/** The SM3 of the content as it lies there now. Throws TamperedError, FileGone. */
export async function hashContent(name: string, key: FileKey): Promise<string> {
  const hash = createHash('sm3')
  for await (const piece of readContent(name, key)) hash.update(piece)
  return hash.digest('hex')
}
