/** Taking a matter in: at the window, or by a grid worker for a resident. Whoever comes is taken in. */
import type { Ctx } from '~/casefile/act.server'
import { addPaper } from '~/casefile/papers/add-paper.server'
import { openCases, type OpenItem } from '~/casefile/open.server'
import { ruleBook } from '~/casefile/rules.server'
import { encrypt } from '~/lib/crypto.server'
import { addYears, type LegalDay } from '~/lib/dates'
import { invalid } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { findUnits } from '~/orgs/find-units.server'
import { intake } from '../domain.server'
import type { IntakeFacts } from '../facts'
import { pageDispatchers } from '../page-dispatchers.server'
import { logWarning, replyDue, urgencyOf } from '../rules'
import type { NewIntake, NewProxy } from '../steps/inputs'
import type { Urgency } from '../terms'
import { identityOf } from './identity'

export const LOOK_TWICE = '核对后确实需要保留的，请勾选再提交'

export type Opened = {
  id: string
  caseNo: string
  /** Messages to the duty officers; null: it can wait. */ paged: number | null
}

type Matter = {
  channel: string
  matter: string
  urgency: Urgency
  summary: string
  replyChannel: string
  checked: boolean
}
type Speaker = { code: string; name: string; on: LegalDay; keptAt: string }

/** 受理登记. Throws 422. */
export async function openIntake(ctx: Ctx, given: NewIntake): Promise<Opened> {
  const agent = agentOf(given, ctx.actor.today)
  const contacts = [
    ...(given.phone ? [{ what: 'phone', value: given.phone }] : []),
    ...(given.address ? [{ what: 'address', value: given.address }] : []),
    ...(given.agentPhone
      ? [
          {
            what: 'phone',
            relation: given.agentRelation ?? 'other',
            name: given.agentName ?? null,
            value: given.agentPhone,
          },
        ]
      : []),
  ]
  const item = await itemOf(ctx, given, { agent, contacts, scopeKey: ctx.actor.unit.code })
  const [opened] = await openCases(intake, ctx, [{ ...item, ownerPostId: ctx.actor.postId }])
  if (agent) {
    const file = { id: opened!.id, kind: 'intake', scopeKey: ctx.actor.unit.code }
    const { actor, db } = ctx
    const paper = { title: '授权委托书', onDay: agent.on, keptAt: agent.keptAt }
    await addPaper(db, file, { ...paper, code: 'authority', step: 'receive', addedBy: actor.postId, at: actor.now })
  }
  return told(ctx, item, opened!)
}

/**
 * 代办: a grid worker opens the matter at the window of his town, with the resident's authorisation, and follows how it
 * stands. Of a household's card (`householdId`) when it was promised on a visit. Throws 422.
 */
export async function openProxy(ctx: Ctx, given: NewProxy, householdId?: string): Promise<Opened> {
  const { actor, db } = ctx
  const [window] = (await findUnits(db, 'civil_affairs', actor.unit.regionCode.slice(0, 9))).filter(
    (unit) => unit.regionCode === actor.unit.regionCode.slice(0, 9),
  )
  if (!window) throw invalid({ matter: ['本乡镇没有设便民服务窗口，请联系县里分派员'] })
  const contacts = [
    ...(given.phone ? [{ what: 'phone', value: given.phone }] : []),
    ...(given.address ? [{ what: 'address', value: given.address }] : []),
  ]
  const agent = { code: 'grid_worker', name: actor.userName, on: given.authorisedOn, keptAt: given.authorityKeptAt }
  if (agent.on > actor.today) throw invalid({ authorisedOn: ['日期不能晚于今天'] })
  const item = await itemOf(ctx, { ...given, channel: 'visit' }, { agent, contacts, scopeKey: window.code })
  const party = {
    id: uuidv7(),
    holder: actor.postId,
    part: 'proxy',
    view: 'status',
    from_at: actor.now.toISOString(),
    until_at: `${addYears(actor.today, 2)}T00:00:00+08:00`,
    basis: '受居民委托代办',
    granted_by: actor.postId,
  }
  const [own] = item.rows.intake_file!
  const rows = {
    intake_file: [{ ...own, proxy_post_id: actor.postId, household_id: householdId ?? null }],
    case_party: [party],
  }
  const [opened] = await openCases(intake, ctx, [{ ...item, step: 'proxy', rows }], 'proxy')
  return told(ctx, item, opened!)
}

async function told(
  ctx: Ctx,
  item: OpenItem<IntakeFacts>,
  { id, caseNo }: { id: string; caseNo: string },
): Promise<Opened> {
  const urgent = item.facts.urgency === 'immediate'
  return { id, caseNo, paged: urgent ? await pageDispatchers(ctx, item.scopeKey) : null }
}

/** The applicant's agent with the authorisation; null when the applicant speaks for himself. Throws 422. */
function agentOf(given: NewIntake, today: LegalDay): Speaker | null {
  const { agent, agentName, authorisedOn, authorityKeptAt } = given
  if (!agent) {
    if (agentName || authorisedOn || authorityKeptAt) throw invalid({ agent: ['请选择代理人是谁'] })
    return null
  }
  const wrong = {
    ...(!agentName && { agentName: ['请填写代理人姓名'] }),
    ...(!authorisedOn && { authorisedOn: ['请填写授权日期'] }),
    ...(authorisedOn && authorisedOn > today && { authorisedOn: ['日期不能晚于今天'] }),
    ...(!authorityKeptAt && { authorityKeptAt: ['请写明授权书存放处'] }),
  }
  if (Object.keys(wrong).length) throw invalid(wrong)
  return { code: agent, name: agentName!, on: authorisedOn!, keptAt: authorityKeptAt! }
}

async function itemOf(
  ctx: Ctx,
  given: Matter & Parameters<typeof identityOf>[0],
  about: { agent: Speaker | null; contacts: OpenItem['contacts']; scopeKey: string },
): Promise<OpenItem<IntakeFacts>> {
  const { today } = ctx.actor
  const identity = identityOf(given, today)
  if ('fields' in identity) throw invalid(identity.fields)
  const warning = given.checked ? undefined : logWarning(given.summary)
  if (warning) throw invalid({ summary: [warning], checked: [LOOK_TWICE] })
  const { person } = identity
  const { agent, contacts, scopeKey } = about
  const urgency = urgencyOf(given.matter, given.urgency)
  const id = uuidv7()
  const { dueOn } = replyDue(await ruleBook(ctx.db), { matter: given.matter, urgency, clockOn: today })
  const own = {
    channel: given.channel,
    matter: given.matter,
    urgency,
    summary_enc: encrypt(given.summary, `intake_summary:${id}`),
    reply_channel: given.replyChannel,
    agent: agent?.code ?? null,
    agent_name_enc: agent && encrypt(agent.name, `intake_agent:${id}`),
    authorised_on: agent?.on ?? null,
    authority_kept_at: agent?.keptAt ?? null,
    received_on: today,
    clock_on: today,
    reply_due_on: dueOn,
  }
  return {
    id,
    step: 'receive',
    scopeKey,
    state: 'received',
    openedOn: today,
    lawfulBasis: 'statutory_duty',
    person,
    contacts,
    rows: { intake_file: [own] },
    facts: freshFacts({ ...person, scopeKey, matter: given.matter, urgency, today, dueOn }),
    due: ['dispatch'],
    input: { channel: given.channel, matter: given.matter, urgency },
  }
}

type Fresh = {
  sex: string
  birthOn: LegalDay | null
  scopeKey: string
  matter: string
  urgency: string
  today: LegalDay
  dueOn: LegalDay
}

/** The facts of a matter on its first day. */
const freshFacts = ({ sex, birthOn, scopeKey, matter, urgency, today, dueOn }: Fresh): IntakeFacts => ({
  state: 'received',
  openedOn: today,
  sex,
  birthOn,
  scopeKey,
  matter,
  urgency,
  clockOn: today,
  backOn: today,
  supplementOn: null,
  supplementDueOn: null,
  supplementedOn: null,
  routedOn: null,
  returns: 0,
  rejectedOn: null,
  toldOn: null,
  replyDueOn: dueOn,
  moved: false,
  repliedOn: null,
})
