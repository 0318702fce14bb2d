import type { Ctx } from '~/casefile/act.server'
import { openCases, type OpenItem } from '~/casefile/open.server'
import { encrypt, mac } from '~/lib/crypto.server'
import { dayToDb } from '~/lib/dates'
import { invalid, refused } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { contactsOf, readIdentity } from '~/people/read-person'
import { reliefDibao, reliefTemp } from '../domain.server'
import { freshFacts, type ReliefFacts } from '../facts'
import type { AcceptInput } from '../steps/inputs'
import { lookForDeath } from './look-for-death.server'
import { memberRows } from './member-rows.server'

export type ReliefKind = 'relief_temp' | 'relief_dibao'
const domains = { relief_temp: reliefTemp, relief_dibao: reliefDibao } as const
const benefits = { relief_temp: 'temp_relief', relief_dibao: 'dibao' } as const

/**
 * 受理: at the counter, at once; nobody is turned away (社会救助法 64, 70). Temporary relief where the emergency is, whatever
 * the household register says (D7-edge-01); the minimum allowance where the register or a residence permit is. Gives the id.
 * Throws 403, 422.
 */
export async function openRelief(
  ctx: Ctx,
  kind: ReliefKind,
  given: AcceptInput,
  from: { referralId?: string } = {},
): Promise<string> {
  const { actor } = ctx
  if (actor.role !== 'CC') throw refused()
  const read = readIdentity(given, actor.today)
  if ('fields' in read) throw invalid(read.fields)
  const wrong = await complaints(ctx, kind, given)
  if (Object.keys(wrong).length) throw invalid(wrong)
  const id = uuidv7()
  const [opened] = await openCases(domains[kind], ctx, [itemOf(ctx, kind, given, read.person, { ...from, id })])
  await recuse(ctx, kind, id, given)
  await lookForDeath(domains[kind], ctx, id)
  return opened!.id
}

/** A near relative among the staff, told when the application comes in: recused from the first day. Throws 422. */
export async function recuse(
  { actor, db }: Ctx,
  kind: string,
  caseId: string,
  { kinPostId, kinRelation }: { kinPostId?: string | undefined; kinRelation?: string | undefined },
): Promise<void> {
  if (!kinPostId) return
  const post = await db.post.findUnique({
    where: { id: kinPostId },
    select: { userId: true, user: { select: { name: true } } },
  })
  if (!post) throw invalid({ kinPostId: ['请从列表中选择工作人员'] })
  await db.reliefRecusal.create({
    data: {
      caseId,
      kind,
      scopeKey: actor.unit.code,
      userId: post.userId,
      userName: post.user.name,
      relation: kinRelation ?? 'cousin',
      declaredOn: dayToDb(actor.today),
    },
  })
}

async function complaints({ actor, db }: Ctx, kind: ReliefKind, given: AcceptInput): Promise<Record<string, string[]>> {
  const wrong: Record<string, string[]> = {}
  if (!given.villageCode.startsWith(actor.unit.regionCode)) wrong.villageCode = ['请选择本乡镇的村（社区）']
  if (given.appliedOn > actor.today) wrong.appliedOn = ['日期不能晚于今天']
  if (kind === 'relief_dibao') {
    const county = actor.unit.regionCode.slice(0, 6)
    const here = given.hujiCode?.startsWith(county) || given.livesHere
    if (!here) wrong.hujiCode = ['低保向户籍所在地申请；持本地居住证的，请勾选后受理']
  }
  if (given.agentName && (!given.agentBasis || !given.agentPaper))
    wrong.agentPaper = ['代办的，请写明代办身份和授权材料']
  if (given.payeeAccount && !given.payeeName) wrong.payeeName = ['请填写户名']
  if (given.kinRelation && !given.kinPostId) wrong.kinPostId = ['请选择是哪位工作人员的近亲属']
  if (given.idNo && (await openAlready({ db }, kind, given.idNo)))
    wrong.idNo = ['本单位已有他（她）在办的同类申请，请在那份档案上办理']
  return wrong
}

/** Has somebody one open in my scope? The other file is told of, nothing is lost. */
export async function openAlready({ db }: Pick<Ctx, 'db'>, kind: string, idNo: string): Promise<boolean> {
  const found = await db.caseFile.findFirst({
    where: { kind, closedOn: null, person: { idMac: mac(idNo.trim().toUpperCase(), 'person.id_no') } },
    select: { id: true },
  })
  return found !== null
}

function itemOf(
  { actor }: Ctx,
  kind: ReliefKind,
  given: AcceptInput,
  person: OpenItem['person'],
  from: { id: string; referralId?: string },
): OpenItem<ReliefFacts> {
  const { id } = from
  const members = memberRows(id, given.members, actor.today)
  const persons = 1 + members.filter((one) => one.counted).length
  const payee = {
    name: given.payeeName ?? given.name,
    relation: given.payeeRelation,
    ...(given.payeeAccount && { account: given.payeeAccount }),
    ...(given.payeeBank && { bank: given.payeeBank }),
  }
  return {
    id,
    person,
    hujiCode: given.hujiCode ?? null,
    residenceCode: given.residenceCode ?? given.villageCode,
    contacts: contactsOf(given),
    step: 'accept',
    scopeKey: actor.unit.code,
    state: 'accepted',
    openedOn: actor.today,
    ownerPostId: given.kinPostId === actor.postId ? null : actor.postId,
    lawfulBasis: 'consent',
    rows: {
      relief_file: [
        {
          benefit_type: benefits[kind],
          accept_town: actor.unit.regionCode,
          village_code: given.villageCode,
          applied_on: given.appliedOn,
          accepted_on: actor.today,
          agent_enc: given.agentName
            ? encrypt(JSON.stringify({ name: given.agentName, paper: given.agentPaper }), `relief_agent:${id}`)
            : null,
          agent_basis: given.agentBasis ?? null,
          referral_id: from.referralId ?? null,
          persons,
          complex: given.complex,
          protected_person: given.protectedPerson,
          need_enc: encrypt(given.need, `relief_need:${id}`),
          payee_enc: encrypt(JSON.stringify(payee), `relief_payee:${id}`),
          accepted_post: actor.postId,
          accepted_user: actor.userId,
        },
      ],
      relief_means: [{ cause: given.cause, family_class: given.familyClass, own_income_fen: given.ownIncome ?? null }],
      ...(members.length && { relief_member: members.map((one) => ({ id: uuidv7(), ...one })) }),
    },
    facts: freshFacts({
      state: 'accepted',
      openedOn: actor.today,
      sex: person.sex,
      birthOn: person.birthOn,
      scopeKey: actor.unit.code,
      complex: given.complex,
      persons,
      acceptedUser: actor.userId,
    }),
    due: ['survey', 'decide'],
    input: { appliedOn: given.appliedOn, persons },
  }
}
