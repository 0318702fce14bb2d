import { planDuty } from '~/casefile/tasks/plan-duties'
import type { AnyStep, Complaint } from '~/casefile/kind'
import { makeRuleBook } from '~/casefile/deadlines/rule-book'
import { freshFacts, type HandoffFacts } from '~/domains/handoff/facts'
import { handoffKind } from '~/domains/handoff/handoff.kind'
import { monthlyContact, releaseUrgent } from '~/domains/handoff/rules'
import { ruleRows } from '../../../prisma/seed/rules'
import { calendar } from '../../casefile/deadlines/book'

const later = { source: '项目规则', effectiveFrom: '2020-01-01' }
const known = new Set(ruleRows.map((row) => row.id))
const added = [
  { id: 'D1.release_day', value: 0, unit: 'd' as const, ...later },
  { id: 'D1.end_day', value: 0, unit: 'd' as const, ...later },
].filter((row) => !known.has(row.id))

/** Rules and calendar as first installed. */
export const book = makeRuleBook([...ruleRows, ...added], calendar)
export const ruleIds = new Set([...known, ...added.map((row) => row.id)])
export const p = (rule: string) => book.rule(rule, '2026-11-23').value

/** Facts of a file opened in September 2026, with what the test adds; derived ones follow. */
export function facts(given: Partial<HandoffFacts>): HandoffFacts {
  const base = freshFacts({
    state: 'pre_notice',
    openedOn: '2026-09-01',
    sex: 'M',
    birthOn: '1990-05-05',
    sourceType: 'prison',
    scopeKey: '340705-JB1',
    ...given,
  })
  return {
    ...base,
    releaseUrgent: releaseUrgent(base.releaseDueOn, base.releaseKnownOn, book),
    ...monthlyContact(base, p),
  }
}

export const dueOn = (code: string, given: Partial<HandoffFacts>) =>
  planDuty(handoffKind, code, facts(given), book)?.dueOn ?? null

export const stepOf = (name: string): AnyStep<HandoffFacts> => handoffKind.steps[name]!

/** What a step says to an input, without any form; the shape is parsed first. */
export function check(
  name: string,
  input: unknown,
  given: Partial<HandoffFacts> = {},
  today = '2026-11-23',
): Complaint {
  const step = stepOf(name)
  return step.check?.({ input: step.input.parse(input), facts: facts(given), today, p })
}
export const wrongFields = (complaint: Complaint) =>
  typeof complaint === 'object' ? Object.keys(complaint.fields).sort() : []

export const paper = { title: '法院文书', onDay: '2026-11-20', keptAt: '一号柜' }
