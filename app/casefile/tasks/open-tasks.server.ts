import type { LegalDay } from '~/lib/dates'
import { Prisma } from '~/generated/prisma/client'
import { readTogether } from '~/lib/db.server'
import type { Ctx } from '../act.server'
import { generalDuties } from '../desk/general-duties'
import type { CaseRow } from '../domain'
import type { BaseFacts, Kind } from '../kind'

export type TaskLine = {
  id: string
  code: string
  role: string
  occurrence: number
  dueOn: LegalDay
  /** 'HH:MM' of the last instant of a duty in hours, and whether it is over. */
  dueTime: string | null
  over: boolean
  warnOn: LegalDay
  provisional: boolean
  reason: string
}

/** Open duties of a file, soonest first, for readTogether(). */
export const openTasksQuery = (file: Pick<CaseRow, 'id'>) => Prisma.sql`
  SELECT id, code, role, occurrence, due_on AS "dueOn", to_char(due_at AT TIME ZONE 'Asia/Shanghai', 'HH24:MI') AS "dueTime",
    coalesce(due_at < app_now(), false) AS over, warn_on AS "warnOn", provisional, reason
  FROM task WHERE case_id = ${file.id}::uuid AND done_at IS NULL ORDER BY due_on, id LIMIT 50`

/** A duty with what it is called and what fulfils it. */
export const openTask = <F extends BaseFacts>(kind: Kind<F>, row: TaskLine) => ({
  ...row,
  label: kind.duties[row.code]?.label ?? generalDuties[row.code]?.label ?? '事项',
  step: kind.duties[row.code]?.step,
  record: kind.duties[row.code]?.record,
})

/** Open duties of a file, soonest first, with the reason behind each date. */
export async function openTasks<F extends BaseFacts>(kind: Kind<F>, { db }: Ctx, file: CaseRow) {
  const { tasks } = await readTogether<{ tasks: TaskLine[] }>(db, { tasks: openTasksQuery(file) })
  return tasks.map((row) => openTask(kind, row))
}
