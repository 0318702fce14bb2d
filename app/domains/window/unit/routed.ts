import type { LegalDay } from '~/lib/dates'

/** What travels with a routed matter beside the fields that are shown: by what rules the unit may answer. */
export type Routed = {
  petition: boolean
  /** The last day on which the unit may send it back; null: until it accepts. */
  returnUntil: LegalDay | null
  /** It was sent back once: the dispatcher's decision binds. */
  binding: boolean
  replyDueOn: LegalDay
  /** How far the reply may be put off, once. */
  latest: { on: LegalDay; days: number }
}
