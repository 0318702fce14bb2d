import { setImmediate } from 'node:timers/promises'
import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import { unfit } from './unfit'

const unpack = promisify(inflate) as (data: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>

/** Names by which a PDF acts of itself, or carries other files (ISO 32000-1, 12.6, 7.11.4). */
const ACTS =
  /\/(JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|FileAttachment|GoToE|Rendition|Movie|XFA)(?![A-Za-z])/
/** What hides the content of an object stream from us. */
const VEILED = /\/(DecodeParms|DP|LZWDecode|ASCII\w+|RunLengthDecode|Crypt|FFilter)\b/
const OBJECTS = '/ObjStm'
const WINDOW = 256 * 1024
const OVERLAP = 64
const MOST_OBJECTS = 5_000
const MOST_BYTES = 64 * 1024 * 1024

/**
 * Whether a PDF may be shown in the browser: only when it is seen to hold no script, no form that sends, no other
 * file. What cannot be looked into (a password, unusual packing) is given as a download. Throws 422 for what is no
 * whole PDF, or is a packed file at the same time.
 */
export async function lookIntoPdf(bytes: Buffer): Promise<{ showable: boolean }> {
  if (!bytes.subarray(0, 8).toString('latin1').startsWith('%PDF-')) unfit('brokenPdf')
  if (bytes.subarray(-2048).lastIndexOf('%%EOF') < 0) unfit('brokenPdf')
  if (endsAsZip(bytes)) unfit('twoInOne')
  const plain = await scan(bytes)
  if (plain.acts || plain.encrypted || plain.hidden) return { showable: false }
  return { showable: await objectsAreCalm(bytes) }
}

/** A packed file is read from its end: a directory there that ends with the file makes it one. */
function endsAsZip(bytes: Buffer): boolean {
  const tail = bytes.subarray(-66_000)
  for (
    let at = tail.lastIndexOf('PK\u0005\u0006');
    at >= 0;
    at = at > 0 ? tail.lastIndexOf('PK\u0005\u0006', at - 1) : -1
  )
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true
  return false
}

/** A name may be written with signs in hex: /JavaScript as /Java#53cript. */
const named = (text: string) =>
  text.includes('#')
    ? text.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text

const times = (text: string) => text.split(OBJECTS).length - 1

/** `hidden`: a stream of objects whose own name is written in hex, as no honest program does. */
async function scan(bytes: Buffer): Promise<{ acts: boolean; encrypted: boolean; hidden: boolean }> {
  const seen = { acts: false, encrypted: false, hidden: false }
  for (let at = 0; at < bytes.length; at += WINDOW) {
    const raw = bytes.toString('latin1', Math.max(0, at - OVERLAP), at + WINDOW)
    const text = named(raw)
    seen.acts ||= ACTS.test(text)
    seen.encrypted ||= /\/Encrypt(?![A-Za-z])/.test(text)
    seen.hidden ||= times(text) > times(raw)
    await setImmediate() // other people's requests
  }
  return seen
}

/** Looks into every packed stream of objects. */
async function objectsAreCalm(bytes: Buffer): Promise<boolean> {
  let looked = 0
  let size = 0
  for (let at = bytes.indexOf(OBJECTS); at >= 0; at = bytes.indexOf(OBJECTS, at + OBJECTS.length)) {
    if ((looked += 1) > MOST_OBJECTS) return false
    const begin = bytes.indexOf('stream', at)
    const end = bytes.indexOf('endstream', begin)
    if (begin < 0 || begin - at > 2_048 || end < 0) return false
    const from = Math.max(bytes.lastIndexOf(' obj', at), at - 2_048)
    const about = named(bytes.toString('latin1', from, begin))
    if (VEILED.test(about)) return false
    if (!about.includes('/FlateDecode')) continue // plain: read already
    const start = begin + 'stream'.length + (bytes[begin + 6] === 13 ? 2 : 1)
    const objects = await unpack(bytes.subarray(start, end), { maxOutputLength: MOST_BYTES - size }).catch(() => null)
    if (!objects) return false
    size += objects.length
    if ((await scan(objects)).acts) return false
  }
  return true
}
