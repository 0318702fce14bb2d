import type { Actor } from '~/access/actor'
import { logAccess } from '~/audit/log.server'
import { dayToDb, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { invalid } from '~/lib/errors'
import type { Purpose } from './purposes'

type Ctx = { actor: Actor; db: Db }
type File = { id: string; kind: string; scopeKey: string; fileToken: string }

/**
 * Writes down that the family of a file does not want to be reminded for this purpose any more; what waits is not sent
 * either. The policy of the file lets only those who may write on it. Throws 422 for a day ahead.
 */
export async function declineMessages(ctx: Ctx, file: File, purpose: Purpose, saidOn: LegalDay): Promise<void> {
  const { actor, db } = ctx
  if (saidOn > actor.today) throw invalid({ saidOn: ['日期不能晚于今天'] })
  const { id: caseId, kind, scopeKey } = file
  const said = { saidOn: dayToDb(saidOn), recordedBy: actor.postId, recordedAt: actor.now, withdrawnOn: null }
  await db.messageOptOut.upsert({
    where: { caseId_purpose: { caseId, purpose } },
    create: { caseId, kind, scopeKey, purpose, ...said },
    update: said,
  })
  await logAccess(db, actor, { event: 'message_choice', fileToken: file.fileToken, data: { purpose, wanted: false } })
}

/** They want to be reminded again. Gives false when nothing was declined. */
export async function wantMessages({ actor, db }: Ctx, file: File, purpose: Purpose): Promise<boolean> {
  const { count } = await db.messageOptOut.updateMany({
    where: { caseId: file.id, purpose, withdrawnOn: null },
    data: { withdrawnOn: dayToDb(actor.today) },
  })
  if (count)
    await logAccess(db, actor, { event: 'message_choice', fileToken: file.fileToken, data: { purpose, wanted: true } })
  return count > 0
}
