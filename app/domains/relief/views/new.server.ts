/** The form that takes an application in. */
import type { Context } from '~/access/guard.server'
import { parseInput } from '~/casefile/act.server'
import { conflict, notFound, refused } from '~/lib/errors'
import { regionsBelow } from '~/orgs/find-units.server'
import { regionOptions } from '~/orgs/region-options.server'
import { answerReferral, referralToMe } from '~/casefile/referrals/answer-referral.server'
import { isOpen } from '~/casefile/referrals/referral-types'
import { decrypt } from '~/lib/crypto.server'
import { openRelief, type ReliefKind } from '../open/open-relief.server'
import type { AcceptInput } from '../steps/inputs'
import { staffOptions } from './choices.server'
import { reliefDomains } from './kind-at.server'

export const newKinds: readonly ReliefKind[] = ['relief_temp', 'relief_dibao']
export const newKindOf = (url: URL): ReliefKind =>
  newKinds.find((one) => one === url.searchParams.get('kind')) ?? 'relief_temp'

/** A referral to my unit that asks for this kind, and what it sent: name, telephone, need; never where it comes from. Throws 404, 409. */
async function referralOf(c: Context, kind: ReliefKind) {
  const id = c.url.searchParams.get('referral')
  if (!id) return null
  const row = await referralToMe(c, id)
  if (!reliefDomains[kind].kind.receives?.[row.type]) throw notFound()
  if (!isOpen(row)) throw conflict('这件转介已经办结，不能再受理。')
  const taken = await c.db.reliefFile.findFirst({ where: { referralId: row.id }, select: { caseId: true } })
  if (taken) throw conflict('这件转介已经受理建档了，请在档案上继续办理。')
  const { fields } = JSON.parse(decrypt(row.fieldsEnc, `referral:${row.id}`)) as { fields: Record<string, string> }
  return { row, fields }
}

export async function readNewForm(c: Context, kind: ReliefKind) {
  if (c.actor.role !== 'CC') throw refused()
  const { today, unit } = c.actor
  const referral = await referralOf(c, kind)
  return {
    kind,
    /** The other kinds; a referral says which it is. */
    kinds: referral ? [] : newKinds.map((name) => ({ name, label: reliefDomains[name].kind.label })),
    token: c.token,
    today,
    unit: unit.name,
    regions: await regionOptions(c, unit.regionCode),
    villages: (await regionsBelow(c.db, unit.regionCode, 'village')).map((one) => ({
      value: one.code,
      label: one.name,
    })),
    staff: await staffOptions(c, unit.regionCode.slice(0, 6)),
    defaults: {
      idType: 'resident',
      appliedOn: today,
      residenceCode: unit.regionCode,
      familyClass: 'none',
      payeeRelation: 'self',
      ...(referral && {
        name: referral.fields.name,
        phone: referral.fields.phone,
        need: [referral.fields.need, referral.fields.household].filter(Boolean).join('；'),
        cause: 'other',
      }),
      ...c.draft?.initialValue,
    } as Record<string, unknown>,
  }
}
export type NewFormData = Awaited<ReturnType<typeof readNewForm>>

/** Opens the file; gives the address to go on to. Throws 403, 422. */
export async function openNew(c: Context, kind: ReliefKind): Promise<string> {
  const given = parseInput(reliefDomains[kind].kind.steps.accept!, c.form) as AcceptInput
  const referral = await referralOf(c, kind)
  const id = await openRelief(c, kind, given, referral ? { referralId: referral.row.id } : {})
  if (referral?.row.state === 'sent') await answerReferral(c, { referralId: referral.row.id, state: 'accepted' })
  return `/relief/${id}?done=accept`
}
