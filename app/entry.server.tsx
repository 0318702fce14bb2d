import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import { log } from '~/lib/log.server'
import { NonceContext } from '~/ui/nonce'
import { withoutNul } from '~/ui/without-nul.server'

/** How long a page may take; nothing streams out of the guard's transaction, so this is a safety net. */
export const streamTimeout = 10_000

/** Renders a page; the request's nonce goes to every script that Remix and React write themselves. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  { nonce, requestId }: AppLoadContext,
): Promise<Response> {
  const whole = isbot(request.headers.get('user-agent') ?? '') || context.isSpaMode
  return new Promise((resolve, reject) => {
    let started = false
    const respond = () => {
      started = true
      const body = withoutNul()
      headers.set('Content-Type', 'text/html; charset=utf-8')
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status }))
      pipe(body)
    }
    const page = (
      <NonceContext.Provider value={nonce}>
        <RemixServer context={context} url={request.url} nonce={nonce} />
      </NonceContext.Provider>
    )
    const { pipe, abort } = renderToPipeableStream(page, {
      nonce,
      ...(whole ? { onAllReady: respond } : { onShellReady: respond }),
      onShellError: reject,
      onError(error) {
        status = 500
        if (started) log.error({ rid: requestId, err: error }, 'rendering failed')
      },
    })
    setTimeout(abort, streamTimeout + 1_000).unref()
  })
}

/** Errors of loaders and actions that are no Responses. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }): void {
  if (!request.signal.aborted) log.error({ rid: context.requestId, err: error }, 'loader or action failed')
}
