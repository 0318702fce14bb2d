import { Transform } from 'node:stream'

/**
 * Takes out the zero bytes that React 18.3 leaves in its 2,048-byte chunks where a Chinese character falls on the edge.
 * A page never holds one of its own: text in PostgreSQL cannot.
 */
export function withoutNul(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? Buffer.from(chunk.filter((byte) => byte !== 0)) : chunk)
    },
  })
}
