import type { Ctx } from '../act.server'
import { appendEvent } from '../append-event.server'
import { handOf, type CaseRow } from '../domain'

export type DocumentEvent = {
  act: 'propose' | 'issue' | 'decide' | 'return' | 'void'
  document: string
  title: string
  number?: string | null
  hash?: string
  replaces?: string | null
  reason?: string
}

/** What became of a document stands in the file's timeline; the step before it can no longer be undone. */
export async function noteOnFile({ actor, db }: Ctx, file: CaseRow, { act, ...input }: DocumentEvent): Promise<void> {
  await appendEvent(db, file, {
    step: `$document.${act}`,
    fromState: file.state,
    toState: file.state,
    input,
    eventOn: actor.today,
    at: actor.now,
    hand: handOf(actor),
  })
}
