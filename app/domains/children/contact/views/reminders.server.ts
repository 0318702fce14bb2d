/** Whether the parents of one child want to be reminded of calls. */
import { fieldBits } from '~/audit/events'
import { logAccess } from '~/audit/log.server'
import type { Ctx } from '~/casefile/act.server'
import { loadCase } from '~/casefile/load-case.server'
import { dbToDay, formatDay } from '~/lib/dates'

/** The day on which the family of a file said that it wants no reminders; null while it does. */
export async function declinedOn({ db }: Pick<Ctx, 'db'>, caseId: string): Promise<string | null> {
  const said = await db.messageOptOut.findUnique({ where: { caseId_purpose: { caseId, purpose: 'appointment' } } })
  return said && !said.withdrawnOn ? formatDay(dbToDay(said.saidOn)) : null
}

/** Throws 404. */
export async function readReminders(ctx: Ctx, caseId: string | undefined, url: URL) {
  const { actor, db } = ctx
  const file = await loadCase(db, 'child', caseId)
  await logAccess(db, actor, { event: 'read', fileToken: file.fileToken, fields: fieldBits(['outline']) })
  return {
    caseId: file.id,
    name: file.name,
    today: actor.today,
    declined: await declinedOn(ctx, file.id),
    done: url.searchParams.has('done'),
  }
}
export type RemindersData = Awaited<ReturnType<typeof readReminders>>
