import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import { log } from '~/lib/log.server'
import { bodyLimit } from './body-limit'
import { drained } from './drained'
import { identify, ownHeadersWin, securityHeaders } from './headers'
import { healthz } from './health'
import { keptPages } from './kept-pages'
import { sameOrigin } from './origin'
import { BAD_REQUEST, BROKEN, writePage } from './plain-page'
import { requestLog, routeWords } from './request-log'
import { routesOf } from './routes-of'

declare module '@remix-run/node' {
  interface AppLoadContext {
    /** Of the content security policy; for `<Scripts nonce>` and `<style nonce>`. */
    nonce: string
    requestId: string
    /** The client's address, behind TRUST_PROXY that which the proxy names. */
    ip: string
    /** Resolves when the socket has taken what was written so far; rejects when the client is gone. */
    drained: () => Promise<void>
  }
}

/** Pages that anybody may read, as the browser asks for them and as its router does. */
const KEPT = ['/notices', '/notices.data']

export interface AppOptions {
  build: ServerBuild | (() => Promise<ServerBuild>)
  publicUrl: string
  trustProxy: boolean | number | string
  /** Folder of the client build; none in development. */
  clientFolder?: string
  /** Serves sources in development. */
  vite?: express.RequestHandler
}

/** The HTTP application: everything between the socket and Remix. */
export function createApp(options: AppOptions): Express {
  const { build, publicUrl, clientFolder, vite } = options
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', options.trustProxy)

  let words: Set<string> | undefined
  if (typeof build !== 'function') words = routeWords(build.routes)
  const loadBuild = async () => {
    const loaded = await (typeof build === 'function' ? build() : build)
    words = routeWords(loaded.routes)
    return loaded
  }

  app.use(identify(options.trustProxy !== false))
  app.use(securityHeaders({ https: publicUrl.startsWith('https:'), dev: vite !== undefined }))
  app.get('/healthz', healthz())
  app.use(compression())
  if (vite) app.use(vite)
  if (clientFolder) {
    app.use(
      '/assets',
      express.static(join(clientFolder, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }),
    )
    // The disk is asked for what is there, and not for every page.
    const files = express.static(clientFolder, { maxAge: '1h', index: false })
    const names = new Set(readdirSync(clientFolder, { recursive: true }).map((name) => `/${name.toString()}`))
    app.use((req, res, next) => (names.has(req.path) ? files(req, res, next) : next()))
  }
  app.use(requestLog(() => words ?? new Set()))
  app.get(KEPT, keptPages())
  app.use(sameOrigin(publicUrl))
  app.use(bodyLimit)
  app.use((_, res, next) => {
    res.setHeader('Cache-Control', 'no-store')
    next()
  })
  app.use(ownHeadersWin)
  app.all('*', handlerOf(typeof build === 'function' ? loadBuild : build))
  app.use(onError)
  return app
}

/** Answers by Remix; of a finished build, with the routes that the address can mean. */
function handlerOf(build: AppOptions['build']): RequestHandler {
  const whole = remix(build)
  if (typeof build === 'function') return whole
  const find = routesOf(build)
  const handlers = new Map<string, RequestHandler>()
  return (req, res, next) => {
    const found = find(req.path)
    if (!found) return whole(req, res, next)
    const handler = handlers.get(found.name) ?? remix(found.build())
    handlers.set(found.name, handler)
    return handler(req, res, next)
  }
}

const remix = (build: AppOptions['build']): RequestHandler =>
  createRequestHandler({
    build,
    getLoadContext: (req, res) => ({
      nonce: res.locals.nonce as string,
      requestId: res.locals.requestId as string,
      ip: req.ip ?? '',
      drained: () => drained(res),
    }),
  })

/** Express knows it by its four parameters. */
const onError: ErrorRequestHandler = (error: Error & { status?: number; code?: string }, _, res, next) => {
  // A refused body has had its answer; anything else that broke half way is cut by Express.
  if (res.headersSent) return res.locals.refused ? undefined : next(error)
  const rid = res.locals.requestId as string
  if (error.code === 'ERR_INVALID_URL' || (error.status && error.status < 500)) {
    if (error.status === 404) res.status(404).type('txt').end('404')
    else writePage(res, BAD_REQUEST, rid)
  } else {
    log.error({ rid, err: error }, 'request failed')
    writePage(res, BROKEN, rid)
  }
  res.end()
}
