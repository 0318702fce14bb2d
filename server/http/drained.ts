import type { ServerResponse } from 'node:http'

/**
 * Waits until the socket has taken what was written so far. Remix writes a body as fast as it comes, whatever the
 * client takes: a file that streams asks here before each piece, so that a slow line does not fill the memory.
 */
export async function drained(res: ServerResponse): Promise<void> {
  if (res.destroyed) throw new Error('the client is gone')
  if (!res.writableNeedDrain) return
  await new Promise<void>((resolve, reject) => {
    const taken = () => {
      res.off('close', gone)
      resolve()
    }
    const gone = () => {
      res.off('drain', taken)
      reject(new Error('the client is gone'))
    }
    res.once('drain', taken)
    res.once('close', gone)
  })
}
