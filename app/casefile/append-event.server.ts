import { logAccess } from '~/audit/log.server'
import type { Db } from '~/lib/db.server'
import { eventRow, type NewEvent } from './chain.server'
import type { CaseRow } from './domain'

/** Appends one event to a file's chain and logs the step. The caller holds the file's row. Gives the file with its new head. */
export async function appendEvent(db: Db, file: CaseRow, event: NewEvent): Promise<CaseRow> {
  const row = eventRow(file, event)
  await db.$executeRaw`SELECT add_rows(${JSON.stringify({ case_event: [row] })}::jsonb)`
  await db.$executeRaw`UPDATE case_file SET chain_seq = ${row.seq}, chain_hash = ${row.hash} WHERE id = ${file.id}::uuid`
  if (event.hand.actor)
    await logAccess(db, event.hand.actor, {
      event: 'step',
      fileToken: file.fileToken,
      data: { kind: file.kind, step: event.step },
    })
  return { ...file, chainSeq: row.seq, chainHash: row.hash }
}
