/** What the scanner reports. Names come without their namespace prefix. */
export type XmlHandlers = {
  open(name: string, attributes: string): void
  close(name: string): void
  text(text: string): void
}

/** The XML is not well formed, or holds what no spreadsheet needs (a document type, endless tokens). */
export class XmlError extends Error {}

const LONGEST_TOKEN = 1_000_000

/**
 * A scanner for the XML inside an xlsx, fed in pieces; it holds one token at a time, so memory stays flat.
 * It knows elements, attributes, text and CDATA. A document type is refused: entities of one's own are how
 * XML is made to explode, and no spreadsheet has one.
 */
export class XmlScanner {
  private rest = ''
  private depth = 0

  constructor(private readonly on: XmlHandlers) {}

  /** @throws XmlError */
  write(piece: string): void {
    const source = this.rest + piece
    let at = 0
    for (;;) {
      const next = this.token(source, at)
      if (next < 0) break
      at = next
    }
    this.rest = source.slice(at)
    if (this.rest.length > LONGEST_TOKEN) throw new XmlError('token too long')
  }

  /** @throws XmlError when the document stops in the middle */
  end(): void {
    if (this.rest.trim() !== '' || this.depth !== 0) throw new XmlError('unexpected end')
  }

  /** Reads one token at `at`; gives the position behind it, or -1 when it is not complete yet. */
  private token(source: string, at: number): number {
    const open = source.indexOf('<', at)
    if (open !== at) {
      if (open < 0) return -1
      if (this.depth > 0) this.on.text(unescapeXml(source.slice(at, open)))
      return open
    }
    if (source.length < at + 9 && !source.includes('>', at)) return -1
    if (source.startsWith('<!--', at)) return behind(source, '-->', at + 4)
    if (source.startsWith('<?', at)) return behind(source, '?>', at + 2)
    if (source.startsWith('<![CDATA[', at)) {
      const end = behind(source, ']]>', at + 9)
      if (end > 0) this.on.text(source.slice(at + 9, end - 3))
      return end
    }
    if (source.startsWith('<!', at)) throw new XmlError('document type')
    const close = tagEnd(source, at)
    if (close < 0) return -1
    this.tag(source.slice(at + 1, close))
    return close + 1
  }

  private tag(inner: string): void {
    if (inner.startsWith('/')) {
      if (--this.depth < 0) throw new XmlError('closed too often')
      this.on.close(localName(inner.slice(1).trim()))
      return
    }
    const empty = inner.endsWith('/')
    const body = empty ? inner.slice(0, -1) : inner
    const blank = body.search(/\s/)
    const name = localName(blank < 0 ? body : body.slice(0, blank))
    if (name === '') throw new XmlError('no name')
    this.on.open(name, blank < 0 ? '' : body.slice(blank))
    if (empty) this.on.close(name)
    else if (++this.depth > 256) throw new XmlError('too deep')
  }
}

/** The attributes of a tag by local name (`r:id` is `id`). */
export function attributesOf(text: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const [, name = '', double, single] of text.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    found.set(localName(name), unescapeXml(double ?? single ?? ''))
  }
  return found
}

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function unescapeXml(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (whole, hex, decimal, name) => {
    if (name !== undefined) return NAMED[String(name)] ?? whole
    const code = hex !== undefined ? parseInt(String(hex), 16) : parseInt(String(decimal), 10)
    return code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function behind(source: string, end: string, from: number): number {
  const at = source.indexOf(end, from)
  return at < 0 ? -1 : at + end.length
}

/** The `>` that ends the tag; one inside a quoted attribute value does not. */
function tagEnd(source: string, from: number): number {
  const sign = /[>"']/g
  sign.lastIndex = from
  for (let hit = sign.exec(source); hit !== null; hit = sign.exec(source)) {
    if (hit[0] === '>') return hit.index
    const close = source.indexOf(hit[0], hit.index + 1)
    if (close < 0) return -1
    sign.lastIndex = close + 1
  }
  return -1
}
