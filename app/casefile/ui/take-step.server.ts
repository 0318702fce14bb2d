import { act, type Ctx } from '../act.server'
import type { Domain } from '../domain'
import type { BaseFacts } from '../kind'
import { fileToWork } from './read-outlook.server'
import { demandSure } from './step-sure'

export type Sent = { id: string | undefined; form: FormData }
export const versionOf = (form: FormData): number => Number(form.get('_version') ?? NaN)

/** Takes a step that a form asked for; gives the query that tells the file's page what was done. Throws 404, 403, 409, 422. */
export async function takeStep<F extends BaseFacts>(
  domain: Domain<F>,
  ctx: Ctx,
  { id, step, form }: Sent & { step: string | undefined },
): Promise<string> {
  await fileToWork(domain, ctx, id, 'part')
  demandSure(domain.kind.steps[step ?? '']?.grave, form)
  form.delete('sure')
  const { outcome } = await act(domain, ctx, { caseId: id, step: step ?? '', version: versionOf(form), form })
  return outcome === 'proposed' ? `done=${step}&proposed=1` : `done=${step}`
}
