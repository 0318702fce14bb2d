import { invalid } from '~/lib/errors'
import type { Ctx } from '../act.server'
import type { Received } from '../attachments/receive.server'
import type { Domain } from '../domain'
import type { BaseFacts } from '../kind'
import { recordVisit } from '../visits/record-visit.server'
import { noteWarning } from '../visits/visit-input'
import { fileToWork } from './read-outlook.server'
import type { Sent } from './take-step.server'

/** Records a visit; a note that seems to hold beliefs or opinions asks for a second look, and is then taken. */
export async function writeVisit<F extends BaseFacts>(
  domain: Domain<F>,
  ctx: Ctx,
  { id, form, photos }: Sent & { photos: readonly Received[] },
): Promise<void> {
  await fileToWork(domain, ctx, id, 'part')
  const warning = noteWarning(String(form.get('note') ?? ''))
  if (warning && form.get('sure') !== 'on')
    throw invalid({ note: [warning], sure: ['内容确实需要保留的，请勾选后再保存'] })
  form.delete('sure')
  await recordVisit(domain, ctx, { caseId: id, form, photos })
}
