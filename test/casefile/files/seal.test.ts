import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { newFileKey, seal, unseal, unwrapKey, wrapKey, type FileKey } from '~/casefile/files/seal.server'
import { FileGone, folderStore, newFileName } from '~/casefile/files/store.server'
import { TamperedError } from '~/lib/crypto.server'

const PIECE = 64 * 1024
async function all(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const held: Uint8Array[] = []
  for await (const piece of pieces) held.push(piece)
  return Buffer.concat(held)
}
const sealed = (content: Buffer, key: FileKey, name = 'n') => all(seal([content], key, name))
const opened = (bytes: Buffer, key: FileKey, name = 'n') =>
  all(
    unseal(
      (async function* () {
        for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000)
      })(),
      key,
      name,
    ),
  )

describe.each(['sm', 'aes'] as const)('a file sealed by %s', (suite) => {
  const key: FileKey = { ...newFileKey(), suite }
  const box = PIECE + (suite === 'sm' ? 48 : 28)

  it.each([0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])('of %i bytes comes back as it was', async (size) => {
    const content = randomBytes(size)
    const bytes = await sealed(content, key)
    expect((await opened(bytes, key)).equals(content)).toBe(true)
    if (size > 16) expect(bytes.includes(content.subarray(0, 16))).toBe(false)
  })

  it('that was changed, cut, lengthened, turned round or taken from elsewhere does not', async () => {
    const content = randomBytes(3 * PIECE)
    const bytes = await sealed(content, key)
    const flipped = (at: number) => {
      const copy = Buffer.from(bytes)
      copy[at]! ^= 1
      return copy
    }
    const [one, two, three] = [bytes.subarray(0, box), bytes.subarray(box, 2 * box), bytes.subarray(2 * box)]
    const bad = [
      ...[0, 20, box - 1, box, 2 * box + 100, bytes.length - 1].map(flipped),
      bytes.subarray(0, -1),
      Buffer.concat([one, two]),
      one,
      Buffer.alloc(0),
      Buffer.concat([bytes, Buffer.from([0])]),
      Buffer.concat([bytes, three]),
      Buffer.concat([two, one, three]),
      Buffer.concat([one, one, three]),
    ]
    for (const [at, wrong] of bad.entries()) await expect(opened(wrong, key), String(at)).rejects.toThrow(TamperedError)
    await expect(opened(bytes, key, 'other')).rejects.toThrow(TamperedError)
    await expect(opened(bytes, { ...newFileKey(), suite })).rejects.toThrow(TamperedError)
  })

  it('gives nothing of a piece that does not verify', async () => {
    const bytes = await sealed(randomBytes(2 * PIECE), key)
    bytes[box + 5]! ^= 1
    const got: number[] = []
    await expect(
      (async () => {
        for await (const piece of unseal(
          (async function* () {
            yield bytes
          })(),
          key,
          'n',
        ))
          got.push(piece.length)
      })(),
    ).rejects.toThrow(TamperedError)
    expect(got).toEqual([PIECE])
  })
})

it('its key is wrapped for one place alone', () => {
  const key = newFileKey()
  const wrapped = wrapKey(key, 'attachment:1')
  expect(unwrapKey(wrapped, 'attachment:1')).toEqual(key)
  expect(() => unwrapKey(wrapped, 'attachment:2')).toThrow(TamperedError)
})

describe('the folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guicheng-store-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const store = folderStore(() => folder)

  it('puts, opens and removes, and knows only names of its own making', async () => {
    const name = newFileName()
    await store.put(
      name,
      (async function* () {
        yield Buffer.from('a')
        yield Buffer.from('b')
      })(),
    )
    expect((await all(store.open(name))).toString()).toBe('ab')
    await store.remove(name)
    await store.remove(name)
    await expect(all(store.open(name))).rejects.toThrow(FileGone)
    for (const evil of ['../../etc/passwd', '', 'a'.repeat(31), `${'a'.repeat(31)}/`, `${name}\0`, 'A'.repeat(32)]) {
      await expect(
        store.put(
          evil,
          (async function* () {
            yield Buffer.from('x')
          })(),
        ),
      ).rejects.toThrow('not the name')
      await expect(all(store.open(evil))).rejects.toThrow('not the name')
      await expect(store.remove(evil)).rejects.toThrow('not the name')
    }
  })

  it('keeps nothing of a content that breaks off', async () => {
    const name = newFileName()
    await expect(
      store.put(
        name,
        (async function* () {
          yield Buffer.from('a')
          throw new Error('cut')
        })(),
      ),
    ).rejects.toThrow('cut')
    await expect(all(store.open(name))).rejects.toThrow(FileGone)
  })
})
