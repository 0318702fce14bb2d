import type { Ctx } from '../act.server'
import { attachmentsOf } from '../attachments/list-attachments.server'
import type { CaseRow } from '../domain'
import type { BaseFacts, Kind } from '../kind'
import { listVisits } from '../visits/list-visits.server'
import { visitTags } from '../visits/visit-input'
import type { VisitView } from './views'

/** Visits of a file in words, with their photos, newest first. */
export async function visitsOf<F extends BaseFacts>(kind: Kind<F>, ctx: Ctx, file: CaseRow): Promise<VisitView[]> {
  const visits = await listVisits(ctx, file)
  const filesOf = await attachmentsOf(ctx, file, `${kind.path}/${file.id}`)
  return visits.map(({ type, tags, ...visit }) => ({
    ...visit,
    files: filesOf(visit.id),
    label: kind.records[type] ?? '联系',
    tags: tags.map((tag) => visitTags[tag as keyof typeof visitTags] ?? tag),
  }))
}
