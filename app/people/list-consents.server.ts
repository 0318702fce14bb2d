import type { Actor } from '~/access/actor'
import { dbToDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { asksAgain } from '~/people/consent-terms'
import { consentAges, type ConsentFile } from '~/people/give-consent.server'

export type ConsentLine = {
  id: string
  signer: string
  capacity: string
  scope: string[]
  recipients: string[]
  method: string
  signedOn: LegalDay
  withdrawnOn: LegalDay | null
  keptAt: string | null
  textVersion: string
  /** The person has come of an age since and must be asked. */
  again: boolean
}

/** The consents of a file, newest first. */
export async function listConsents(
  ctx: { actor: Actor; db: Db },
  file: Pick<ConsentFile, 'id' | 'birthOn'>,
): Promise<ConsentLine[]> {
  const rows = await ctx.db.consent.findMany({
    where: { caseId: file.id },
    orderBy: [{ signedOn: 'desc' }, { id: 'desc' }],
  })
  const ages = await consentAges(ctx)
  return rows.map((row) => {
    const line = {
      capacity: row.capacity,
      signedOn: dbToDay(row.signedOn),
      withdrawnOn: row.withdrawnOn && dbToDay(row.withdrawnOn),
    }
    const { id, signer, scope, recipients, method, keptAt, textVersion } = row
    return {
      id,
      signer,
      scope,
      recipients,
      method,
      keptAt,
      textVersion,
      ...line,
      again: asksAgain(line, file.birthOn, ctx.actor.today, ages),
    }
  })
}

/** Does a consent in force cover this scope? */
export const covered = (consents: readonly ConsentLine[], scope: string): boolean =>
  consents.some((one) => !one.withdrawnOn && one.scope.includes(scope))
