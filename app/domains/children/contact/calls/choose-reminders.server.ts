/** A parent does not want reminders, or wants them again: recorded on the file. The calls themselves go on. */
import { judge } from '~/access/policy'
import type { Ctx } from '~/casefile/act.server'
import { lockCase } from '~/casefile/load-case.server'
import { refused } from '~/lib/errors'
import { declineMessages, wantMessages } from '~/messages/decline-messages.server'
import { declineReminderInput, read } from '../inputs'

/** `want`: whether the family is to be reminded from now on. Throws 403, 404, 422. */
export async function chooseReminders(
  ctx: Ctx,
  caseId: string | undefined,
  want: boolean,
  form: FormData,
): Promise<void> {
  if (!judge(ctx.actor.role, 'child', 'W').allowed) throw refused()
  const file = await lockCase(ctx.db, 'child', caseId)
  if (want) await wantMessages(ctx, file, 'appointment')
  else await declineMessages(ctx, file, 'appointment', read(declineReminderInput, form).saidOn)
}
