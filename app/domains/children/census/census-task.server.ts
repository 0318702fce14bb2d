/** The duty to take the census (摸底) of my unit: how it stands, and that it is done. */
import type { Ctx } from '~/casefile/act.server'
import { dueWords } from '~/casefile/ui/day-words'
import { dbToDay } from '~/lib/dates'
import { conflict } from '~/lib/errors'
import { CENSUS, seasonWords } from './season'

/** The open duty of this post's role and unit, or null. */
export async function censusTask({ actor, db }: Ctx) {
  const task = await db.task.findFirst({
    where: { kind: 'child', code: CENSUS, scopeKey: actor.unit.code, role: actor.role, doneAt: null },
    orderBy: { dueOn: 'asc' },
    select: { detail: true, dueOn: true, reason: true },
  })
  return (
    task && { label: seasonWords(task.detail ?? ''), due: dueWords(dbToDay(task.dueOn), actor.today), why: task.reason }
  )
}

/** The unit has asked every family: the duty is done. Throws 409 when there is none open. */
export async function finishCensus({ db }: Ctx): Promise<void> {
  const [row] = await db.$queryRaw<{ n: number }[]>`SELECT finish_census() AS n`
  if (!row?.n) throw conflict('没有待完成的摸底任务，可能同事刚刚已经办理。')
}
