/**
 * Pages that are the same for everybody, kept in this process for as long as they say themselves (`Cache-Control: public`):
 * a notice board read by many is made once in those seconds. What sets a cookie, fails or says nothing of it is never kept.
 */
import { gzipSync } from 'node:zlib'
import type { RequestHandler, Response } from 'express'
import { dayOf, now } from '~/lib/dates'

/** Addresses kept at once: the longest kept one goes first. */
const MOST = 200
/** A page larger than this is made anew each time. */
const LARGEST = 512 * 1024

interface Page {
  headers: [string, string | string[]][]
  plain: Buffer
  zipped: Buffer
  /** By the process's own clock, in ms: what the one clock says may stand still. */
  until: number
}

/** Of this request and this line alone. */
const PASSING = /^(x-request-id|content-(encoding|length)|transfer-encoding|connection|keep-alive|date|vary)$/

/** For how many ms a response may be kept; 0 for one that must not be. */
function lifeOf(res: Response): number {
  if (res.statusCode !== 200 || res.hasHeader('Set-Cookie')) return 0
  const [, seconds = '0'] = /^public, max-age=(\d+)$/.exec(String(res.getHeader('Cache-Control'))) ?? []
  return Number(seconds) * 1000
}

/** Answers from what is kept of the legal day, else keeps what is answered. For GET, behind the compressor. */
export function keptPages(clock: () => number = () => performance.now()): RequestHandler {
  const pages = new Map<string, Page>()
  return (req, res, next) => {
    if (req.method !== 'GET') return next()
    const key = `${dayOf(now())} ${req.originalUrl}`
    const known = pages.get(key)
    if (known && known.until > clock()) return answer(known, req.acceptsEncodings('gzip') === 'gzip')
    pages.delete(key)
    collect(res, (body) => {
      const life = lifeOf(res)
      if (life === 0) return
      const headers = Object.entries(res.getHeaders())
        .filter(([name, value]) => !PASSING.test(name) && value !== undefined)
        .map(([name, value]): Page['headers'][number] => [name, Array.isArray(value) ? value : String(value)])
      pages.set(key, { headers, plain: body, zipped: gzipSync(body), until: clock() + life })
      for (const oldest of pages.keys()) if (pages.size > MOST) pages.delete(oldest)
    })
    next()

    /** With the page comes its policy, whose nonce stands in it; whoever keeps it on gets the seconds that are left. */
    function answer(page: Page, zip: boolean): void {
      for (const [name, value] of page.headers) res.setHeader(name, value)
      res.setHeader('Cache-Control', `public, max-age=${Math.floor((page.until - clock()) / 1000)}`)
      if (zip) res.setHeader('Content-Encoding', 'gzip')
      res.end(zip ? page.zipped : page.plain)
    }
  }
}

/** Hears what is written to a response, whole, once it has ended. */
function collect(res: Response, heard: (body: Buffer) => void): void {
  const chunks: Buffer[] = []
  let size = 0
  const keep = (chunk: unknown) => {
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) return
    size += chunk.length
    if (size <= LARGEST) chunks.push(Buffer.from(chunk))
  }
  const write = res.write.bind(res) as (...args: unknown[]) => boolean
  const end = res.end.bind(res) as (...args: unknown[]) => Response
  res.write = ((...args: unknown[]) => {
    keep(args[0])
    return write(...args)
  }) as Response['write']
  res.end = ((...args: unknown[]) => {
    keep(args[0])
    const ended = end(...args)
    if (size > 0 && size <= LARGEST) heard(Buffer.concat(chunks))
    return ended
  }) as Response['end']
}
