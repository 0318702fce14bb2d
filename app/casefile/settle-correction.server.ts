/** What follows from a corrected field (更正), whoever corrected it: version, event, the kind's own columns, the duties. */
import { dayOf } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { conflict } from '~/lib/errors'
import { appendEvent } from './append-event.server'
import type { CaseRow, Domain, Hand } from './domain'
import type { BaseFacts } from './kind'
import { ruleBook } from './rules.server'
import { keepTasks } from './tasks/keep-tasks.server'

export type Correction = { field: string; old: unknown; value: unknown; reason: string; paper: string }

/**
 * The caller holds the row and has written the new value. Gives the file as it is now, and the duties whose days moved with
 * their old and new days. Throws 409 when the file moved on.
 */
export async function settleCorrection<F extends BaseFacts>(
  db: Db,
  domain: Domain<F>,
  { file, correction, hand, at }: { file: CaseRow; correction: Correction; hand: Hand; at: Date },
): Promise<{ file: CaseRow; moved: { code: string; from: string; to: string }[] }> {
  const today = dayOf(at)
  const raised =
    await db.$executeRaw`UPDATE case_file SET version = version + 1 WHERE id = ${file.id}::uuid AND version = ${file.version}`
  if (raised !== 1) throw conflict()
  const appended = await appendEvent(
    db,
    { ...file, version: file.version + 1 },
    { step: '$correct', fromState: file.state, toState: file.state, input: correction, eventOn: today, at, hand },
  )
  const book = await ruleBook(db)
  await domain.corrected?.({ db, file, correction, book, today })
  const facts = (await domain.facts(db, [file.id])).get(file.id)!
  const { moved } = await keepTasks(db, { kind: domain.kind, file: appended, facts, book, hand, at })
  return { file: appended, moved }
}
