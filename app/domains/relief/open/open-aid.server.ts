import type { z } from 'zod'
import type { Ctx } from '~/casefile/act.server'
import { openCases } from '~/casefile/open.server'
import { encrypt } from '~/lib/crypto.server'
import { invalid, refused } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { contactsOf, readIdentity } from '~/people/read-person'
import { reliefLoan, reliefSchool, reliefTraining } from '../domain.server'
import { freshFacts } from '../facts'
import { schoolYearOf } from '../rules'
import { benefitOf } from '../terms'
import type { acceptLoan, acceptSchool, acceptTraining } from '../steps/inputs'
import { lookForDeath } from './look-for-death.server'
import { openAlready, recuse } from './open-relief.server'

export type AidKind = 'relief_school' | 'relief_training' | 'relief_loan'
type Given = z.infer<typeof acceptLoan> &
  Partial<z.infer<typeof acceptSchool>> &
  Partial<z.infer<typeof acceptTraining>>

const domains = { relief_school: reliefSchool, relief_training: reliefTraining, relief_loan: reliefLoan } as const
const firstDuties = {
  relief_school: ['school_check', 'decide'],
  relief_training: ['proof_check', 'decide'],
  relief_loan: ['refer_bank'],
} as const

/**
 * Takes in what the school or the labour bureau receives: at once, nobody is sent away. The school year is that of the day.
 * Gives the id. Throws 403, 422.
 */
export async function openAid(
  ctx: Ctx,
  kind: AidKind,
  given: Given,
  from: { referralId?: string } = {},
): Promise<string> {
  const { actor } = ctx
  const domain = domains[kind]
  if (!domain.kind.steps.accept!.roles.includes(actor.role)) throw refused()
  const read = readIdentity(given, actor.today)
  if ('fields' in read) throw invalid(read.fields)
  if (given.appliedOn > actor.today) throw invalid({ appliedOn: ['日期不能晚于今天'] })
  if (given.payeeAccount && !given.payeeName) throw invalid({ payeeName: ['请填写户名'] })
  if (given.idNo && (await openAlready(ctx, kind, given.idNo)))
    throw invalid({ idNo: ['本单位已有他（她）在办的同类申请，请在那份档案上办理'] })
  const id = uuidv7()
  const state = domain.kind.entry[0]!
  const payee = {
    name: given.payeeName ?? given.name,
    relation: given.payeeRelation ?? 'self',
    ...(given.payeeAccount && { account: given.payeeAccount }),
    ...(given.payeeBank && { bank: given.payeeBank }),
  }
  const own = {
    benefit_type: benefitOf[kind],
    accept_town: actor.unit.regionCode,
    applied_on: given.appliedOn,
    accepted_on: actor.today,
    referral_id: from.referralId ?? null,
    need_enc: encrypt(given.need, `relief_need:${id}`),
    payee_enc: kind === 'relief_loan' ? null : encrypt(JSON.stringify(payee), `relief_payee:${id}`),
    accepted_post: actor.postId,
    accepted_user: actor.userId,
    trade: given.trade ?? null,
    child_category: given.category ?? null,
    school_stage: given.stage ?? null,
    school_year: kind === 'relief_school' ? schoolYearOf(given.appliedOn) : null,
    persons: 1,
    complex: false,
    // A pupil's name stands on no list; the others are not posted at all.
    protected_person: kind === 'relief_school',
  }
  await openCases(domain, ctx, [
    {
      id,
      person: read.person,
      hujiCode: given.hujiCode ?? null,
      residenceCode: given.residenceCode ?? actor.unit.regionCode,
      contacts: contactsOf(given),
      step: 'accept',
      scopeKey: actor.unit.code,
      state,
      openedOn: actor.today,
      ownerPostId: given.kinPostId === actor.postId ? null : actor.postId,
      lawfulBasis: 'consent',
      rows: { relief_file: [own] },
      facts: freshFacts({
        state,
        openedOn: actor.today,
        sex: read.person.sex,
        birthOn: read.person.birthOn,
        scopeKey: actor.unit.code,
        acceptedUser: actor.userId,
        childCategory: given.category ?? null,
        schoolStage: given.stage ?? null,
      }),
      due: [...firstDuties[kind]],
      input: { appliedOn: given.appliedOn },
    },
  ])
  await recuse(ctx, kind, id, given)
  await lookForDeath(domain, ctx, id)
  return id
}
