/** From declared duties and facts to dated tasks. Pure. */
import { dayOf, type LegalDay } from '~/lib/dates'
import { computeDue, type Due } from '../deadlines/compute'
import { computeHours, type HoursDue } from '../deadlines/hours'
import type { RuleBook } from '../deadlines/rule-book'
import type { BaseFacts, Kind } from '../kind'

export type PlannedTask = Due & {
  code: string
  role: string
  occurrence: number
  triggerOn: LegalDay
  /** The last instant of a duty that runs in hours. */
  dueAt?: Date | null
}

/** The task of one duty, or null when the facts give no such duty now. */
export function planDuty<F extends BaseFacts>(
  kind: Kind<F>,
  code: string,
  facts: F,
  book: RuleBook,
): PlannedTask | null {
  const duty = kind.duties[code]
  if (!duty) throw new Error(`${kind.name} has no duty ${code}`)
  if (!duty.during.includes(facts.state)) return null
  const from = duty.from(facts, book)
  if (!from) return null
  const rule = typeof duty.rule === 'function' ? duty.rule(facts) : duty.rule
  const { roll, before = false, because } = duty
  const at = duty.at?.(facts) ?? null
  if (duty.at && !at) return null
  const due = at
    ? hoursAsDays(computeHours({ book, rule, from: at, because }))
    : computeDue({ book, rule, from, roll, before, because })
  return { ...due, code, role: duty.role, occurrence: duty.occurrence?.(facts) ?? 1, triggerOn: from }
}

/** A duty in hours as the lists of days show it. */
const hoursAsDays = ({ dueAt, warnAt, ...clock }: HoursDue) => ({
  ...clock,
  dueOn: dayOf(dueAt),
  warnOn: dayOf(warnAt),
  provisional: false,
  dueAt,
})

/** The tasks of the given duties, and of every standing duty of the state. */
export function planDuties<F extends BaseFacts>(
  kind: Kind<F>,
  codes: readonly string[],
  facts: F,
  book: RuleBook,
): PlannedTask[] {
  const standing = Object.keys(kind.duties).filter((code) => kind.duties[code]?.standing)
  return [...new Set([...codes, ...standing])].flatMap((code) => planDuty(kind, code, facts, book) ?? [])
}
