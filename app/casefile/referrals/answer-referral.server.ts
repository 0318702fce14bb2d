import { logAccess } from '~/audit/log.server'
import { encrypt } from '~/lib/crypto.server'
import { dayOf } from '~/lib/dates'
import { conflict, invalid, notFound } from '~/lib/errors'
import type { Ctx } from '../act.server'
import { eventRow } from '../chain.server'
import { handOf, type CaseRow } from '../domain'
import { movedOn, type LinkedHead } from '../linked.server'
import { isCaseId } from '../load-case.server'

export type Answer = { referralId: string | undefined; state: 'accepted' | 'returned' | 'answered'; text?: string | undefined; /** State of the sender's file (transfers alone). */ caseState?: 'closed' | 'in_help' }

/**
 * The receiver accepts, returns with a reason or answers a referral. The sender's file gets one event; of a transfer also
 * its state. Throws 404, 409, 422.
 */
export async function answerReferral({ actor, db }: Ctx, answer: Answer): Promise<void> {
  if (!isCaseId(answer.referralId)) throw notFound()
  const referral = await db.referral.findFirst({ where: { id: answer.referralId, toKey: actor.unit.code } })
  if (!referral) throw notFound()
  if (!['sent', 'accepted'].includes(referral.state)) throw conflict('这件转介已经处理过了，请刷新查看结果。')
  if (answer.state !== 'accepted' && !answer.text) throw invalid({ text: [answer.state === 'returned' ? '请写明退回的理由' : '请填写办理结果'] })
  const heads = await db.$queryRaw<LinkedHead[]>`SELECT * FROM referral_head(${referral.id}::uuid)`
  const head = heads[0]
  if (!head) throw notFound()
  const today = dayOf(actor.now)
  const event = eventRow(
    { id: head.id, kind: head.kind, scopeKey: head.scope_key, fileToken: head.file_token, chainSeq: head.chain_seq, chainHash: head.chain_hash } as CaseRow,
    { step: '$referral', fromState: head.state, toState: answer.caseState ?? head.state, input: { type: referral.type, state: answer.state, unit: actor.unit.name, text: answer.text }, eventOn: today, at: actor.now, hand: handOf(actor) },
  )
  const enc = answer.text ? encrypt(answer.text, `referral:${referral.id}`) : null
  await db.$executeRaw`SELECT answer_referral(${referral.id}::uuid, ${answer.state}, ${enc}, ${today}::date, ${answer.caseState ?? null}, ${JSON.stringify(event)}::jsonb, '[]'::jsonb, ${answer.caseState ? ['transfer_file'] : []}::text[])`.catch(movedOn)
  await logAccess(db, actor, { event: 'referral', data: { type: referral.type, state: answer.state } })
}
