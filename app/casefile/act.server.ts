import { parseWithZod } from '@conform-to/zod/v4'
import type { Actor } from '~/access/actor'
import { judge } from '~/access/policy'
import { dayOf } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { conflict, invalid, refused, UserError } from '~/lib/errors'
import { compactRows } from '~/ui/rows'
import { applyStep } from './apply-step.server'
import { handOf, type Domain } from './domain'
import type { AnyStep, BaseFacts, Complaint, StepContext } from './kind'
import { lockCase } from './load-case.server'
import { propose } from './propose.server'
import { ruleBook } from './rules.server'
import type { RuleBook } from './deadlines/rule-book'

export type Ctx = { actor: Actor; db: Db }

/** May this post take this step now, as far as role and state tell? A reason in Chinese, or null. */
export function whyNot<F extends BaseFacts>(
  domain: Domain<F>,
  step: string,
  actor: Pick<Actor, 'role'>,
  state: string,
): string | null {
  const decl = Object.hasOwn(domain.kind.steps, step) ? domain.kind.steps[step] : undefined
  if (!decl || decl.by === 'system' || decl.from === 'entry') return '没有这个步骤。'
  if (!decl.roles.includes(actor.role)) return '这一步不由您当前的岗位办理。'
  if (!judge(actor.role, domain.kind.name, 'W').allowed && !judge(actor.role, domain.kind.name, 'A').allowed)
    return '这一步不由您当前的岗位办理。'
  const fits = decl.from === 'open' ? domain.kind.states[state]?.open : decl.from.includes(state)
  return fits ? null : `档案当前为“${domain.kind.states[state]?.label ?? state}”，不能${decl.label}。`
}

export function stepContext<I, F>(input: I, facts: F, book: RuleBook, today: string): StepContext<I, F> {
  return { input, facts, today, p: (rule) => book.rule(rule, today).value }
}

/** Parses a form by the step's input; throws 422 with the errors by field. */
export function parseInput<F>(decl: AnyStep<F>, form: FormData): unknown {
  const parsed = parseWithZod(compactRows(form), { schema: decl.input })
  if (parsed.status === 'success') return parsed.value
  const fields = Object.fromEntries(
    Object.entries(parsed.error ?? {}).filter((entry): entry is [string, string[]] => Boolean(entry[1]?.length)),
  )
  throw invalid(fields)
}

export function complain(complaint: Complaint): void {
  if (typeof complaint === 'string') throw new UserError(422, complaint)
  if (complaint && Object.keys(complaint.fields).length) throw invalid(complaint.fields)
}

/**
 * The only way a case changes state: allowed from this state, for this post, with a valid input, on the version that
 * was seen. A step with a second hand becomes a proposal. Throws 404, 403, 409, 422.
 */
export async function act<F extends BaseFacts>(
  domain: Domain<F>,
  { actor, db }: Ctx,
  request: { caseId: string | undefined; step: string; version: number; form: FormData },
): Promise<{ outcome: 'done' | 'proposed'; state: string }> {
  const file = await lockCase(db, domain.kind.name, request.caseId)
  const why = whyNot(domain, request.step, actor, file.state)
  if (request.version !== file.version) throw conflict()
  if (why) throw refused(why)
  const decl = domain.kind.steps[request.step]!
  const input = parseInput(decl, request.form)
  const facts = (await domain.facts(db, [file.id])).get(file.id)
  if (!facts) throw refused()
  const bar = decl.barred?.({ facts, actor })
  if (bar) throw refused(bar)
  complain(decl.check?.(stepContext(input, facts, await ruleBook(db), dayOf(actor.now))))
  if (decl.second) {
    await propose(domain, { actor, db }, { file, step: request.step, input, facts })
    return { outcome: 'proposed', state: file.state }
  }
  const done = await applyStep(db, domain, {
    file,
    step: request.step,
    input,
    hand: handOf(actor),
    at: actor.now,
    facts,
  })
  return { outcome: 'done', state: done.state }
}
