/**
 * A form with files (multipart/form-data, RFC 7578) read as it comes: one piece of a file is in memory at a time. The
 * parser that Remix brings refuses a file whose name holds a semicolon or an equals sign; people have such files.
 */

export type Part = {
  name: string
  /** As the browser names the file; '' for a file field left empty, undefined for a plain field. */
  fileName: string | undefined
  /** The type that the sender claims. */
  type: string
  /** Ends with the part. What the reader leaves is skipped before the next part comes. */
  data: AsyncIterable<Buffer>
}

/** The body is cut off, or no form. */
export class BrokenForm extends Error {
  override name = 'BrokenForm'
}

const CRLF = '\r\n'
const HEADER_BYTES = 16 * 1024

/** The boundary that a Content-Type header names; undefined when the body is no multipart form. */
export const boundaryOf = (contentType: string | null): string | undefined => {
  const [, quoted, plain] =
    /^multipart\/form-data\s*;.*?boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType ?? '') ?? []
  return quoted ?? plain
}

/** The parts of a form in their order. Throws BrokenForm. */
export async function* readMultipart(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Part, void> {
  const bytes = new Bytes(body)
  const delimiter = Buffer.from(`${CRLF}--${boundary}`)
  await skip(bytes.until(delimiter)) // what stands before the first part
  for (;;) {
    const after = (await bytes.take(2)).toString('latin1')
    if (after === '--') return skip(bytes.rest())
    if (after !== CRLF) throw new BrokenForm('no line end after a boundary')
    const head = await bytes.line(`${CRLF}${CRLF}`)
    const content = bytes.until(delimiter)
    // Without `return`, so that who stops reading half way does not end the part: the rest is skipped here.
    const data = { [Symbol.asyncIterator]: () => ({ next: () => content.next() }) }
    yield partOf(head, data)
    await skip(data)
  }
}

async function skip(pieces: AsyncIterable<unknown>): Promise<void> {
  for await (const piece of pieces) void piece
}

function partOf(head: string, data: AsyncIterable<Buffer>): Part {
  // Lines end with CRLF alone: U+2028 in a name is a sign like any other.
  const lines = head.split('\r\n')
  const header = (name: string) =>
    lines
      .find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
      ?.slice(name.length + 1)
      .trim() ?? ''
  const disposition = header('Content-Disposition')
  const param = (name: string) => new RegExp(`;\\s*${name}="([^"]*)"`, 'i').exec(disposition)?.[1]
  const name = param('name')
  if (!/^form-data\s*;/i.test(disposition) || name === undefined) throw new BrokenForm('a part without a name')
  const fileName = param('filename')
  return { name: unescaped(name), fileName: fileName && unescaped(fileName), type: header('Content-Type'), data }
}

/** What browsers write for the three signs that may not stand in a name (HTML, multipart form data). */
const unescaped = (text: string) => text.replace(/%22/g, '"').replace(/%0D/gi, '\r').replace(/%0A/gi, '\n')

/** Bytes that come in pieces of any size. */
class Bytes {
  readonly #pieces: AsyncIterator<Uint8Array>
  #held: Buffer = Buffer.from(CRLF) // so that the first boundary, too, follows a line end

  constructor(body: AsyncIterable<Uint8Array>) {
    this.#pieces = body[Symbol.asyncIterator]()
  }

  async #next(): Promise<IteratorResult<Uint8Array>> {
    return this.#pieces.next().catch((cause: unknown) => {
      throw new BrokenForm('the body was cut off', { cause })
    })
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#next()
    if (done) throw new BrokenForm('the body ends too soon')
    this.#held = this.#held.length ? Buffer.concat([this.#held, value as Uint8Array]) : Buffer.from(value as Uint8Array)
  }

  async take(count: number): Promise<Buffer> {
    while (this.#held.length < count) await this.#more()
    const taken = this.#held.subarray(0, count)
    this.#held = this.#held.subarray(count)
    return taken
  }

  /** Everything before the mark, which is taken as well. */
  async *until(mark: Buffer): AsyncGenerator<Buffer, void> {
    for (;;) {
      const at = this.#held.indexOf(mark)
      // A mark may begin in what is held and end in what comes.
      const safe = at >= 0 ? at : Math.max(0, this.#held.length - mark.length + 1)
      const ready = this.#held.subarray(0, safe)
      this.#held = this.#held.subarray(at >= 0 ? at + mark.length : safe)
      if (ready.length) yield ready
      if (at >= 0) return
      await this.#more()
    }
  }

  async line(end: string): Promise<string> {
    const parts: Buffer[] = []
    let size = 0
    for await (const piece of this.until(Buffer.from(end))) {
      size += piece.length
      if (size > HEADER_BYTES) throw new BrokenForm('a header too long')
      parts.push(piece)
    }
    return Buffer.concat(parts).toString('utf8')
  }

  async *rest(): AsyncGenerator<Uint8Array, void> {
    for (let piece = await this.#next(); !piece.done; piece = await this.#next()) yield piece.value
  }
}
