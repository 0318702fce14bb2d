import type { RequestHandler } from 'express'
import { FOREIGN, writePage } from './plain-page'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

function hostOf(url: string | undefined): string | undefined {
  try {
    return url === undefined ? undefined : new URL(url).host
  } catch {
    return 'none'
  }
}

/**
 * Refuses a change that another site's page asks for. The browser's own word (Sec-Fetch-Site) counts first, then
 * Origin, then Referer; they must name this host or that of PUBLIC_URL. A program that sends none of them has no
 * user's cookies by accident and passes.
 */
export function sameOrigin(publicUrl: string): RequestHandler {
  const publicHost = new URL(publicUrl).host
  return (req, res, next) => {
    if (SAFE.has(req.method)) return next()
    const site = req.get('Sec-Fetch-Site')
    const from = hostOf(req.get('Origin') ?? req.get('Referer'))
    const known = from === undefined || from === req.get('Host') || from === req.hostname || from === publicHost
    if (site === undefined ? known : site === 'same-origin' || (site === 'none' && known)) {
      // Behind a proxy that renames the host, Remix must see the name that the browser saw.
      if (from === publicHost) req.headers.host = publicHost
      return next()
    }
    res.locals.refused = 'origin'
    writePage(res, FOREIGN, res.locals.requestId as string, true)
    res.end()
    req.resume()
  }
}
