/** A step before it is taken: is it allowed, and what will begin with it. */
import { refused } from '~/lib/errors'
import { planDuty } from '../tasks/plan-duties'
import { periodText } from '../deadlines/reason'
import { ruleBook } from '../rules.server'
import type { Ctx } from '../act.server'
import { whyNot } from '../act.server'
import type { CaseRow, Domain } from '../domain'
import type { BaseFacts } from '../kind'
import { findCase } from '../read.server'
import { plainDay } from './day-words'
import { mayTakePart, mayWork } from './read-case-frame.server'
import { roleWords } from './read-steps.server'
import type { StepOutlook } from './step-frame'

/**
 * The file of a form, which this post must cover by its range; `part`: or take part in as a party that the kind names.
 * Throws 404, 403.
 */
export async function fileToWork<F extends BaseFacts>(
  domain: Domain<F>,
  ctx: Ctx,
  id: string | undefined,
  part?: 'part',
): Promise<CaseRow> {
  const { file, sight } = await findCase(ctx, domain.kind.name, id)
  if (!(part ? mayTakePart(domain, sight) : mayWork(sight))) throw refused('您只能查看这份档案，不能办理。')
  return file
}

/** Opens a step's form: throws 404, and 403 with the reason why this post cannot take it now. */
export async function openStep<F extends BaseFacts>(
  domain: Domain<F>,
  ctx: Ctx,
  request: { id: string | undefined; step: string | undefined; guess?: (facts: F) => F },
): Promise<{ file: CaseRow; facts: F; step: string; outlook: StepOutlook }> {
  const file = await fileToWork(domain, ctx, request.id, 'part')
  const step = request.step ?? ''
  const why = whyNot(domain, step, ctx.actor, file.state)
  if (why) throw refused(why)
  const facts = (await domain.facts(ctx.db, [file.id])).get(file.id)
  if (!facts) throw refused()
  const bar = domain.kind.steps[step]?.barred?.({ facts, actor: ctx.actor })
  if (bar) throw refused(bar)
  return { file, facts, step, outlook: await outlookOf(domain, ctx, step, request.guess?.(facts) ?? facts) }
}

async function outlookOf<F extends BaseFacts>(
  { kind }: Domain<F>,
  { actor, db }: Ctx,
  step: string,
  facts: F,
): Promise<StepOutlook> {
  const decl = kind.steps[step]!
  const book = await ruleBook(db)
  const then = { ...facts, state: decl.to === 'same' ? facts.state : decl.to }
  const starts = (decl.due ?? []).flatMap((code) => {
    const duty = kind.duties[code]
    if (!duty || !duty.during.includes(then.state)) return []
    const planned = planDuty(kind, code, then, book)
    if (planned) return [{ label: duty.label, when: `${plainDay(planned.dueOn, actor.today)}前` }]
    const rule = typeof duty.rule === 'function' ? duty.rule(then) : duty.rule
    return [
      {
        label: duty.label,
        when: `${duty.because}${duty.before ? '之前' : '之后'} ${periodText(book.rule(rule, actor.today))}${duty.before ? '' : '内'}`,
      },
    ]
  })
  return {
    label: decl.label,
    grave: decl.grave ?? false,
    final: decl.final ?? false,
    starts,
    ...(decl.hint && { hint: decl.hint }),
    ...(decl.to !== 'same' && { toLabel: kind.states[decl.to]?.label ?? decl.to }),
    ...(decl.second && { secondLabel: roleWords(decl.second) }),
  }
}
