/** The door for files of a case: each is taken in sealed while it comes, and looked into before anything points to it. */
import type { Entered, UploadDoor } from '~/access/guard.server'
import { judge } from '~/access/policy'
import { covers } from '~/access/redact'
import type { FilePart, Upload } from '~/access/take-body.server'
import { invalid, isUserError, refused, UserError } from '~/lib/errors'
import type { Domain } from '../domain'
import { newFileKey, type FileKey } from '../files/seal.server'
import { shownFileName } from '~/sheets/shown-name'
import { fileToWork } from '../ui/read-outlook.server'
import { roomFor, tooMany } from './limits.server'
import { inTurn } from './in-turn'
import { lookIntoOffice } from './look-into-office.server'
import { lookIntoPdf } from './look-into-pdf.server'
import { endingOf, HEAD_BYTES, recognise, type Family } from './recognise.server'
import { redrawPicture } from './redraw-picture.server'
import { attachmentStore, keepContent, readContent, type Stored } from './stored.server'
import { nameAs, type AttachmentType } from './types'
import { unfit } from './unfit'

/** A file that lies in the store, known for what it is; not yet a row. */
export type Received = Upload & {
  type: AttachmentType
  /** May be shown in the browser; else it is given as a download. */
  inline: boolean
  /** As the user named it, with the ending of what it is kept as. */
  name: string
  content: Stored
  small: Stored | null
  key: FileKey
}

/** Looking into a file holds all of it in memory: so many at once in a process. */
const turn = inTurn(2)

/** Files for a case that this post may work on; `find` tells its domain by the address. */
export const attachmentDoor = (find: (c: Entered) => Promise<{ domain: Domain }>): UploadDoor<Received> => ({
  async admit(c) {
    const { domain } = await find(c)
    const file = await fileToWork(domain, c, c.params.id, 'part')
    const may = (['W', 'A'] as const).some((operation) => judge(c.actor.role, domain.kind.name, operation).allowed)
    if (!may) throw refused()
    // A party (a school) records its visits; what hangs on the file is of those who see it in full.
    if (!covers(c.actor, file.kind, file.scopeKey))
      return async (part) => {
        throw invalid({ [part.field]: ['本岗位的记录不附照片'] })
      }
    const room = await roomFor(c.db, file, c.actor.today)
    let left = room.files
    return async (part) => {
      if (left <= 0) throw invalid({ [part.field]: [tooMany(room)] })
      left -= 1
      return receiveFile(part, room.bytes)
    }
  },
})

/** Takes one file in. Throws 422 at its field, and leaves nothing behind then. */
export async function receiveFile(part: FilePart, bytes: number): Promise<Received> {
  const name = shownFileName(part.fileName)
  try {
    const { head, content } = await peek(part.data)
    const family = await recognise(head, name)
    const key = newFileKey()
    const raw = await keepContent(within(content, bytes), key)
    const kept = await turn(() => settle(family, name, raw, key)).catch(async (error: unknown) => {
      await attachmentStore.remove(raw.name)
      throw error
    })
    const drop = async () => {
      for (const stored of [kept.content, kept.small]) if (stored) await attachmentStore.remove(stored.name)
    }
    return { ...kept, field: part.field, name: nameAs(name, kept.type), key, drop }
  } catch (error) {
    if (!isUserError(error)) throw error
    throw invalid({ [part.field]: [`“${name}”：${error.message}`] })
  }
}

/** The beginning of a file, and the whole of it once more. */
async function peek(data: AsyncIterable<Buffer>): Promise<{ head: Buffer; content: AsyncIterable<Buffer> }> {
  const pieces = data[Symbol.asyncIterator]()
  const begun: Buffer[] = []
  let size = 0
  while (size < HEAD_BYTES) {
    const { done, value } = await pieces.next()
    if (done) break
    begun.push(value)
    size += value.length
  }
  async function* whole() {
    yield* begun
    yield* { [Symbol.asyncIterator]: () => pieces }
  }
  return { head: Buffer.concat(begun).subarray(0, HEAD_BYTES), content: whole() }
}

async function* within(content: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer, void> {
  let size = 0
  for await (const piece of content) {
    size += piece.length
    if (size > most) throw new UserError(422, `文件超过 ${Math.floor(most / 1024 / 1024)} MB。请压缩或分成几个文件。`)
    yield piece
  }
}

type Settled = Pick<Received, 'type' | 'inline' | 'content' | 'small'>

/** Looks into what lies there; a picture is replaced by the one drawn anew. */
async function settle(family: Family, name: string, raw: Stored, key: FileKey): Promise<Settled> {
  const pieces: Buffer[] = []
  for await (const piece of readContent(raw.name, key)) pieces.push(piece)
  const bytes = Buffer.concat(pieces)
  if (family === 'pdf') {
    const { showable } = await lookIntoPdf(bytes)
    return { type: 'pdf', inline: showable, content: raw, small: null }
  }
  if (family === 'office') {
    const type = await lookIntoOffice(bytes)
    if (endingOf(name) && endingOf(name) !== type) unfit('misnamed')
    return { type, inline: false, content: raw, small: null }
  }
  const { picture, small } = await redrawPicture(bytes)
  const content = await keepContent([picture], key)
  const smallContent = await keepContent([small], key)
  await attachmentStore.remove(raw.name)
  return { type: 'jpeg', inline: true, content, small: smallContent }
}
