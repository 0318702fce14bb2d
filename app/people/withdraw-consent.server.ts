import type { Actor } from '~/access/actor'
import { logAccess } from '~/audit/log.server'
import { dayToDb } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { conflict, notFound, refused } from '~/lib/errors'
import { mayConsent, type ConsentFile } from '~/people/give-consent.server'

/**
 * Withdraws a consent from today on: future processing stops, what was done before stays, no statutory duty ends and
 * nothing is lost by it (PIPL 15, 16). Throws 403, 404, 409 when it is already withdrawn.
 */
export async function withdrawConsent(
  { actor, db }: { actor: Actor; db: Db },
  file: ConsentFile,
  consentId: FormDataEntryValue | null,
): Promise<void> {
  if (!mayConsent(actor, file.kind)) throw refused()
  const found =
    typeof consentId === 'string' && consentId.length === 36
      ? await db.consent.findFirst({ where: { id: consentId, caseId: file.id } })
      : null
  if (!found) throw notFound()
  const done = await db.consent.updateMany({
    where: { id: found.id, withdrawnOn: null },
    data: { withdrawnOn: dayToDb(actor.today) },
  })
  if (done.count !== 1) throw conflict('这份同意书已经撤回过了。')
  await logAccess(db, actor, {
    event: 'step',
    fileToken: file.fileToken,
    data: { kind: file.kind, step: 'consent.withdraw' },
  })
}
