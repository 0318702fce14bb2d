import { z } from 'zod'
import { parseWithZod } from '@conform-to/zod/v4'
import type { Actor } from '~/access/actor'
import { limitOf } from '~/access/authorise-limits.server'
import { judge } from '~/access/policy'
import { logAccess } from '~/audit/log.server'
import { sm3 } from '~/lib/crypto.server'
import { dayToDb, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { invalid, refused } from '~/lib/errors'
import { legalDay, requiredText } from '~/lib/text'
import { civilAge } from '~/people/ages'
import {
  capacities,
  consentMethods,
  consentRecipients,
  consentScopes,
  consentTexts,
  CURRENT_TEXT,
} from '~/people/consent-terms'

type Ctx = { actor: Actor; db: Db }
/** The file that the consent belongs to, as read in the actor's scope. */
export type ConsentFile = { id: string; kind: string; scopeKey: string; fileToken: string; birthOn: LegalDay | null }

const codes = <T extends Record<string, string>>(of: T) =>
  z.enum(Object.keys(of) as [keyof T & string, ...(keyof T & string)[]])
const input = z.object({
  signer: requiredText(50),
  capacity: codes(capacities),
  scope: z.array(codes(consentScopes)).min(1),
  recipients: z.array(codes(consentRecipients)).default([]),
  method: codes(consentMethods),
  signedOn: legalDay(),
  keptAt: requiredText(100),
})

/** The two ages of consent law on the actor's day: own consent (PIPL 31) and majority. */
export async function consentAges({ actor, db }: Ctx): Promise<{ consent: number; adult: number }> {
  return {
    consent: (await limitOf(db, 'X.consent_age', actor.today)).value,
    adult: (await limitOf(db, 'X.adult_age', actor.today)).value,
  }
}

export const mayConsent = (actor: Actor, kind: string): boolean =>
  judge(actor.role, kind, 'W').allowed || judge(actor.role, kind, 'A').allowed

/**
 * Records a signed consent on a file: the wording in force with its hash, who signed in which capacity, for what and
 * for whom (DOMAIN 4.3). Below the age of consent only a guardian signs. Throws 403, 422. Gives the consent's id.
 */
export async function giveConsent(ctx: Ctx, file: ConsentFile, form: FormData): Promise<string> {
  const { actor, db } = ctx
  if (!mayConsent(actor, file.kind)) throw refused()
  const parsed = parseWithZod(form, { schema: input })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const given = parsed.value
  if (given.signedOn > actor.today) throw invalid({ signedOn: ['签署日期不能晚于今天'] })
  const ages = await consentAges(ctx)
  if (given.capacity === 'self' && file.birthOn && civilAge(file.birthOn, given.signedOn) < ages.consent) {
    throw invalid({ capacity: [`不满 ${ages.consent} 周岁的，须由监护人签署（个人信息保护法第三十一条）`] })
  }
  if (given.capacity === 'guardian' && file.birthOn && civilAge(file.birthOn, given.signedOn) >= ages.adult) {
    throw invalid({ capacity: [`已满 ${ages.adult} 周岁的，应由本人签署`] })
  }
  const { signedOn, ...rest } = given
  const text = consentTexts[CURRENT_TEXT]!
  const consent = await db.consent.create({
    data: {
      ...rest,
      caseId: file.id,
      kind: file.kind,
      scopeKey: file.scopeKey,
      signedOn: dayToDb(signedOn),
      textVersion: CURRENT_TEXT,
      textHash: sm3(text),
    },
  })
  await logAccess(db, actor, {
    event: 'step',
    fileToken: file.fileToken,
    data: { kind: file.kind, step: 'consent.give' },
  })
  return consent.id
}
