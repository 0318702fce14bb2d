import { appendEvent } from '../append-event.server'
import type { Ctx } from '../act.server'
import { handOf, type Domain } from '../domain'
import { conflict, invalid, notFound, refused } from '~/lib/errors'
import { followed, isOpen } from './referral-types'
import { isCaseId, lockCase } from '../load-case.server'
import { isReceiver, touchReferral } from './read-referrals.server'
import type { Receivers } from './receiver'

type Request = { referralId: string | undefined; text: string }

/** The referral and the file of mine that it was sent from, locked. Throws 404. */
async function sentByMe(domains: Record<string, Domain>, ctx: Ctx, id: string | undefined) {
  if (!isCaseId(id)) throw notFound()
  const row = await ctx.db.referral.findFirst({ where: { id } })
  const domain = row?.fromKind ? domains[row.fromKind] : undefined
  if (!row?.fromCaseId || !domain) throw notFound()
  return { row, domain, file: await lockCase(ctx.db, domain.kind.name, row.fromCaseId) }
}

/**
 * The sender takes back a referral that is not answered yet; a file that was on its way to another county goes on as
 * before. Throws 403, 404, 409, 422.
 */
export async function withdrawReferral(
  domains: Record<string, Domain>,
  receivers: Receivers,
  ctx: Ctx,
  { referralId, text }: Request,
): Promise<void> {
  const { row, file } = await sentByMe(domains, ctx, referralId)
  const reason = text.trim()
  if (!reason) throw invalid({ text: ['请写明撤回的理由'] })
  if (!isOpen(row)) throw conflict('对方已经处理过了，请刷新查看结果。')
  if (isReceiver(ctx, row)) throw refused('请由发出单位撤回。')
  if (followed(row.type)) throw refused('分派给承办单位的事项不能在这里撤回，请在事项页面上办理。')
  const receiver = receivers[row.type]
  if (receiver) return receiver.withdraw(ctx, file, reason)
  await touchReferral(ctx, row.id, 'withdraw')
  await appendEvent(ctx.db, file, {
    step: '$referral.withdraw',
    fromState: file.state,
    toState: file.state,
    input: { type: row.type, state: 'withdrawn', reason },
    eventOn: ctx.actor.today,
    at: ctx.actor.now,
    hand: handOf(ctx.actor),
  })
}

/** The sender asked after a late answer; how and with whom stands on the file. Throws 403, 404, 409. */
export async function chaseReferral(
  domains: Record<string, Domain>,
  ctx: Ctx,
  { referralId, text }: Request,
): Promise<void> {
  const { row, file } = await sentByMe(domains, ctx, referralId)
  await touchReferral(ctx, row.id, 'chase')
  await appendEvent(ctx.db, file, {
    step: '$referral.chase',
    fromState: file.state,
    toState: file.state,
    input: { type: row.type, state: 'chased', ...(text.trim() && { reason: text.trim() }) },
    eventOn: ctx.actor.today,
    at: ctx.actor.now,
    hand: handOf(ctx.actor),
  })
}
