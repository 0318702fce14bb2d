import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

const opens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer().on('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

/**
 * A TCP port of the loopback address that nobody listens on, below the range from which the system takes the ports of
 * outgoing connections: the hundreds of those in a run would take it away again.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 30_000)
    if (await opens(port)) return port
  }
}
