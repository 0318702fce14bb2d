/** The timeline's chain: each event's hash covers the one before it. Hashes hold no identity (DESIGN rule 13). */
import { encrypt, mac, sm3 } from '~/lib/crypto.server'
import type { LegalDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import type { Hand } from './domain'

export type Head = { fileToken: string; chainSeq: number; chainHash: string }
export type NewEvent = {
  step: string
  fromState: string | null
  toState: string | null
  input: unknown
  eventOn: LegalDay
  at: Date
  hand: Hand
}

/** The same value always gives the same text: keys sorted, undefined left out. */
export function canonical(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value.toISOString())
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value && typeof value === 'object') {
    const parts = Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`)
    return `{${parts.join(',')}}`
  }
  return JSON.stringify(value ?? null)
}

export const digestOf = (input: unknown): string => mac(canonical(input), 'event-input')

export type Link = {
  fileToken: string
  seq: number
  at: string
  eventOn: string
  step: string
  fromState: string | null
  toState: string | null
  postId: string | null
  digest: string
  prevHash: string
}

/** SM3 over what the event says; the recipe that verification repeats. */
export const hashOf = (link: Link): string =>
  sm3(
    [
      link.prevHash,
      link.fileToken,
      link.seq,
      link.at,
      link.eventOn,
      link.step,
      link.fromState,
      link.toState,
      link.postId,
      link.digest,
    ].join('|'),
  )

/** The row of the next event of a file, for add_rows (snake case). */
export function eventRow(file: Head & { id: string; kind: string; scopeKey: string }, event: NewEvent) {
  const digest = digestOf(event.input)
  const link: Link = {
    fileToken: file.fileToken,
    seq: file.chainSeq + 1,
    at: event.at.toISOString(),
    eventOn: event.eventOn,
    step: event.step,
    fromState: event.fromState,
    toState: event.toState,
    postId: event.hand.postId,
    digest,
    prevHash: file.chainHash,
  }
  return {
    id: uuidv7(),
    case_id: file.id,
    kind: file.kind,
    scope_key: file.scopeKey,
    seq: link.seq,
    at: link.at,
    event_on: link.eventOn,
    step: link.step,
    from_state: link.fromState,
    to_state: link.toState,
    post_id: link.postId,
    actor_name: event.hand.name,
    actor_unit: event.hand.unitName,
    inputs_enc:
      event.input === undefined || event.input === null
        ? null
        : encrypt(JSON.stringify(event.input), `event:${file.id}`),
    digest,
    prev_hash: link.prevHash,
    hash: hashOf(link),
  }
}
