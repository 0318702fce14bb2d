/**
 * A month of the log in one file of VAR_DIR/archive: a line that says how to read it, the lines compressed and encrypted
 * under a key of the file's own (which the master key opens), and an HMAC-SM3 over all that.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform, type TransformCallback } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { StringDecoder } from 'node:string_decoder'
import { createGunzip, createGzip } from 'node:zlib'
import type { LegalDay } from '~/lib/dates'
import { decrypt, encrypt } from '~/lib/crypto.server'
import { env } from '~/lib/env.server'
import type { LogLine, LogLines } from '../chain/lines.server'

type Cipher = 'sm4-ctr' | 'aes-256-ctr'
type Head = { month: string; cipher: Cipher; iv: string; keys: string }
type Keys = { cipher: Buffer; mac: Buffer }

/** What is known of a file: the SM3 of its content (lines as the chain covers them) and of its bytes. */
export type ArchiveFacts = {
  rows: bigint
  firstId: bigint
  lastId: bigint
  contentSm3: string
  fileSm3: string
  bytes: bigint
}

export class ArchiveError extends Error {
  override name = 'ArchiveError'
  constructor(readonly why: 'missing' | 'changed') {
    super(`the archive file is ${why}`)
  }
}

const TAG_BYTES = 32
const HEAD_LIMIT = 4_096
const folder = () => join(env.VAR_DIR, 'archive')
/** `month`: its first day. */
export const archivePath = (month: LegalDay): string => join(folder(), `access-log-${month.slice(0, 7)}.enc`)
const context = (month: LegalDay) => `log.archive:${month.slice(0, 7)}`

function freshHead(month: LegalDay): { head: Head; keys: Keys } {
  const cipher: Cipher = env.CIPHER_SUITE === 'aes' ? 'aes-256-ctr' : 'sm4-ctr'
  const keys = { cipher: randomBytes(cipher === 'sm4-ctr' ? 16 : 32), mac: randomBytes(32) }
  const packed = JSON.stringify({ cipher: keys.cipher.toString('base64'), mac: keys.mac.toString('base64') })
  const iv = randomBytes(16).toString('base64')
  return { head: { month: month.slice(0, 7), cipher, iv, keys: encrypt(packed, context(month)) }, keys }
}

function openKeys(head: Head, month: LegalDay): Keys {
  const packed = JSON.parse(decrypt(head.keys, context(month))) as { cipher: string; mac: string }
  return { cipher: Buffer.from(packed.cipher, 'base64'), mac: Buffer.from(packed.mac, 'base64') }
}

/** Passes bytes on and lets somebody look at them. */
const watch = (look: (chunk: Buffer) => void) =>
  new Transform({
    transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback) {
      look(chunk)
      done(null, chunk)
    },
  })

/** The head, the encrypted bytes, and at the end their HMAC. */
function seal(head: Head, keys: Keys): Transform {
  const cipher = createCipheriv(head.cipher, keys.cipher, Buffer.from(head.iv, 'base64'))
  const mac = createHmac('sm3', keys.mac)
  const first = Buffer.from(`${JSON.stringify(head)}\n`)
  let begun = false
  const begin = (stream: Transform) => {
    if (begun) return
    begun = true
    mac.update(first)
    stream.push(first)
  }
  return new Transform({
    transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback) {
      begin(this)
      const sealed = cipher.update(chunk)
      mac.update(sealed)
      done(null, sealed)
    },
    flush(done: TransformCallback) {
      begin(this)
      done(null, mac.digest())
    },
  })
}

/** Takes the lines down into the month's file, whole or not at all, and gives what it holds. */
export async function writeArchive(month: LegalDay, lines: LogLines): Promise<ArchiveFacts> {
  await mkdir(folder(), { recursive: true, mode: 0o700 })
  const path = archivePath(month)
  const draft = `${path}.draft`
  await rm(draft, { force: true })
  const content = contentOf()
  const file = createHash('sm3')
  let bytes = 0n
  const { head, keys } = freshHead(month)
  await pipeline(
    Readable.from(content.take(lines)),
    createGzip(),
    seal(head, keys),
    watch((chunk) => {
      file.update(chunk)
      bytes += BigInt(chunk.length)
    }),
    createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }),
  )
  await rename(draft, path)
  const names = await open(folder(), 'r')
  await names.sync().finally(() => names.close())
  return { ...content.end(), fileSm3: file.digest('hex'), bytes }
}

/** Counts and hashes lines that pass by. */
function contentOf() {
  const hash = createHash('sm3')
  const seen = { rows: 0n, firstId: 0n, lastId: 0n }
  return {
    async *take(lines: AsyncIterable<LogLine>) {
      for await (const { id, text } of lines) {
        if (seen.rows === 0n) seen.firstId = id
        seen.rows += 1n
        seen.lastId = id
        const line = `${text}\n`
        hash.update(line)
        yield line
      }
    },
    end: () => ({ ...seen, contentSm3: hash.digest('hex') }),
  }
}

async function readHead(path: string): Promise<{ head: Head; from: number; size: number }> {
  const file = await open(path, 'r').catch(() => {
    throw new ArchiveError('missing')
  })
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_LIMIT), 0, HEAD_LIMIT, 0)
    const end = buffer.subarray(0, bytesRead).indexOf('\n')
    return { head: JSON.parse(buffer.subarray(0, end).toString('utf8')) as Head, from: end + 1, size }
  } catch {
    throw new ArchiveError('changed')
  } finally {
    await file.close()
  }
}

/** Reads the bytes through and gives their SM3. Throws ArchiveError when the file is gone or its HMAC does not fit. */
export async function checkArchiveFile(month: LegalDay): Promise<string> {
  const path = archivePath(month)
  const { head, size } = await readHead(path)
  const hash = createHash('sm3')
  let mac
  try {
    mac = createHmac('sm3', openKeys(head, month).mac)
  } catch {
    throw new ArchiveError('changed')
  }
  const tag: Buffer[] = []
  let at = 0
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    const body = Math.max(0, Math.min(chunk.length, size - TAG_BYTES - at))
    mac.update(chunk.subarray(0, body))
    tag.push(chunk.subarray(body))
    at += chunk.length
  }
  const found = Buffer.concat(tag)
  if (found.length !== TAG_BYTES || !timingSafeEqual(found, mac.digest())) throw new ArchiveError('changed')
  return hash.digest('hex')
}

/** The lines of a month's file, after its bytes have been checked. Throws ArchiveError. */
export async function* readArchive(month: LegalDay): LogLines {
  await checkArchiveFile(month)
  const path = archivePath(month)
  const { head, from, size } = await readHead(path)
  const decipher = createDecipheriv(head.cipher, openKeys(head, month).cipher, Buffer.from(head.iv, 'base64'))
  const body = createReadStream(path, { start: from, end: size - TAG_BYTES - 1 })
  const gunzip = createGunzip()
  const flowing = pipeline(body, decipher, gunzip)
  flowing.catch(() => undefined) // whoever stops reading half way ends it; other errors show below
  const decoder = new StringDecoder('utf8')
  let rest = ''
  for await (const chunk of gunzip as AsyncIterable<Buffer>) {
    const texts = (rest + decoder.write(chunk)).split('\n')
    rest = texts.pop()!
    for (const text of texts) yield { id: BigInt(/^\[(\d+),/.exec(text)?.[1] ?? 0), text }
  }
  await flowing
}

/** What a month's file really holds, read to its end. Throws ArchiveError. */
export async function readBack(
  month: LegalDay,
): Promise<Pick<ArchiveFacts, 'rows' | 'firstId' | 'lastId' | 'contentSm3' | 'fileSm3'>> {
  const content = contentOf()
  const passed = content.take(readArchive(month))
  while (!(await passed.next()).done);
  return { ...content.end(), fileSm3: await checkArchiveFile(month) }
}

export const removeArchive = (month: LegalDay): Promise<void> => rm(archivePath(month), { force: true })
