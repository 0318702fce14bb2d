/**
 * A step of legal education, for whoever works by his range and for the vice-principal who is named on the file: the frame of
 * other kinds lets a party read only.
 */
import type { Context } from '~/access/guard.server'
import { act, whyNot } from '~/casefile/act.server'
import type { CaseRow, Domain } from '~/casefile/domain'
import type { BaseFacts } from '~/casefile/kind'
import { findCase } from '~/casefile/read.server'
import { openStep } from '~/casefile/ui/read-outlook.server'
import type { StepOutlook } from '~/casefile/ui/step-frame'
import { takeStep, versionOf } from '~/casefile/ui/take-step.server'
import { refused } from '~/lib/errors'

type Opened<F> = { file: CaseRow; facts: F; step: string; outlook: StepOutlook }

/** Throws 404, and 403 with the reason why this post cannot take it now. */
export async function openLegalStep<F extends BaseFacts>(domain: Domain<F>, c: Context): Promise<Opened<F>> {
  const { id, step = '' } = c.params
  if (c.actor.role !== 'LV') return openStep(domain, c, { id, step })
  const { file } = await findCase(c, domain.kind.name, id)
  const why = whyNot(domain, step, c.actor, file.state)
  if (why) throw refused(why)
  const decl = domain.kind.steps[step]!
  const facts = (await domain.facts(c.db, [file.id])).get(file.id)
  if (!facts) throw refused()
  const bar = decl.barred?.({ facts, actor: c.actor })
  if (bar) throw refused(bar)
  return {
    file,
    facts,
    step,
    outlook: {
      label: decl.label,
      grave: false,
      final: false,
      starts: [],
      ...(decl.hint && { hint: decl.hint }),
      ...(decl.to !== 'same' && { toLabel: domain.kind.states[decl.to]?.label ?? decl.to }),
    },
  }
}

/** Gives the query that tells the next page what was done. Throws 404, 403, 409, 422. */
export async function takeLegalStep<F extends BaseFacts>(domain: Domain<F>, c: Context): Promise<string> {
  const { id, step } = c.params
  if (c.actor.role !== 'LV') return takeStep(domain, c, { id, step, form: c.form })
  await act(domain, c, { caseId: id, step: step ?? '', version: versionOf(c.form), form: c.form })
  return `done=${step}`
}
