/** The form that takes an application in. */
import type { Context } from '~/access/guard.server'
import { parseInput } from '~/casefile/act.server'
import { conflict, notFound, refused } from '~/lib/errors'
import { regionsBelow } from '~/orgs/find-units.server'
import { regionOptions } from '~/orgs/region-options.server'
import { answerReferral, referralToMe } from '~/casefile/referrals/answer-referral.server'
import { isOpen } from '~/casefile/referrals/referral-types'
import { decrypt } from '~/lib/crypto.server'
import { openAid } from '../open/open-aid.server'
import { openRelief } from '../open/open-relief.server'
import { staffOptions } from './choices.server'
import { reliefDomains, reliefNames, type ReliefName } from './kind-at.server'

/** The kinds whose applications a role takes in. */
const newKindsOf = (actor: Pick<Context['actor'], 'role'>): ReliefName[] =>
  reliefNames.filter((name) => reliefDomains[name].kind.steps.accept!.roles.includes(actor.role))

/** The kind that the form is for: the one asked for, or the first of the role's. Throws 403 for who takes none in. */
export function newKindOf({ actor, url }: Pick<Context, 'actor' | 'url'>): ReliefName {
  const mine = newKindsOf(actor)
  const kind = mine.find((one) => one === url.searchParams.get('kind')) ?? mine[0]
  if (!kind) throw refused()
  return kind
}

/** A referral to my unit that asks for this kind, and what it sent: name, telephone, need; never where it comes from. Throws 404, 409. */
async function referralOf(c: Context, kind: ReliefName) {
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

export async function readNewForm(c: Context, kind: ReliefName) {
  const { today, unit } = c.actor
  const referral = await referralOf(c, kind)
  return {
    kind,
    /** The other kinds; a referral says which it is. */
    kinds: referral ? [] : newKindsOf(c.actor).map((name) => ({ name, label: reliefDomains[name].kind.label })),
    token: c.token,
    today,
    unit: unit.name,
    regions: await regionOptions(c, unit.regionCode),
    villages: (await regionsBelow(c.db, unit.regionCode, 'village')).map((one) => ({
      value: one.code,
      label: one.name,
    })),
    staff: await staffOptions(c, unit.regionCode.slice(0, 6), kind),
    defaults: {
      idType: 'resident',
      appliedOn: today,
      residenceCode: unit.regionCode,
      familyClass: 'none',
      payeeRelation: 'self',
      ...(referral && {
        name: referral.fields.name,
        phone: referral.fields.phone,
        need: ['need', 'household', 'wish', 'skill']
          .map((name) => referral.fields[name])
          .filter(Boolean)
          .join('；'),
        cause: 'other',
      }),
      ...c.draft?.initialValue,
    } as Record<string, unknown>,
  }
}
export type NewFormData = Awaited<ReturnType<typeof readNewForm>>

/** Opens the file; gives the address to go on to. Throws 403, 422. */
export async function openNew(c: Context, kind: ReliefName): Promise<string> {
  const given = parseInput(reliefDomains[kind].kind.steps.accept!, c.form) as never
  const referral = await referralOf(c, kind)
  const from = referral ? { referralId: referral.row.id } : {}
  const byWindow = kind === 'relief_temp' || kind === 'relief_dibao'
  const id = byWindow ? await openRelief(c, kind, given, from) : await openAid(c, kind, given, from)
  if (referral?.row.state === 'sent') await answerReferral(c, { referralId: referral.row.id, state: 'accepted' })
  return `/relief/${id}?done=accept`
}
