import { judge, type ReferralType } from '~/access/policy'
import { logAccess } from '~/audit/log.server'
import { encrypt } from '~/lib/crypto.server'
import { dayOf, type LegalDay } from '~/lib/dates'
import { invalid, refused } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { maskName } from '~/people/identity'
import type { Ctx } from '../act.server'
import { computeDue } from '../deadlines/compute'
import type { CaseRow } from '../domain'
import { ruleBook } from '../rules.server'
import { tells } from './never-sent'
import { mayGoTo, referralTypes } from './referral-types'

export type NewReferral = {
  type: ReferralType
  toKey: string
  /** Only the fields that the type declares are sent; others are refused. */
  fields: Record<string, string>
  consentId?: string | undefined
  /** A frozen file that travels with a transfer. */
  frozen?: unknown
}

/** Sends a referral (转介) from a file of mine to another unit; gives its id and the day the answer is due. Throws 403, 422. */
export async function sendReferral(
  { actor, db }: Ctx,
  file: CaseRow,
  referral: NewReferral,
): Promise<{ id: string; dueOn: LegalDay | null }> {
  if (!judge(actor.role, file.kind, 'W').allowed && !judge(actor.role, file.kind, 'A').allowed) throw refused()
  const decl = referralTypes[referral.type]
  if (!decl) throw invalid({ type: ['请从列表中选择'] })
  const unit = await db.unit.findFirst({ where: { code: referral.toKey, closedOn: null } })
  if (!unit || !mayGoTo(decl, unit)) throw invalid({ toKey: ['请选择接收单位'] })
  const extra = Object.keys(referral.fields).filter((name) => !(decl.fields as readonly string[]).includes(name))
  if (extra.length) throw invalid({ '': ['这类转介不能发送这些内容'] })
  const told = Object.entries(referral.fields).flatMap(([name, text]) => {
    const words = name === 'proof' || name === 'name' ? [] : tells(text, decl.never ?? [])
    return words.length
      ? [[name, [`这类转介不告诉对方这些情况，请改写：${words.join('、')}`]] as [string, string[]]]
      : []
  })
  if (told.length) throw invalid(Object.fromEntries(told))
  if (decl.consent) {
    const consent =
      referral.consentId &&
      (await db.consent.findFirst({
        where: {
          id: referral.consentId,
          caseId: file.id,
          withdrawnOn: null,
          ...(decl.consentScope && { scope: { has: decl.consentScope } }),
        },
      }))
    if (!consent) throw invalid({ consentId: ['需要本人同意转介，请先登记同意'] })
  }
  const today = dayOf(actor.now)
  const due = decl.answer
    ? computeDue({ book: await ruleBook(db), rule: decl.answer, from: today, roll: 'agency', because: '送达' })
    : undefined
  const id = uuidv7()
  const first = await db.$queryRaw<
    { n: number }[]
  >`SELECT next_numbers(${`ZJ-${file.scopeKey.slice(0, 6)}-${today.slice(0, 4)}`}, 1) AS n`
  const row = {
    id,
    neutral_no: `ZJ-${file.scopeKey.slice(0, 6)}-${today.slice(0, 4)}-${String(first[0]!.n).padStart(6, '0')}`,
    type: referral.type,
    from_case_id: file.id,
    from_kind: file.kind,
    from_key: file.scopeKey,
    from_unit: actor.unit.code,
    to_key: referral.toKey,
    subject: maskName(file.name),
    fields_enc: encrypt(JSON.stringify({ fields: referral.fields, frozen: referral.frozen ?? null }), `referral:${id}`),
    consent_id: referral.consentId ?? null,
    sent_on: today,
    sent_by: actor.postId,
    due_on: due?.dueOn ?? null,
    due_reason: due?.reason ?? null,
    state: 'sent',
  }
  await db.$executeRaw`SELECT deliver_referral(${JSON.stringify(row)}::jsonb)`
  await logAccess(db, actor, { event: 'referral', data: { type: referral.type, state: 'sent' } })
  return { id, dueOn: due?.dueOn ?? null }
}
