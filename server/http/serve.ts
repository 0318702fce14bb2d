import { createServer, type RequestListener, type Server } from 'node:http'

/** Limits on slow clients. A 25 MB scan over a slow township line takes a few minutes. */
const HEADERS_MS = 15_000
const REQUEST_MS = 300_000
const KEEP_ALIVE_MS = 20_000
/** How long requests under way may take once we stop. */
const DRAIN_MS = 30_000

export interface Serving {
  server: Server
  port: number
  /** Takes no new requests, lets those under way finish (30 s), then resolves. */
  close(): Promise<void>
}

/** The server for a port; `listen` it yourself through `serving` if something must be attached to it before. */
export function makeServer(): Server {
  const server = createServer({
    connectionsCheckingInterval: 5_000,
    headersTimeout: HEADERS_MS,
    requestTimeout: REQUEST_MS,
  })
  server.keepAliveTimeout = KEEP_ALIVE_MS
  server.maxRequestsPerSocket = 1_000
  return server
}

/** Listens. Throws a plain message when the port is taken. */
export async function serve(listener: RequestListener, port: number, server = makeServer()): Promise<Serving> {
  let draining = false
  server.on('request', (req, res) => {
    if (draining) res.setHeader('Connection', 'close')
    listener(req, res)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is taken by another program; set PORT to a free one`)
          : error,
      )
    })
    server.listen(port, () => resolve())
  })
  const close = () =>
    new Promise<void>((resolve) => {
      draining = true
      const idle = setInterval(() => server.closeIdleConnections(), 50)
      const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
      server.close(() => {
        clearInterval(idle)
        clearTimeout(cut)
        resolve()
      })
    })
  const address = server.address()
  return { server, port: typeof address === 'object' && address ? address.port : port, close }
}
