/** Between a prison's notice and the county's file: the one writes a state, a few columns and an event on the other. */
import type { Db } from '~/lib/db.server'
import { dayOf } from '~/lib/dates'
import { conflict } from '~/lib/errors'
import { eventRow } from './chain.server'
import type { CaseRow, Domain, Hand } from './domain'
import type { BaseFacts } from './kind'
import { ruleBook } from './rules.server'
import { planDuties } from './tasks/plan-duties'
import { taskRow } from './tasks/keep-tasks.server'

export type LinkedHead = {
  id: string
  kind: string
  scope_key: string
  state: string
  version: number
  chain_seq: number
  chain_hash: string
  file_token: string
  neutral_no: string
}

export type Signal<F extends BaseFacts> = {
  from: CaseRow
  hand: Hand
  at: Date
  /** State the linked file gets; absent: it stays. */
  state?: string
  /** Columns of the linked kind's own table, snake case. */
  patch?: Record<string, unknown>
  step: string
  input?: unknown
  /** Duties that begin on the linked file: facts are what the sender may know of it. */
  due?: { domain: Domain<F>; codes: readonly string[]; facts: F }
  /** Duties of the linked file that are fulfilled. */
  done?: readonly string[]
}

/** The file linked to mine, or undefined. */
export async function linkedHead(db: Db, caseId: string): Promise<LinkedHead | undefined> {
  const rows = await db.$queryRaw<LinkedHead[]>`SELECT * FROM linked_head(${caseId}::uuid)`
  return rows[0]
}

const asFile = (head: LinkedHead) =>
  ({
    id: head.id,
    kind: head.kind,
    scopeKey: head.scope_key,
    fileToken: head.file_token,
    chainSeq: head.chain_seq,
    chainHash: head.chain_hash,
    neutralNo: head.neutral_no,
    ownerPostId: null,
  }) as unknown as CaseRow

/** Tells the linked file; nothing happens when there is none (a paper notice, a walk-in). Throws 409 when it moved on. */
export async function signalLinked<F extends BaseFacts>(db: Db, signal: Signal<F>): Promise<void> {
  if (!signal.hand.actor) return
  const head = await linkedHead(db, signal.from.id)
  if (!head) return
  const today = dayOf(signal.at)
  const event = eventRow(asFile(head), {
    step: signal.step,
    fromState: head.state,
    toState: signal.state ?? head.state,
    input: signal.input,
    eventOn: today,
    at: signal.at,
    hand: signal.hand,
  })
  const book = await ruleBook(db)
  const tasks = signal.due
    ? planDuties(signal.due.domain.kind, signal.due.codes, signal.due.facts, book).map((task) =>
        taskRow(asFile(head), task, signal.at),
      )
    : []
  await db.$executeRaw`SELECT signal_case(${signal.from.id}::uuid, ${head.id}::uuid, ${signal.state ?? null}, ${JSON.stringify(signal.patch ?? {})}::jsonb,
    ${JSON.stringify(event)}::jsonb, ${JSON.stringify(tasks)}::jsonb, ${[...(signal.done ?? [])]}::text[])`.catch(
    movedOn,
  )
}

/** A linked file in another state than expected is a conflict, not a fault. */
export function movedOn(error: unknown): never {
  if (error instanceof Error && /linked file is in state|chain moved on|referral is /.test(error.message))
    throw conflict('对方单位刚刚办理过这份档案，请刷新后再操作。')
  throw error
}
