/** Forms with files, cut anywhere: read as the platform itself reads them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundaryOf, BrokenForm, readMultipart } from '~/access/multipart.server'

type Sent = [name: string, value: string | { fileName: string; bytes: Buffer }]

async function encode(sent: readonly Sent[]): Promise<{ bytes: Buffer; boundary: string }> {
  const form = new FormData()
  for (const [name, value] of sent)
    if (typeof value === 'string') form.append(name, value)
    else form.append(name, new File([value.bytes as BlobPart], value.fileName, { type: 'image/jpeg' }))
  const request = new Request('http://x/', { method: 'POST', body: form })
  return {
    bytes: Buffer.from(await request.arrayBuffer()),
    boundary: boundaryOf(request.headers.get('Content-Type'))!,
  }
}

async function* inPieces(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, n = 0; at < bytes.length; n += 1) {
    const size = sizes.length ? sizes[n % sizes.length]! : bytes.length
    yield new Uint8Array(bytes.subarray(at, at + size))
    at += size
  }
}

async function read(pieces: AsyncIterable<Uint8Array>, boundary: string): Promise<Sent[]> {
  const got: Sent[] = []
  for await (const part of readMultipart(pieces, boundary)) {
    const held: Buffer[] = []
    for await (const piece of part.data) held.push(piece)
    const bytes = Buffer.concat(held)
    got.push([part.name, part.fileName === undefined ? bytes.toString('utf8') : { fileName: part.fileName, bytes }])
  }
  return got
}

describe('a form with files', () => {
  it('is read to the end of its names, whatever ends a line elsewhere', async () => {
    for (const sign of ['\u2028', '\u2029', '\u0085', '\u000b']) {
      const sent: Sent[] = [[`a${sign}b`, { fileName: `c${sign}Content-Type: text/html`, bytes: Buffer.from('x') }]]
      const { bytes, boundary } = await encode(sent)
      expect(await read(inPieces(bytes, [7]), boundary)).toEqual(sent)
    }
  })

  it('is read as it was sent, whatever its content and wherever it is cut', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 12 }).map((s) => s.replace(/[\r\n]/g, ''))
    const bytes = fc
      .array(
        fc.oneof(
          fc.uint8Array({ maxLength: 40 }),
          fc.constant(Buffer.from('\r\n--')),
          fc.constant(Buffer.from('\r\n')),
        ),
      )
      .map((list) => Buffer.concat(list))
    const value = fc.oneof(text, fc.record({ fileName: text.filter((name) => name !== ''), bytes }))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, value), { maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 64 }), { maxLength: 4 }),
        async (sent, sizes) => {
          const { bytes: body, boundary } = await encode(sent as Sent[])
          const got = await read(inPieces(body, sizes), boundary)
          expect(got).toEqual(
            sent.map(([name, one]) => [
              name,
              typeof one === 'string' ? one : { ...one, bytes: Buffer.from(one.bytes) },
            ]),
          )
        },
      ),
      { numRuns: 150 },
    )
  })

  it('may name a file with signs that end a header elsewhere', async () => {
    const fileName = '住处;照片=1 "南窗".jpg'
    const { bytes, boundary } = await encode([['photos', { fileName, bytes: Buffer.from('x') }]])
    expect(await read(inPieces(bytes, [7]), boundary)).toEqual([['photos', { fileName, bytes: Buffer.from('x') }]])
  })

  it('goes on after a part that nobody read to its end', async () => {
    const { bytes, boundary } = await encode([
      ['a', { fileName: 'a', bytes: Buffer.alloc(5000, 1) }],
      ['b', '二'],
    ])
    const names: string[] = []
    for await (const part of readMultipart(inPieces(bytes, [100]), boundary)) {
      names.push(part.name)
      for await (const piece of part.data) {
        void piece
        break
      }
    }
    expect(names).toEqual(['a', 'b'])
  })

  it('that is cut off is told apart, at every place', async () => {
    const { bytes, boundary } = await encode([
      ['a', '一'],
      ['b', { fileName: 'b', bytes: Buffer.alloc(30, 7) }],
    ])
    for (let end = 0; end < bytes.length - 4; end += 1)
      await expect(read(inPieces(bytes.subarray(0, end), [16]), boundary), String(end)).rejects.toThrow(BrokenForm)
  })

  it('without an end to its headers does not fill the memory', async () => {
    const endless = Buffer.concat([
      Buffer.from('--b\r\nContent-Disposition: form-data; name="a'),
      Buffer.alloc(100_000, 97),
    ])
    await expect(read(inPieces(endless, [1000]), 'b')).rejects.toThrow('header too long')
    await expect(read(inPieces(Buffer.from('--b\r\nX: y\r\n\r\nz\r\n--b--'), []), 'b')).rejects.toThrow(BrokenForm)
  })

  it('is known by its header alone', () => {
    expect(boundaryOf('multipart/form-data; boundary=----WebKitFormBoundaryx')).toBe('----WebKitFormBoundaryx')
    expect(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"')).toBe('a b')
    for (const other of [
      null,
      '',
      'multipart/form-data',
      'application/x-www-form-urlencoded',
      'text/plain; boundary=x',
    ])
      expect(boundaryOf(other)).toBeUndefined()
  })
})
