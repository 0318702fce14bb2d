/** What a domain hands to the spine: its kind, how to read its facts, and the effects of its steps. */
import type { Actor } from '~/access/actor'
import type { View } from '~/access/policy'
import type { Role } from '~/access/roles'
import type { Db } from '~/lib/db.server'
import type { LegalDay } from '~/lib/dates'
import type { BaseFacts, Kind } from './kind'
import type { RuleBook } from './deadlines/rule-book'
import type { VisitEffect } from './visits/record-visit.server'

/** Who acts: a post, or the system on a legal day. */
export type Hand = {
  actor: Actor | null
  postId: string | null
  name: string
  unitCode: string | null
  unitName: string | null
}

export const handOf = (actor: Actor): Hand => ({
  actor,
  postId: actor.postId,
  name: actor.userName,
  unitCode: actor.unit.code,
  unitName: actor.unit.name,
})

/** The worker on a legal day, and whoever must stay unnamed. */
export const SYSTEM: Hand = { actor: null, postId: null, name: '系统', unitCode: null, unitName: null }

/** The case row as the spine reads it (days as LegalDay). */
export type CaseRow = {
  id: string
  kind: string
  scopeKey: string
  state: string
  version: number
  caseNo: string
  neutralNo: string
  fileToken: string
  personId: string | null
  name: string
  sex: string
  birthOn: LegalDay | null
  hujiCode: string | null
  residenceCode: string | null
  openedOn: LegalDay
  closedOn: LegalDay | null
  ownerPostId: string | null
  nextDueOn: LegalDay
  nextTask: string | null
  continuesId: string | null
  chainSeq: number
  chainHash: string
}

export type EffectContext<I = unknown, F = BaseFacts> = {
  db: Db
  hand: Hand
  file: CaseRow
  input: I
  facts: F
  book: RuleBook
  today: LegalDay
  /** The one instant of this act: events, tasks and rows it writes carry it. */
  at: Date
  eventOn: LegalDay
}

/** Changes of the case row that come with the step, beside its state. */
export type EffectResult = {
  scopeKey?: string
  state?: string
  ownerPostId?: string | null
  residenceCode?: string
} | void

export type Corrected = {
  db: Db
  file: CaseRow
  correction: { field: string; value: unknown }
  book: RuleBook
  today: LegalDay
}

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- effects of one kind take inputs of many shapes */
export type Effect<F> = (context: EffectContext<any, F>) => Promise<EffectResult>

/** Where a post is named on an open file beside its holder (help group, pair helper); a step of the file names another. */
export type Tie = { caseId: string; caseNo: string; name: string; what: string; step: string }

export type Domain<F extends BaseFacts = BaseFacts> = {
  kind: Kind<F>
  /** Facts of the given files, in one statement per table. */
  facts: (db: Db, caseIds: readonly string[]) => Promise<Map<string, F>>
  effects: Record<string, Effect<F>>
  /** Where a post is named, in the scope of the transaction; for handing over. */
  ties?: (ctx: { actor: Actor; db: Db }, postId: string) => Promise<Tie[]>
  /** Types of visits that a role records, where not every role records all. */
  recordsOf?: (role: Role) => Record<string, string>
  /** What a recorded visit changes on the kind's own table. */
  visited?: VisitEffect
  /** What follows from a corrected field on the kind's own table; `file` as it was before. The duties are reckoned after it. */
  corrected?: (context: Corrected) => Promise<void>
  /** Views of a party (a school) that take steps and record visits; other parties read alone. */
  partyWorks?: readonly View[]
  /** The inputs of its steps in words, for the frozen inputs of a proposal. */
  words?: Record<string, string>
}
