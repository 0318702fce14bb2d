/** The uploaded file between its arrival and the end of its run: encrypted under a key of its own, in VAR_DIR/imports. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { decrypt, encrypt, sm3 } from '~/lib/crypto.server'
import { env } from '~/lib/env.server'
import { UserError } from '~/lib/errors'

const HOUR = 3_600_000
const KEPT_HOURS = 7 * 24

type FileKey = { cipher: 'sm4-ctr' | 'aes-256-ctr'; key: string; iv: string }

const folder = () => join(env.VAR_DIR, 'imports')
const sealed = (runId: string) => join(folder(), runId)
const clear = (runId: string) => join(folder(), `${runId}.reading`)
const context = (runId: string) => `import.file:${runId}`

/** Stores the bytes; gives the key (encrypted) and the SM3 of the content, for the run's row. */
export async function keepFile(runId: string, bytes: Buffer): Promise<{ fileKeyEnc: string; fileHash: string }> {
  await mkdir(folder(), { recursive: true, mode: 0o700 })
  const cipher = env.CIPHER_SUITE === 'aes' ? 'aes-256-ctr' : 'sm4-ctr'
  const key = randomBytes(cipher === 'sm4-ctr' ? 16 : 32)
  const iv = randomBytes(16)
  await writeFile(sealed(runId), createCipheriv(cipher, key, iv).update(bytes), { mode: 0o600, flag: 'wx' })
  const fileKey: FileKey = { cipher, key: key.toString('base64'), iv: iv.toString('base64') }
  return { fileKeyEnc: encrypt(JSON.stringify(fileKey), context(runId)), fileHash: sm3(bytes) }
}

/** Lays the file open (mode 0600) while `read` runs and removes it after. Throws 400 when it is gone or was changed. */
export async function withFile<T>(
  run: { id: string; fileKeyEnc: string | null; fileHash: string },
  read: (path: string) => Promise<T>,
): Promise<T> {
  const gone = new UserError(400, '上传的文件已不在服务器上。请重新上传。')
  if (!run.fileKeyEnc) throw gone
  const { cipher, key, iv } = JSON.parse(decrypt(run.fileKeyEnc, context(run.id))) as FileKey
  const path = clear(run.id)
  await rm(path, { force: true })
  try {
    await stat(sealed(run.id)).catch(() => {
      throw gone
    })
    const hash = createHash('sm3')
    const hashing = new Transform({
      transform(chunk: Buffer, _, done) {
        hash.update(chunk)
        done(null, chunk)
      },
    })
    const decipher = createDecipheriv(cipher, Buffer.from(key, 'base64'), Buffer.from(iv, 'base64'))
    await pipeline(
      createReadStream(sealed(run.id)),
      decipher,
      hashing,
      createWriteStream(path, { mode: 0o600, flags: 'wx' }),
    )
    if (hash.digest('hex') !== run.fileHash) throw gone
    return await read(path)
  } finally {
    await rm(path, { force: true })
  }
}

export async function dropFile(runId: string): Promise<void> {
  await Promise.all([sealed(runId), clear(runId)].map((path) => rm(path, { force: true })))
}

/** Removes files whose run is long over, and open ones that a crash left behind. Gives the count. */
export async function sweepFiles(at: Date): Promise<number> {
  const names = await readdir(folder()).catch(() => [] as string[])
  let removed = 0
  for (const name of names) {
    const path = join(folder(), name)
    const about = await stat(path).catch(() => null)
    const hours = about ? (at.getTime() - about.mtimeMs) / HOUR : 0
    if (hours <= (name.endsWith('.reading') ? 1 : KEPT_HOURS)) continue
    await rm(path, { force: true })
    removed += 1
  }
  return removed
}
