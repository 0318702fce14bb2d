import { fileTypeFromBuffer } from 'file-type'
import { unfit, type Cause } from './unfit'

export type Family = 'picture' | 'pdf' | 'office'

/** So much of a file's beginning tells what it is. */
export const HEAD_BYTES = 4100

const byEnding: Record<string, Family> = {
  jpg: 'picture',
  jpeg: 'picture',
  jpe: 'picture',
  jfif: 'picture',
  png: 'picture',
  webp: 'picture',
  pdf: 'pdf',
  docx: 'office',
  xlsx: 'office',
}

/** The ending of a name in lower case; '' without one. */
export const endingOf = (name: string): string => /\.([a-z0-9]{1,10})$/i.exec(name.trim())?.[1]?.toLowerCase() ?? ''

/**
 * What a file is, by its content. Pictures of one kind under the name of another pass (phones do that, and pictures
 * are drawn anew); any other name that belies the content does not. Throws 422.
 */
export async function recognise(head: Buffer, name: string): Promise<Family> {
  const found = await familyOf(head)
  if (typeof found !== 'string') unfit(found.cause)
  const ending = endingOf(name)
  if (ending && byEnding[ending] !== found) unfit('misnamed')
  return found
}

async function familyOf(head: Buffer): Promise<Family | { cause: Cause }> {
  if (head.length === 0) return { cause: 'empty' }
  if (/^[\s\uFEFF]*<(!doctype|!--|\?xml|html|svg|script|head|body)/i.test(head.toString('utf8')))
    return { cause: 'web' }
  const found = await fileTypeFromBuffer(head).catch(() => undefined)
  // A packed document is looked into by its entries, not by its first ones.
  if (head.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return 'office'
  if (!found) return { cause: 'other' }
  const { ext, mime } = found
  if (['jpg', 'png', 'webp'].includes(ext)) return 'picture'
  if (ext === 'pdf') return 'pdf'
  if (/^image\/hei[cf]/.test(mime)) return { cause: 'heic' }
  if (mime.startsWith('image/')) return { cause: 'otherPicture' }
  if (/^(video|audio)\//.test(mime) || mime === 'application/ogg') return { cause: 'sound' }
  if (ext === 'cfb') return { cause: 'oldOffice' }
  if (['exe', 'elf', 'macho', 'dex', 'class', 'wasm', 'lnk', 'deb', 'rpm', 'swf'].includes(ext))
    return { cause: 'program' }
  if (['zip', 'rar', '7z', 'gz', 'tar', 'bz2', 'xz', 'zst', 'lz'].includes(ext)) return { cause: 'archive' }
  return { cause: ext === 'xml' ? 'web' : 'other' }
}
