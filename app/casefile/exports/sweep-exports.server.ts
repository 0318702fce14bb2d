import { keptExports, dropExport } from './keep-export.server'
import type { Run } from './run-export.server'

/** Requests whose file or filters are of no more use. */
const OVER = ['expired', 'cancelled', 'refused', 'lapsed', 'failed']

/**
 * Ends what has had its time: requests that nobody decided, files past their hours; wipes keys and filters of all that
 * is over, and removes files that belong to no ready or running request. Gives the number of files removed.
 */
export async function sweepExports(run: Run, at: Date): Promise<number> {
  const alive = await run(async (db) => {
    const lapsed = { state: { in: ['waiting', 'second'] }, lapsesAt: { lte: at } }
    await db.exportRequest.updateMany({ where: lapsed, data: { state: 'lapsed' } })
    await db.exportRequest.updateMany({ where: { state: 'ready', expiresAt: { lte: at } }, data: { state: 'expired' } })
    await db.exportFile.updateMany({
      where: { request: { state: { in: OVER } }, OR: [{ keyEnc: { not: null } }, { queryEnc: { not: null } }] },
      data: { keyEnc: null, queryEnc: null, hash: null },
    })
    const rows = await db.exportRequest.findMany({
      where: { state: { in: ['ready', 'running', 'queued'] } },
      select: { id: true },
    })
    return new Set(rows.map((row) => row.id))
  })
  const over = (await keptExports()).filter((id) => !alive.has(id))
  for (const id of over) await dropExport(id)
  return over.length
}
