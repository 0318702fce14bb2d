import type { Ctx } from '../../act.server'
import type { CaseRow } from '../../domain'
import type { BaseFacts } from '../../kind'
import type { DocumentSource } from '../declare'
import { offersAfter } from './case-documents.server'

/** Documents that belong to the step or visit that was just done, as the address says. */
export function offersOf<F extends BaseFacts, R>(source: DocumentSource<F, R>, ctx: Ctx, file: CaseRow, url: URL) {
  const step = url.searchParams.get('done')
  if (!step || url.searchParams.has('proposed')) return []
  return offersAfter(source, { step, role: ctx.actor.role, state: file.state, id: file.id })
}
