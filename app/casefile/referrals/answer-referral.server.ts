import { logAccess } from '~/audit/log.server'
import { encrypt } from '~/lib/crypto.server'
import { dayOf } from '~/lib/dates'
import { conflict, invalid, notFound } from '~/lib/errors'
import { typesReceived } from '../desk/conditions.server'
import type { Ctx } from '../act.server'
import { eventRow } from '../chain.server'
import { handOf, type CaseRow } from '../domain'
import { movedOn, type LinkedHead } from '../linked.server'
import { isCaseId } from '../load-case.server'
import { followed, isOpen } from './referral-types'

export type Answer = {
  referralId: string | undefined
  state: 'accepted' | 'returned' | 'answered'
  text?: string | undefined
  /** Of a referral that carries a file: the state that the sender's file gets and its duties that end. */
  file?: { caseState: 'closed' | 'in_help'; done: readonly string[] }
}

const AFTER: Record<string, readonly string[]> = {
  sent: ['accepted', 'returned', 'answered'],
  accepted: ['returned', 'answered'],
}
const EVENT = { accepted: '$referral.accept', returned: '$referral.return', answered: '$referral.answer' }
const MISSING = { returned: '请写明退回的理由', answered: '请填写办理结果' }

/** A referral that my unit is to answer. Throws 404. */
export async function referralToMe({ actor, db }: Ctx, id: string | undefined) {
  if (!isCaseId(id)) throw notFound()
  const referral = await db.referral.findFirst({
    where: { id, toKey: actor.unit.code, type: { in: typesReceived(actor.role) } },
  })
  if (!referral) throw notFound()
  return referral
}

/**
 * The receiver accepts, returns with a reason or answers a referral. The sender's file gets one event; of a transfer also
 * its state. Throws 404, 409, 422.
 */
export async function answerReferral(ctx: Ctx, answer: Answer): Promise<void> {
  const { actor, db } = ctx
  const referral = await referralToMe(ctx, answer.referralId)
  const { state, file } = answer
  const text = answer.text?.trim()
  if (!isOpen(referral) || !AFTER[referral.state]?.includes(state))
    throw conflict('这件转介已经处理过了，请刷新查看结果。')
  if (followed(referral.type)) throw invalid({ '': ['请在事项页面上办理。'] })
  if (referral.type === 'transfer' && !file) throw invalid({ '': ['转入档案只能接收建档或者退回。'] })
  if (state !== 'accepted' && !text) throw invalid({ text: [MISSING[state]] })
  const heads = await db.$queryRaw<LinkedHead[]>`SELECT * FROM referral_head(${referral.id}::uuid)`
  const head = heads[0]
  if (!head) throw notFound()
  const today = dayOf(actor.now)
  const event = eventRow(
    {
      id: head.id,
      kind: head.kind,
      scopeKey: head.scope_key,
      fileToken: head.file_token,
      chainSeq: head.chain_seq,
      chainHash: head.chain_hash,
    } as CaseRow,
    {
      step: EVENT[state],
      fromState: head.state,
      toState: file?.caseState ?? head.state,
      input: { type: referral.type, state, unit: actor.unit.name, reason: text },
      eventOn: today,
      at: actor.now,
      hand: handOf(actor),
    },
  )
  const enc = text ? encrypt(text, `referral:${referral.id}`) : null
  await db.$executeRaw`SELECT answer_referral(${referral.id}::uuid, ${state}, ${enc}, ${today}::date, ${file?.caseState ?? null}, ${JSON.stringify(event)}::jsonb, '[]'::jsonb, ${[...(file?.done ?? [])]}::text[])`.catch(
    movedOn,
  )
  await logAccess(db, actor, { event: 'referral', data: { type: referral.type, state } })
}
