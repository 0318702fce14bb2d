import { dbToDay } from '~/lib/dates'
import type { Ctx } from '../act.server'
import type { CaseRow } from '../domain'
import type { BaseFacts, Kind } from '../kind'

/** Open duties of a file, soonest first, with the reason behind each date. */
export async function openTasks<F extends BaseFacts>(kind: Kind<F>, { db }: Ctx, file: CaseRow) {
  const rows = await db.task.findMany({
    where: { caseId: file.id, doneAt: null },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
    take: 50,
  })
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    label: kind.duties[row.code]?.label ?? '事项',
    step: kind.duties[row.code]?.step,
    record: kind.duties[row.code]?.record,
    role: row.role,
    occurrence: row.occurrence,
    dueOn: dbToDay(row.dueOn),
    warnOn: dbToDay(row.warnOn),
    provisional: row.provisional,
    reason: row.reason,
  }))
}
