import { Prisma, type CaseEvent, type PrismaClient } from '~/generated/prisma/client'
import { firstBreak, type ChainHead } from './timeline.server'

/** A timeline that does not fit, from the event with this number on. */
export type BrokenChain = { fileToken: string; seq: number }
/** All files; those touched since a moment; or one of so many parts, so that in as many nights all have their turn. */
export type WhichChains = 'all' | { since: Date } | { part: number; parts: number }
/** The worker's client. */
type Client = Pick<PrismaClient, '$transaction' | '$queryRaw'>

const IDS = 20_000
const FILES = 200

/** Ids in order, behind `after`. */
function idsOf(which: WhichChains, after: string): Prisma.Sql {
  if (which !== 'all' && 'since' in which)
    return Prisma.sql`SELECT DISTINCT case_id AS id FROM case_event WHERE at >= ${which.since} AND case_id > ${after}::uuid ORDER BY 1 LIMIT ${IDS}`
  const turn =
    which === 'all' ? Prisma.empty : Prisma.sql`AND abs(hashtext(id::text)::bigint) % ${which.parts} = ${which.part}`
  return Prisma.sql`SELECT id FROM case_file WHERE id > ${after}::uuid ${turn} ORDER BY id LIMIT ${IDS}`
}

/**
 * Verifies timelines a few hundred files at a time, two statements each, so that memory stays flat. Gives those that do
 * not fit as they are found, and in the end how many were looked at.
 */
export async function* verifyChains(client: Client, which: WhichChains): AsyncGenerator<BrokenChain, number> {
  let seen = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const ids = (await client.$queryRaw<{ id: string }[]>(idsOf(which, after))).map((row) => row.id)
    for (let at = 0; at < ids.length; at += FILES) {
      const broken = await verifySome(client, ids.slice(at, at + FILES))
      yield* broken
    }
    seen += ids.length
    const last = ids.at(-1)
    if (!last || ids.length < IDS) return seen
    after = last
  }
}

/** Heads and events as of one instant: work on a file meanwhile breaks nothing. */
async function verifySome(client: Client, ids: string[]): Promise<BrokenChain[]> {
  const { files, events } = await client.$transaction(
    async (db) => ({
      files: await db.caseFile.findMany({
        where: { id: { in: ids } },
        select: { id: true, fileToken: true, chainSeq: true, chainHash: true },
      }),
      events: await db.caseEvent.findMany({
        where: { caseId: { in: ids } },
        orderBy: [{ caseId: 'asc' }, { seq: 'asc' }],
      }),
    }),
    { isolationLevel: 'RepeatableRead', maxWait: 30_000, timeout: 60_000 },
  )
  const byFile = new Map<string, CaseEvent[]>(files.map((file) => [file.id, []]))
  for (const event of events) byFile.get(event.caseId)?.push(event)
  return files.flatMap((file: ChainHead) => {
    const seq = firstBreak(file, byFile.get(file.id) ?? [])
    return seq === null ? [] : [{ fileToken: file.fileToken, seq }]
  })
}
