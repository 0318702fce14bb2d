import type { Ctx } from '../act.server'
import type { CaseRow } from '../domain'
import type { BaseFacts, Kind } from '../kind'
import { listVisits } from '../visits/list-visits.server'
import { visitTags } from '../visits/visit-input'
import type { VisitView } from './views'

/** Visits of a file in words, newest first. */
export async function visitsOf<F extends BaseFacts>(kind: Kind<F>, ctx: Ctx, file: CaseRow): Promise<VisitView[]> {
  const visits = await listVisits(ctx, file)
  return visits.map(({ type, tags, ...visit }) => ({
    ...visit,
    label: kind.records[type] ?? '联系',
    tags: tags.map((tag) => visitTags[tag as keyof typeof visitTags] ?? tag),
  }))
}
