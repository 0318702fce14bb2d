import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { UserError } from '~/lib/errors'
import { explodes, ZIP_LIMITS } from './zip-limits'
import { refuseFile } from './refuse'

/** An opened, checked zip. Names are matched without regard to case, as spreadsheet programs do. */
export type Archive = {
  has(name: string): boolean
  names(): string[]
  /** Text of an entry in pieces; refuses when more comes out than the header said or the limit allows. */
  read(name: string): AsyncGenerator<string>
  close(): void
}

/**
 * Opens a zip and checks it from its directory before anything is inflated: number of entries, declared sizes,
 * compression ratio, encryption, names that leave the archive. Headers can lie, so `read` counts again.
 * @throws UserError
 */
export async function openArchive(path: string): Promise<Archive> {
  const zip = await yauzl.openPromise(path, { autoClose: false }).catch(() => refuseFile('broken'))
  try {
    return archiveOf(zip, await listEntries(zip))
  } catch (error) {
    zip.close()
    throw error
  }
}

async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > ZIP_LIMITS.entries) refuseFile('bomb')
  const entries = new Map<string, Entry>()
  let packed = 0
  let unpacked = 0
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) refuseFile('encrypted')
      packed += entry.compressedSize
      unpacked += entry.uncompressedSize
      entries.set(entry.fileName.replace(/^\/+/, '').toLowerCase(), entry)
    }
  } catch (error) {
    if (error instanceof UserError) throw error
    refuseFile('broken')
  }
  if (explodes(unpacked, packed)) refuseFile('bomb')
  return entries
}

function archiveOf(zip: ZipFile, entries: Map<string, Entry>): Archive {
  return {
    has: (name) => entries.has(name.toLowerCase()),
    names: () => [...entries.keys()],
    close: () => zip.close(),
    async *read(name) {
      const entry = entries.get(name.toLowerCase())
      if (entry === undefined) refuseFile('broken')
      const decoder = new TextDecoder('utf-8', { fatal: true })
      let size = 0
      let stream: Readable | undefined
      try {
        stream = await zip.openReadStreamPromise(entry)
        for await (const piece of stream as AsyncIterable<Buffer>) {
          size += piece.length
          if (explodes(size, entry.compressedSize)) refuseFile('bomb')
          yield decoder.decode(piece, { stream: true })
        }
        const last = decoder.decode()
        if (last !== '') yield last
      } catch (error) {
        if (error instanceof UserError) throw error
        refuseFile(error instanceof Error && /too many bytes/.test(error.message) ? 'bomb' : 'broken')
      } finally {
        stream?.destroy()
      }
    },
  }
}
