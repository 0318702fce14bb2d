/** 小额快救 and 先行救助 (DOMAIN 11.1): helped first, by the town; no means check and no notice before. */
import { step, type AnyStep } from '~/casefile/kind'
import type { ReliefFacts } from '../facts'
import { deciderBar, overLimit, recusedBar } from '../rules'
import { momentComplaint, notAhead } from './dates'
import * as inputs from './inputs'

const s = step<ReliefFacts>()

export const urgentSteps: Record<string, AnyStep<ReliefFacts>> = {
  quick_grant: s({
    label: '小额快救',
    from: ['accepted'],
    to: 'quick_paid',
    roles: ['CC'],
    second: ['CA'],
    input: inputs.quickGrant,
    barred: ({ facts, actor }) => (actor.role === 'CA' ? deciderBar({ facts, actor }) : recusedBar({ facts, actor })),
    check: ({ input, facts, today, p }) => {
      const over = overLimit('quick', input.amount, facts, p)
      return over ? { fields: { amount: [over] } } : momentComplaint('askedAt', input.askedAt, today)
    },
    due: ['quick_pay'],
    settles: ['survey', 'decide'],
    final: true,
    hint: '突发意外、受伤、急病，眼下过不去的；不查收入，不公示，资料留存',
  }),
  pay_first: s({
    label: '先行救助',
    from: ['accepted'],
    to: 'emergency_paid',
    roles: ['CC'],
    second: ['CA'],
    input: inputs.payFirst,
    barred: ({ facts, actor }) => (actor.role === 'CA' ? deciderBar({ facts, actor }) : recusedBar({ facts, actor })),
    check: ({ input, facts, today, p }) => {
      const over = overLimit('pay_first', input.amount, facts, p)
      return over ? { fields: { amount: [over] } } : momentComplaint('askedAt', input.askedAt, today)
    },
    due: ['papers_after', 'decide'],
    settles: ['survey', 'decide'],
    final: true,
    hint: '情况紧急先救人，事后补办手续；须两人经办',
  }),
  check_after: s({
    label: '补办手续',
    from: ['quick_paid', 'emergency_paid'],
    to: 'checking',
    roles: ['CC'],
    input: inputs.afterwards,
    barred: recusedBar,
    check: ({ input, today }) => notAhead('onDay', input.onDay, today),
    eventOn: (input) => input.onDay,
    settles: ['papers_after', 'quick_pay'],
    due: ['survey', 'decide'],
    hint: '仍有困难的，转入核对调查；先行救助的，补写说明',
  }),
  close_quick: s({
    label: '救急后办结',
    from: ['quick_paid'],
    to: 'closed',
    roles: ['CC'],
    input: inputs.closeQuick,
    barred: recusedBar,
    check: ({ input, today }) => notAhead('onDay', input.onDay, today),
    settles: ['quick_pay'],
    hint: '钱已给到本人，不需要进一步救助',
  }),
}
