import { TamperedError } from '~/lib/crypto.server'
import { unwrapKey, type FileKey } from '../files/seal.server'
import { FileGone } from '../files/store.server'
import { hashContent } from './stored.server'

/** What is wrong with a stored file: changed since it was added, or not there. */
export type Problem = 'changed' | 'gone'

type Kept = { id: string; sm3: string; storedName: string; keyEnc: string | null }

/** The key of an attachment's content. Throws TamperedError. */
export function keyOf({ id, keyEnc }: Pick<Kept, 'id' | 'keyEnc'>): FileKey {
  if (!keyEnc) throw new FileGone('the content was destroyed')
  return unwrapKey(keyEnc, `attachment:${id}`)
}

/** Reads all of an attachment and compares it with the hash of the day it was added; null: it is whole. */
export const problemOf = (row: Kept): Promise<Problem | null> =>
  problemIn(async () => {
    if ((await hashContent(row.storedName, keyOf(row))) !== row.sm3) throw new TamperedError('another content')
  })

/** What reading a stored file runs into. Other errors are thrown on. */
export async function problemIn(read: () => Promise<unknown>): Promise<Problem | null> {
  try {
    await read()
    return null
  } catch (error) {
    if (error instanceof TamperedError) return 'changed'
    if (error instanceof FileGone) return 'gone'
    throw error
  }
}
