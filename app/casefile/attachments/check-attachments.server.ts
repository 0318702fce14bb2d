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
      SELECT id, sm3, stored_name AS "storedName", key_enc AS "keyEnc", file_token AS "fileToken"
      FROM (
        (SELECT *, 0 AS turn FROM stored_file WHERE stored_name >= ${from} ORDER BY stored_name LIMIT ${SAMPLE})
        UNION ALL
        (SELECT *, 1 AS turn FROM stored_file WHERE stored_name < ${from} ORDER BY stored_name LIMIT ${SAMPLE})
        ORDER BY turn, stored_name LIMIT ${SAMPLE}
      ) a`,
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
