import { decrypt } from '~/lib/crypto.server'
import { conflict, refused } from '~/lib/errors'
import type { Ctx } from '../act.server'
import { answerReferral, referralToMe } from './answer-referral.server'
import type { Arrival, Receivers } from './receiver'

type Row = { id: string; fieldsEnc: string; fromCaseId: string | null; fromUnit: string }

/** The frozen file that a referral carries. */
export const arrivalOf = (row: Row): Arrival => ({
  referralId: row.id,
  fromCaseId: row.fromCaseId,
  fromUnit: row.fromUnit,
  frozen: (JSON.parse(decrypt(row.fieldsEnc, `referral:${row.id}`)) as { frozen: unknown }).frozen,
})

/**
 * Accepts a referral that carries a file: closes the sender's and opens one of my own, in one transaction. Of two who
 * accept at once exactly one does; the other gets 409. Throws 403, 404, 409, 422.
 */
export async function receiveReferral(
  receivers: Receivers,
  ctx: Ctx,
  { referralId, form }: { referralId: string | undefined; form: FormData },
): Promise<{ id: string; href: string; caseNo: string }> {
  const row = await referralToMe(ctx, referralId)
  const receiver = receivers[row.type]
  if (!receiver || !receiver.may(ctx.actor.role)) throw refused('这件转介不由您当前的岗位接收。')
  if (row.state !== 'sent') throw conflict('这件转介已经处理过了，请刷新查看结果。')
  const opened = await receiver.open(ctx, arrivalOf(row), form)
  await answerReferral(ctx, { referralId: row.id, state: 'accepted', file: receiver.accepted })
  return opened
}

/** Sends a file that was to be transferred back with a reason: the sender's goes on. Throws 403, 404, 409, 422. */
export async function returnReferral(
  receivers: Receivers,
  ctx: Ctx,
  { referralId, text }: { referralId: string | undefined; text: string },
): Promise<void> {
  const row = await referralToMe(ctx, referralId)
  const receiver = receivers[row.type]
  if (receiver && !receiver.may(ctx.actor.role)) throw refused('这件转介不由您当前的岗位退回。')
  await answerReferral(ctx, {
    referralId: row.id,
    state: 'returned',
    text,
    ...(receiver && { file: receiver.returned }),
  })
}
