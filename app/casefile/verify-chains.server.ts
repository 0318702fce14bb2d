import type { Db } from '~/lib/db.server'
import { verifyChain } from './timeline.server'

/** Verifies the chains of the files touched since a moment; gives the tokens of those that do not fit. */
export async function verifyChains(db: Db, since: Date, limit = 5000): Promise<string[]> {
  const files = await db.$queryRaw<{ id: string; fileToken: string; chainSeq: number; chainHash: string }[]>`
    SELECT c.id, c.file_token AS "fileToken", c.chain_seq AS "chainSeq", c.chain_hash AS "chainHash" FROM case_file c
    WHERE c.id IN (SELECT e.case_id FROM case_event e WHERE e.at >= ${since} LIMIT ${limit})`
  const broken: string[] = []
  for (const file of files) if ((await verifyChain(db, file)) !== null) broken.push(file.fileToken)
  return broken
}
