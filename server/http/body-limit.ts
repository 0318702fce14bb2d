import type { IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'
import { TOO_LARGE, writePage } from './plain-page'

/** The largest body of a request. */
export const BODY_LIMIT = 25 * 1024 * 1024
/** How long a refused upload may go on before the line is cut; a browser shows our page only once it has sent all. */
const DRAIN_MS = 20_000

/**
 * Answers 413 at once when a body is announced as too large, and cuts one that turns out to be (sent in chunks, or
 * longer than announced): whoever reads it gets an error, never a part of it.
 */
export const bodyLimit: RequestHandler = (req, res, next) => {
  const refuse = () => {
    const cut = setTimeout(() => req.destroy(), DRAIN_MS).unref()
    res.once('close', () => clearTimeout(cut))
    if (res.headersSent) return void req.destroy()
    res.locals.refused = 'size'
    writePage(res, TOO_LARGE, res.locals.requestId as string, true)
    req.once('end', () => res.end())
  }
  if (Number(req.headers['content-length'] ?? 0) > BODY_LIMIT) {
    refuse()
    req.resume()
    return
  }

  req.on('error', () => undefined) // also where nobody reads the body
  let seen = 0
  const push = req.push.bind(req) as IncomingMessage['push']
  req.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    if (chunk === null) return push(chunk)
    const within = seen <= BODY_LIMIT
    seen += chunk.length
    if (seen <= BODY_LIMIT) return push(chunk, encoding)
    if (within) {
      refuse()
      req.emit('error', new Error('body too large'))
    }
    return true // read on, and drop
  }
  next()
}
