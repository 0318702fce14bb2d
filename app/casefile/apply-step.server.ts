import { Prisma } from '~/generated/prisma/client'
import { dayOf } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { conflict } from '~/lib/errors'
import { appendEvent } from './append-event.server'
import type { CaseRow, Domain, Hand } from './domain'
import type { BaseFacts } from './kind'
import { ruleBook } from './rules.server'
import { snapshot } from './snapshot.server'
import { keepTasks } from './tasks/keep-tasks.server'

type Application<F> = {
  file: CaseRow
  step: string
  input: unknown
  hand: Hand
  at: Date
  /** Of the file as it stands, when they were read already. */
  facts?: F
}

/**
 * Does a step that is allowed and checked: state and version move together (a stale version is 409), then the effect,
 * the duties and the event, all in the caller's transaction.
 */
export async function applyStep<F extends BaseFacts>(
  db: Db,
  domain: Domain<F>,
  { file, step, input, hand, at, facts: known }: Application<F>,
): Promise<CaseRow> {
  const decl = domain.kind.steps[step]!
  const book = await ruleBook(db)
  const today = dayOf(at)
  const eventOn = decl.eventOn?.(input) ?? today
  const before = await snapshot(db, domain.kind, file)
  const facts = known ?? (await domain.facts(db, [file.id])).get(file.id)!
  const change = (await domain.effects[step]?.({ db, hand, file, input, facts, book, today, at, eventOn })) ?? {}
  const state = change.state ?? (decl.to === 'same' ? file.state : decl.to)
  const closing = !domain.kind.states[state]!.open
  const moved = change.scopeKey !== undefined && change.scopeKey !== file.scopeKey
  const written = await db.$executeRaw(Prisma.sql`
    UPDATE case_file SET state = ${state}, version = version + 1, scope_key = ${change.scopeKey ?? file.scopeKey},
      residence_code = ${change.residenceCode ?? file.residenceCode},
      owner_post_id = ${change.ownerPostId === undefined ? (moved ? null : file.ownerPostId) : change.ownerPostId}::uuid,
      assigned_on = CASE WHEN ${moved || change.ownerPostId !== undefined} THEN ${today}::date ELSE assigned_on END,
      closed_on = CASE WHEN ${closing} THEN coalesce(closed_on, ${eventOn}::date) ELSE NULL END
    WHERE id = ${file.id}::uuid AND state = ${file.state} AND version = ${file.version}`)
  if (written !== 1) throw conflict()
  const current: CaseRow = { ...file, state, version: file.version + 1, scopeKey: change.scopeKey ?? file.scopeKey }
  const appended = await appendEvent(db, current, {
    step,
    fromState: file.state,
    toState: state,
    input: { input, before },
    eventOn,
    at,
    hand,
  })
  const now = (await domain.facts(db, [file.id])).get(file.id)!
  await keepTasks(db, {
    kind: domain.kind,
    file: appended,
    facts: now,
    book,
    hand,
    at,
    due: decl.due ?? [],
    settled: decl.settles ?? [],
  })
  return appended
}
