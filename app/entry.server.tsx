import type { AppLoadContext, EntryContext } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { renderToString } from 'react-dom/server'
import { log } from '~/lib/log.server'
import { NonceContext } from '~/ui/nonce'

/** Of promises in the data of a page. There are none: nothing streams out of the guard's transaction. */
export const streamTimeout = 1_000

/**
 * Renders a page, whole: no part of it comes later, so there is nothing to stream, and a page that breaks is answered
 * with its error and not with a half. The request's nonce goes to every script.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  { serverHandoffStream, ...context }: EntryContext,
  { nonce }: AppLoadContext,
): Promise<Response> {
  const data = serverHandoffStream && (await textOf(serverHandoffStream))
  const html = renderToString(
    <NonceContext.Provider value={nonce}>
      <RemixServer context={ofThisPage(context)} url={request.url} nonce={nonce} />
    </NonceContext.Provider>,
  )
  headers.set('Content-Type', 'text/html; charset=utf-8')
  const handOver = context.renderMeta?.didRenderScripts && data !== undefined ? handOverScript(data, nonce) : ''
  return new Response(`<!DOCTYPE html>${html.replace('</body>', () => `${handOver}</body>`)}`, { headers, status })
}

async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>)
    text += decoder.decode(chunk, { stream: true })
  return text
}

/**
 * The routes of this page and of the first one (server/http/routes-of.ts keeps them): a router of all of them would be made for every page, and rendered for none.
 * The browser's router asks the server for what it does not know, but never of '/', which leads to the root in any case.
 */
function ofThisPage(context: EntryContext): EntryContext {
  const { manifest, staticHandlerContext } = context
  const first = Object.values(manifest.routes).filter((route) => route.index && route.parentId === 'root')
  const here = staticHandlerContext.matches.map(({ route }) => manifest.routes[route.id]!)
  const routes = Object.fromEntries([...here, ...first].map((route) => [route.id, route]))
  return { ...context, manifest: { ...manifest, routes } }
}

const ESCAPES: Record<string, string> = {
  '&': '\\u0026',
  '>': '\\u003e',
  '<': '\\u003c',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
}

/** Gives the loaders' data to the script of the page, as Remix's own streaming would. */
const handOverScript = (data: string, nonce: string): string => {
  const literal = JSON.stringify(data).replace(/[&><\u2028\u2029]/g, (sign) => ESCAPES[sign]!)
  return `<script nonce="${nonce}">window.__remixContext.streamController.enqueue(${literal});window.__remixContext.streamController.close();</script>`
}

/** Errors of loaders and actions that are no Responses, and of rendering. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }): void {
  if (!request.signal.aborted) log.error({ rid: context.requestId, err: error }, 'loader, action or rendering failed')
}
