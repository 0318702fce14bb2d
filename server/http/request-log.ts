import type { RequestHandler } from 'express'
import { log } from '~/lib/log.server'

type RouteTable = Record<string, { path?: string } | undefined>

/** The words that stand in the addresses of routes; every other part of a path may be an id, a name or a code. */
export function routeWords(routes: RouteTable): Set<string> {
  const parts = Object.values(routes).flatMap((route) => route?.path?.split('/') ?? [])
  return new Set(parts.filter((part) => part && !/^[:*]/.test(part)))
}

/** A path as it may stand in a log: `/handoff/0190…/visits` becomes `/handoff/:x/visits`; no query. */
export function maskPath(path: string, words: Set<string>): string {
  const mask = (part: string) => {
    const [, word = part, data = ''] = /^(.*?)(\.data)?$/.exec(part) ?? []
    return word === '' || words.has(word) ? `${word}${data}` : `:x${data}`
  }
  return path.split('?')[0]!.split('/').map(mask).join('/')
}

/** One line a request: method, masked path, status, time in ms, request id. */
export function requestLog(words: () => Set<string>): RequestHandler {
  return (req, res, next) => {
    const started = process.hrtime.bigint()
    res.once('close', () => {
      const ms = Number((process.hrtime.bigint() - started) / 10_000n) / 100
      const fields = {
        rid: res.locals.requestId as string,
        method: req.method,
        path: maskPath(req.originalUrl, words()),
        status: res.statusCode,
        ms,
        ...(res.locals.refused !== undefined && { refused: res.locals.refused as string }),
        ...(!res.writableFinished && { cut: true }),
      }
      log[res.statusCode >= 500 ? 'error' : 'info'](fields, 'request')
    })
    next()
  }
}
