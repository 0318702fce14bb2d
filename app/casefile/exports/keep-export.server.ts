/** An export between its making and its end: encrypted under a key of its own as it is written, in VAR_DIR/exports. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform, type TransformCallback } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { decrypt, encrypt } from '~/lib/crypto.server'
import { env } from '~/lib/env.server'
import { UserError } from '~/lib/errors'

type FileKey = { cipher: 'sm4-ctr' | 'aes-256-ctr'; key: string; iv: string }

const folder = () => join(env.VAR_DIR, 'exports')
const sealed = (requestId: string) => join(folder(), requestId)
const context = (requestId: string) => `export.file:${requestId}`
const gone = () => new UserError(410, '文件已过期删除。如仍需要，请重新申请导出。')

/** A stream that takes the plain file; `done` resolves when it lies encrypted on the disk. */
export type Vessel = { stream: Transform; done: Promise<{ keyEnc: string; hash: string; bytes: number }> }

/** Opens the place of a request's file; an unfinished one of before is replaced. */
export async function openVessel(requestId: string): Promise<Vessel> {
  await mkdir(folder(), { recursive: true, mode: 0o700 })
  await dropExport(requestId)
  const cipher = env.CIPHER_SUITE === 'aes' ? 'aes-256-ctr' : 'sm4-ctr'
  const key = randomBytes(cipher === 'sm4-ctr' ? 16 : 32)
  const iv = randomBytes(16)
  const hash = createHash('sm3')
  let bytes = 0
  const stream = new Transform({
    transform(chunk: Buffer, _: BufferEncoding, next: TransformCallback) {
      bytes += chunk.length
      next(null, chunk)
    },
  })
  const hashing = new Transform({
    transform(chunk: Buffer, _: BufferEncoding, next: TransformCallback) {
      hash.update(chunk)
      next(null, chunk)
    },
  })
  const out = createWriteStream(sealed(requestId), { mode: 0o600, flags: 'wx' })
  const done = pipeline(stream, createCipheriv(cipher, key, iv), hashing, out).then(() => {
    const fileKey: FileKey = { cipher, key: key.toString('base64'), iv: iv.toString('base64') }
    return { keyEnc: encrypt(JSON.stringify(fileKey), context(requestId)), hash: hash.digest('hex'), bytes }
  })
  done.catch(() => undefined)
  return { stream, done }
}

/** The plain file as a stream, after its encrypted bytes were found unchanged. Throws 410 when it is gone or was changed. */
export async function readExport(requestId: string, keyEnc: string | null, hash: string | null): Promise<Readable> {
  const path = sealed(requestId)
  if (!keyEnc || !hash || !(await stat(path).catch(() => null))) throw gone()
  const found = createHash('sm3')
  for await (const chunk of createReadStream(path)) found.update(chunk as Buffer)
  if (found.digest('hex') !== hash) throw gone()
  const { cipher, key, iv } = JSON.parse(decrypt(keyEnc, context(requestId))) as FileKey
  const decipher = createDecipheriv(cipher, Buffer.from(key, 'base64'), Buffer.from(iv, 'base64'))
  return createReadStream(path).pipe(decipher)
}

export async function dropExport(requestId: string): Promise<void> {
  await rm(sealed(requestId), { force: true })
}

/** The requests whose files lie on the disk. */
export const keptExports = (): Promise<string[]> => readdir(folder()).catch(() => [])
