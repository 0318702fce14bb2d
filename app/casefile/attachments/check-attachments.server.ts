import { logSystem } from '~/audit/log.server'
import { log } from '~/lib/log.server'
import { newFileName } from '../files/store.server'
import type { Run } from './sweep-attachments.server'
import { problemOf, type Problem } from './verify-attachment.server'

/** Files looked at in a night. */
const SAMPLE = 100

type Row = { id: string; sm3: string; storedName: string; keyEnc: string | null; fileToken: string }

/**
 * Reads a random sample of stored files and compares each with its hash; what does not fit is an alarm in the access
 * log. The names are random, so that those after a random name are a random choice. Gives the problems found.
 */
export async function checkSample(run: Run, at: Date, from: string = newFileName()): Promise<Problem[]> {
  const rows = await run(
    (db) => db.$queryRaw<Row[]>`
      SELECT a.id, a.sm3, a.stored_name AS "storedName", a.key_enc AS "keyEnc", c.file_token AS "fileToken"
      FROM (
        (SELECT *, 0 AS turn FROM attachment WHERE destroyed_at IS NULL AND stored_name >= ${from} ORDER BY stored_name LIMIT ${SAMPLE})
        UNION ALL
        (SELECT *, 1 AS turn FROM attachment WHERE destroyed_at IS NULL AND stored_name < ${from} ORDER BY stored_name LIMIT ${SAMPLE})
        ORDER BY turn, stored_name LIMIT ${SAMPLE}
      ) a
      JOIN case_file c ON c.id = a.case_id`,
  )
  const found: Problem[] = []
  for (const row of rows) {
    const problem = await problemOf(row)
    if (!problem) continue
    found.push(problem)
    await run((db) => logSystem(db, at, { event: 'file_alarm', fileToken: row.fileToken, data: { problem } }))
  }
  if (found.length) log.error({ files: found.length }, 'stored attachments do not verify')
  return found
}
