/** What stands for one sort of line: its label, what it is about, and how its data is said. Pure. */
import type { AccessEvent } from '../events'

export type EventName = AccessEvent['event']
/** What an event is about; quick views are made of these. */
export type EventGroup =
  | 'read'
  | 'reveal'
  | 'print'
  | 'work'
  | 'refuse'
  | 'break_glass'
  | 'sign_in'
  | 'sign_in_failed'
  | 'rights'
  | 'account'
  | 'export'
  | 'config'
  | 'audit'
  | 'alarm'

/** Sets of codes whose words other rooms own. door: of a refusal ('handoff.reveal'); printed: what was printed. */
export type TermSet =
  | 'role'
  | 'kind'
  | 'referral'
  | 'view'
  | 'part'
  | 'review'
  | 'alarm'
  | 'act'
  | 'form'
  | 'source'
  | 'document'
  | 'door'
  | 'printed'

/** Words of other rooms; each gives the code itself when it knows no word. */
export type AuditWords = {
  term: (set: TermSet, code: string | undefined) => string
  step: (kind: string, code: string) => string
  /** A filter of the auditor and what it was set to. */
  filter: (name: string, value: string) => string
  /** A person or post by its id, a unit by its code. */
  who: (id: string | undefined) => string
  unit: (code: string | undefined) => string
}

/** The member of AccessEvent that an event belongs to; some members name several events. */
type LineOf<E extends EventName, L = AccessEvent> = L extends { event: infer N } ? (E extends N ? L : never) : never
export type DataOf<E extends EventName> = LineOf<E> extends { data?: infer D } ? NonNullable<D> : object

export type Entry<E extends EventName> = {
  label: string
  group: EventGroup
  /** What was done, when the label alone does not say it. Older lines may lack data. */
  say?: (data: Partial<DataOf<E>>, words: AuditWords) => string
}
export type Entries<E extends EventName = EventName> = { [N in E]: Entry<N> }

/** The word of a code in a set of our own; the code itself when there is none. */
export const wordOf = (words: Readonly<Record<string, string>>, code: string | undefined): string =>
  code === undefined ? '' : (words[code] ?? code)

/** The parts that are there, one after the other. */
export const said = (...parts: (string | number | false | null | undefined)[]): string =>
  parts.filter((part) => part || part === 0).join('')
