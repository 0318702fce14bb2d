import { refused } from '~/lib/errors'
import { optionalText } from '~/lib/text'
import { invalid } from '~/lib/errors'
import type { Ctx } from '../act.server'
import type { Domains } from '../desk/duty-words'
import { answerReferral, referralToMe } from './answer-referral.server'
import type { Followers } from './follower'
import { receiveReferral, returnReferral } from './receive-referral.server'
import type { Receivers } from './receiver'
import { chaseReferral, withdrawReferral } from './withdraw-referral.server'

const told: Record<string, string> = {
  accept: '已接收。',
  answer: '答复已发出，对方可以看到。',
  return: '已退回，对方可以看到理由。',
  chase: '催办已登记，对方的收件箱会显示。',
  withdraw: '已撤回。',
  extend: '已延期，请告知申请人延期的理由。',
}
/** What the receiver does; the sender chases and withdraws. */
const receiving = new Set(['accept', 'answer', 'return', 'extend'])
export const referralDone = (code: string | null): string | undefined => (code ? told[code] : undefined)

const answerText = optionalText(500, { lines: true })

/** What the receiver or the sender does with a referral; gives where to go on. Throws 403, 404, 409, 422. */
export async function takeReferralAction(
  domains: Domains,
  receivers: Receivers,
  ctx: Ctx,
  referralId: string | undefined,
  form: FormData,
  followers: Followers = {},
): Promise<string> {
  const intent = String(form.get('_intent') ?? '')
  const follower = receiving.has(intent) && followers[(await referralToMe(ctx, referralId)).type]
  if (follower) {
    await follower.take(ctx, referralId, intent, form)
    return `/referrals/${referralId}?done=${intent}`
  }
  const typed = answerText.safeParse(String(form.get('text') ?? ''))
  if (!typed.success) throw invalid({ text: typed.error.issues.map((issue) => issue.message) })
  const request = { referralId, text: typed.data ?? '' }
  if (intent === 'open') return `${(await receiveReferral(receivers, ctx, { referralId, form })).href}?done=transfer_in`
  if (intent === 'accept') await answerReferral(ctx, { referralId, state: 'accepted' })
  else if (intent === 'answer') await answerReferral(ctx, { referralId, state: 'answered', text: request.text })
  else if (intent === 'return') await returnReferral(receivers, ctx, request)
  else if (intent === 'chase') await chaseReferral(domains, ctx, request)
  else if (intent === 'withdraw') await withdrawReferral(domains, receivers, ctx, request)
  else throw refused('没有这个操作。')
  return `/referrals/${referralId}?done=${intent}`
}
