/** The uploaded file between its arrival and the end of its run: sealed under a key of its own, in VAR_DIR/imports. */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sm3, TamperedError } from '~/lib/crypto.server'
import { env } from '~/lib/env.server'
import { UserError } from '~/lib/errors'
import { newFileKey, seal, unseal, unwrapKey, wrapKey } from '../files/seal.server'

const HOUR = 3_600_000
const KEPT_HOURS = 7 * 24

const folder = () => join(env.VAR_DIR, 'imports')
const sealed = (runId: string) => join(folder(), runId)
const clear = (runId: string) => join(folder(), `${runId}.reading`)
const context = (runId: string) => `import:${runId}`

/** Stores the bytes; gives the key (wrapped) and the SM3 of the content, for the run's row. */
export async function keepFile(runId: string, bytes: Buffer): Promise<{ fileKeyEnc: string; fileHash: string }> {
  await mkdir(folder(), { recursive: true, mode: 0o700 })
  const key = newFileKey()
  await writeFile(sealed(runId), seal([bytes], key, runId), { mode: 0o600, flag: 'wx' })
  return { fileKeyEnc: wrapKey(key, context(runId)), fileHash: sm3(bytes) }
}

/** Lays the file open (mode 0600) while `read` runs and removes it after. Throws 400 when it is gone or was changed. */
export async function withFile<T>(
  run: { id: string; fileKeyEnc: string | null },
  read: (path: string) => Promise<T>,
): Promise<T> {
  const gone = new UserError(400, '上传的文件已不在服务器上。请重新上传。')
  if (!run.fileKeyEnc) throw gone
  const path = clear(run.id)
  await rm(path, { force: true })
  try {
    const key = unwrapKey(run.fileKeyEnc, context(run.id))
    await pipeline(
      Readable.from(unseal(createReadStream(sealed(run.id)), key, run.id)),
      createWriteStream(path, { mode: 0o600, flags: 'wx' }),
    ).catch((error: NodeJS.ErrnoException) => {
      throw error instanceof TamperedError || error.code === 'ENOENT' ? gone : error
    })
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
