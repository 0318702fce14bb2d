/** 小额快救 and 先行救助: the payment is due at once; the papers come afterwards. */
import type { Effect } from '~/casefile/domain'
import { dayToDb } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { invalid } from '~/lib/errors'
import { instantOf } from '~/ui/form-inputs'
import type { ReliefFacts } from '../facts'
import { decisionNumber, makeDue, reserveOf, save, secret, userOf, type Work } from './effect.server'

export const postsNamed = (db: Db, ids: readonly string[]) =>
  db.post.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, role: true, userId: true, unitCode: true, user: { select: { name: true } } },
  })

/** Helped first: the payment is due at once, by the town's own approver. */
const urgent =
  (route: 'quick' | 'pay_first'): Effect<ReliefFacts> =>
  async (work) => {
    const { input, today, db, hand } = work as Work
    const asked = instantOf(input.askedAt)
    const no = await decisionNumber(work as Work)
    const second = input.secondPostId ? await postsNamed(db, [input.secondPostId]) : []
    if (input.secondPostId && (!second[0] || second[0].userId === work.facts.acceptedUser))
      throw invalid({ secondPostId: ['先行救助须两人经办，请选择另一位工作人员'] })
    if (second.some((one) => one.userId === hand.actor?.userId)) throw invalid({ secondPostId: ['经办人不能同时审批'] })
    await save(work as Work, {
      route,
      emergencyAt: asked,
      emergencyFen: input.amount,
      emergencyNo: no,
      // Handed over from the town's reserve as soon as its head has confirmed; finance makes the reserve good.
      emergencyPaidAt: (work as Work).at,
      emergencyUsers: [work.facts.acceptedUser, ...second.map((one) => one.userId)].filter(
        (one): one is string => !!one,
      ),
      needEnc: secret(work as Work, 'need', `${input.object}；${input.basis}`),
      ...(route === 'quick' && {
        standardFen: work.facts.standardFen,
        decidedFen: input.amount,
        period: 'once',
        decision: 'granted',
        decisionNo: no,
        decidedOn: dayToDb(today),
        decidedPost: hand.postId,
        decidedUser: userOf(work as Work),
        firstDecidedUser: userOf(work as Work),
      }),
    })
    const part = route === 'quick' ? 'quick' : 'first'
    await makeDue(work as Work, no, await reserveOf(work as Work), [{ part, amountFen: input.amount, dueOn: today }])
  }

async function checkAfter(work: Work) {
  await save(work, {
    papersDoneOn: dayToDb(work.input.onDay),
    route: work.facts.route === 'quick' ? 'standard' : work.facts.route,
  })
}

export const urgentEffects: Record<string, Effect<ReliefFacts>> = {
  quick_grant: urgent('quick'),
  pay_first: urgent('pay_first'),
  check_after: checkAfter,
}
