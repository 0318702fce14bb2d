import { randomBytes, randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import helmet from 'helmet'

const REQUEST_ID = /^[\w-]{8,64}$/

/** Gives each request an id (a trusted proxy's, if it sent one) and a nonce; both lie in `res.locals`. */
export function identify(trustProxy: boolean): RequestHandler {
  return (req, res, next) => {
    const given = req.get('X-Request-Id') ?? ''
    res.locals.requestId = trustProxy && REQUEST_ID.test(given) ? given : randomUUID()
    res.locals.nonce = randomBytes(16).toString('base64')
    res.setHeader('X-Request-Id', res.locals.requestId as string)
    // What an untrusted client says about proxies reaches nobody.
    if (!trustProxy)
      for (const name of Object.keys(req.headers))
        if (/^(x-forwarded-|forwarded$|x-real-ip$)/.test(name)) delete req.headers[name]
    next()
  }
}

/** Security headers. Scripts and styles run from our own files or with the request's nonce; nothing else does. */
export function securityHeaders(options: { https: boolean; dev: boolean }): RequestHandler {
  const nonce = (_: unknown, res: unknown) => `'nonce-${(res as { locals: { nonce: string } }).locals.nonce}'`
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", nonce],
        // Vite's development server writes its style elements without the nonce.
        styleSrc: options.dev ? ["'self'", "'unsafe-inline'"] : ["'self'", nonce],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: options.dev ? ["'self'", 'ws:'] : ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // no-referrer would make a browser send `Origin: null` with our own forms.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: options.https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    frameguard: { action: 'deny' },
    originAgentCluster: false,
  })
}

/** What a file says of itself instead of a page: how it may be framed, and what runs in it. */
const OWN = new Set(['content-security-policy', 'x-frame-options', 'cache-control'])

/** A response that brings one of these headers replaces ours; Remix would add its own beside it, and both would count. */
export const ownHeadersWin: RequestHandler = (_, res, next) => {
  const append = res.append.bind(res)
  res.append = (name, value) => {
    if (OWN.has(name.toLowerCase())) res.removeHeader(name)
    return append(name, value)
  }
  next()
}
