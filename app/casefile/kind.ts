/**
 * The spine's vocabulary: a kind (案件种类) declares its states, steps and duties as one readable table of values and
 * functions; what a step does to the database is its effect, and lives beside it (DESIGN §4).
 */
import type { z } from 'zod'
import type { Actor } from '~/access/actor'
import type { KindName, ReferralType } from '~/access/policy'
import type { Role } from '~/access/roles'
import type { LegalDay } from '~/lib/dates'
import type { Roll } from './deadlines/compute'
import type { RuleBook } from './deadlines/rule-book'

export type Tone = 'plain' | 'due' | 'done' | 'late'

export type StateDecl = {
  label: string
  tone?: Tone
  /** An open state has duties and must have an exit; a closed one keeps the file for reading. */
  open: boolean
}

/** Who stands before a file: what recusal and the separation of hands look at. */
export type Stander = Pick<Actor, 'userId' | 'postId' | 'role' | 'unit'>

/** What every kind's facts hold; a kind adds its own. Facts are read once and given to pure rules. */
export type BaseFacts = { state: string; openedOn: LegalDay; sex: string; birthOn: LegalDay | null }

/** A duty with its legal clock: one rule, one trigger day, one responsible role. */
export type DutyDecl<F> = {
  label: string
  role: Role
  /** What fulfils it: a step, or a visit of one of these types (parted by blanks) recorded on the file. */
  step?: string
  record?: string
  /** An attempt fulfils it, also when nobody was reached. */
  attempt?: boolean
  rule: string | ((facts: F) => string)
  roll: Roll
  /** Counts backwards from the trigger ("at least 5 working days before release"). */
  before?: boolean
  /** The trigger in words, for the reason. */
  because: string
  /** The trigger day; null when there is no such duty (now). The book, where the day itself is a rule (a school term). */
  from: (facts: F, book: RuleBook) => LegalDay | null
  /** Runs in hours, by a rule in hours, from this instant; its day is the one on which they end. */
  at?: (facts: F) => Date | null
  /** States in which the duty makes sense; leaving them supersedes it. */
  during: readonly string[]
  /** Kept alive: whenever the file is in `during` and no such duty is open, the next one is planned. */
  standing?: boolean
  /** Which time it is (month 3 of 3), shown and stored. */
  occurrence?: (facts: F) => number
}

export type StepContext<I, F> = {
  input: I
  facts: F
  today: LegalDay
  /** value of a rule parameter on that day */ p: (rule: string) => number
}

export type Complaint = { fields: Record<string, string[]> } | string | undefined

export type StepDecl<I, F> = {
  label: string
  /** States it starts from; 'open' = every open state; 'entry' = opens a file. */
  from: readonly string[] | 'open' | 'entry'
  /** The state it leads to; 'same' stays. */
  to: string | 'same'
  roles: readonly Role[]
  /** The second hand: the first proposes, another person in one of these roles confirms the same inputs. */
  second?: readonly Role[]
  /** Taken by the worker on its legal day. */
  by?: 'system'
  /** Decided before, done by the worker on this day. */
  effectiveOn?: (context: StepContext<I, F>) => LegalDay
  input: z.ZodType<I>
  /** Rules beyond the shape of the input; pure. */
  check?: (context: StepContext<I, F>) => Complaint
  /** Why this person may not take (or confirm) it on this file: recusal, another hand. A sentence, or nothing. */
  barred?: (context: { facts: F; actor: Stander }) => string | undefined
  /** Day of the event in law, when it is not today. */
  eventOn?: (input: I) => LegalDay
  /** Duties that start with it, by code. */
  due?: readonly string[]
  /** Duties it fulfils, by code. */
  settles?: readonly string[]
  /** Cannot be undone: something was issued or another unit was told. */
  final?: boolean
  /** Shown under 更多操作 rather than as the next step. */
  rare?: boolean
  /** Ends the file against somebody's wish or for good: asks for confirmation. */
  grave?: boolean
  hint?: string
}

/** A field that may be corrected: an event with old, new, reason and paper; never an overwrite in silence. */
export type CorrectionDecl = {
  label: string
  table: 'case_file' | string
  column: string
  input: z.ZodType<unknown>
  /** Columns of the same table that follow from the value, by their names. */
  follows?: (value: unknown) => Record<string, unknown>
  /** Duties whose dates follow from the field. */
  moves?: readonly string[]
  /** L3: the old and new value are shown masked. */
  sensitive?: boolean
  /** The codes that the value is one of, in words. */
  terms?: Record<string, string>
  /** Several of them. */
  many?: true
  /** Of a number. */
  unit?: string
}

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- steps of one kind have inputs of many shapes */
export type AnyStep<F> = StepDecl<any, F>

export type Kind<F extends BaseFacts = BaseFacts> = {
  name: KindName
  label: string
  /** Prefix of the case number: AZ, ZT, SJ … */
  prefix: string
  /** Where its pages live, without the id: '/handoff'. */
  path: string
  /** Table of the kind's own columns. */
  table: string
  /** The states in their usual order, for the road (办理进度). */
  road: readonly string[]
  states: Record<string, StateDecl>
  entry: readonly string[]
  /** About no person (a batch of payments): its name is a title, and nobody dies, moves or was taken for another. */
  impersonal?: true
  /** The person may withdraw at any time. */
  voluntary: boolean
  steps: Record<string, AnyStep<F>>
  duties: Record<string, DutyDecl<F>>
  corrections: Record<string, CorrectionDecl>
  /** Types of visits recorded on a file: code → label. */
  records: Record<string, string>
  /** Events that are neither a step nor a visit: code → label. */
  events?: Record<string, string>
  /** Referral types (DOMAIN 4.13) that a file of this kind may send. */
  refers?: readonly ReferralType[]
  /** Referral types accepted here open a file: type → entry step. */
  receives?: Partial<Record<string, string>>
}

/** Keeps the inputs' types of each step while the table stays a plain object. */
export const step =
  <F>() =>
  <I>(declared: StepDecl<I, F>): StepDecl<I, F> =>
    declared
