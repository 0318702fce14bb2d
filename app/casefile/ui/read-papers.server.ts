import type { Ctx } from '../act.server'
import { attachmentsOf } from '../attachments/list-attachments.server'
import type { CaseRow } from '../domain'
import type { BaseFacts, Kind } from '../kind'
import { listPapers } from '../papers/add-paper.server'
import type { PaperView } from './views'

/** Papers of a file with their scans, newest first. */
export async function papersOf<F extends BaseFacts>(kind: Kind<F>, ctx: Ctx, file: CaseRow): Promise<PaperView[]> {
  const papers = await listPapers(ctx, file)
  const filesOf = await attachmentsOf(ctx, file, `${kind.path}/${file.id}`)
  return papers.map(({ id, title, onDay, keptAt }) => ({ id, title, onDay, keptAt, files: filesOf(id) }))
}
