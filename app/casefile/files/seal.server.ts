/**
 * Files at rest: sealed in pieces under a key of their own, which the master key wraps. Each piece says in its
 * authenticated head to which file it belongs, which one it is and whether it is the last: none can be changed,
 * moved, left out or taken from another file without being noticed before it is given out.
 */
import { randomBytes } from 'node:crypto'
import { decrypt, encrypt, frame, KEY_BYTES, SEALERS, TamperedError, type CipherSuite } from '~/lib/crypto.server'
import { env } from '~/lib/env.server'

/** Bytes of content in a piece. */
const PIECE = 64 * 1024
/** What sealing adds to a piece: IV and tag. */
const ADDED: Record<CipherSuite, number> = { sm: 48, aes: 28 }

export type FileKey = { suite: CipherSuite; bytes: Buffer }

export const newFileKey = (): FileKey => ({ suite: env.CIPHER_SUITE, bytes: randomBytes(KEY_BYTES) })

/** The key as it may be stored; `context` (such as 'attachment:<id>') is bound, not stored. */
export const wrapKey = ({ suite, bytes }: FileKey, context: string): string =>
  encrypt(`${suite}.${bytes.toString('base64')}`, `file-key:${context}`)

/** Reverses `wrapKey`. Throws TamperedError, UnknownKeyError. */
export function unwrapKey(wrapped: string, context: string): FileKey {
  const [suite, bytes = ''] = decrypt(wrapped, `file-key:${context}`).split('.')
  if (suite !== 'sm' && suite !== 'aes') throw new TamperedError('not a file key')
  return { suite, bytes: Buffer.from(bytes, 'base64') }
}

const head = (name: string, index: number, last: boolean) => frame('file', name, String(index), last ? 'last' : 'more')

/** Seals content as it comes. `name`: the name it will lie under. */
export async function* seal(
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  key: FileKey,
  name: string,
): AsyncGenerator<Buffer, void> {
  let index = 0
  for await (const { piece, last } of cut(content, PIECE))
    yield SEALERS[key.suite].seal(key.bytes, piece, head(name, index++, last))
}

/** Opens what `seal` made, piece by piece: nothing is given that was not verified. Throws TamperedError. */
export async function* unseal(
  sealed: AsyncIterable<Uint8Array>,
  key: FileKey,
  name: string,
): AsyncGenerator<Buffer, void> {
  let index = 0
  for await (const { piece, last } of cut(sealed, PIECE + ADDED[key.suite]))
    yield SEALERS[key.suite].open(key.bytes, piece, head(name, index++, last))
}

/** Pieces of one size, the last one shorter or as long; an empty content is one empty piece. */
async function* cut(
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  size: number,
): AsyncGenerator<{ piece: Buffer; last: boolean }, void> {
  let held: Buffer[] = []
  let length = 0
  for await (const chunk of content) {
    held.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
    length += chunk.byteLength
    if (length <= size) continue
    const all = Buffer.concat(held)
    let at = 0
    for (; length - at > size; at += size) yield { piece: all.subarray(at, at + size), last: false }
    held = [all.subarray(at)]
    length -= at
  }
  yield { piece: Buffer.concat(held), last: true }
}
