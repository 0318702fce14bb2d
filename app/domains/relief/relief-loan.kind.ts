/**
 * D7, start-up loan (创业担保贷款) as referral only: the labour bureau looks whether somebody belongs to an eligible group and
 * recommends him to the bank, which decides. No amount, no term, no credit data is kept (DOMAIN §11).
 */
import { identityCorrections } from '~/casefile/identity-corrections'
import { step, type Kind } from '~/casefile/kind'
import { withSpine } from '~/casefile/spine'
import { loanDuties } from './aid-duties'
import type { ReliefFacts } from './facts'
import { notAhead, notBefore } from './steps/dates'
import * as inputs from './steps/inputs'
import { records } from './terms'

const s = step<ReliefFacts>()

const table: Kind<ReliefFacts> = {
  name: 'relief_loan',
  label: '创业担保贷款推荐',
  prefix: 'DK',
  path: '/relief',
  table: 'relief_file',
  road: ['referred', 'accepted', 'bank_review', 'granted', 'closed'],
  states: {
    referred: { label: '已登记', open: true, tone: 'due' },
    accepted: { label: '资格已审核', open: true },
    bank_review: { label: '银行审查中', open: true },
    granted: { label: '银行已放款', open: true, tone: 'done' },
    declined: { label: '银行未通过', open: true },
    closed: { label: '办结', open: false, tone: 'done' },
  },
  entry: ['referred'],
  voluntary: true,
  steps: {
    accept: s({
      label: '登记',
      from: 'entry',
      to: 'referred',
      roles: ['HR'],
      input: inputs.acceptLoan,
      due: ['refer_bank'],
    }),
    check_eligible: s({
      label: '审核资格',
      from: ['referred'],
      to: 'accepted',
      roles: ['HR'],
      input: inputs.checkEligible,
      hint: '只看是不是扶持对象；不收、不存征信和资产资料',
    }),
    send_bank: s({
      label: '推荐给银行',
      from: ['accepted'],
      to: 'bank_review',
      roles: ['HR'],
      input: inputs.sendBank,
      check: ({ input, today }) => notAhead('onDay', input.onDay, today),
      eventOn: (input) => input.onDay,
      settles: ['refer_bank'],
      due: ['bank_answer'],
      final: true,
      hint: '贷不贷、贷多少由银行决定',
    }),
    bank_granted: s({
      label: '银行已放款',
      from: ['bank_review'],
      to: 'granted',
      roles: ['HR'],
      input: inputs.bankAnswer,
      check: ({ input, facts, today }) =>
        notAhead('onDay', input.onDay, today) ?? notBefore('onDay', input.onDay, facts.proposedOn, '推荐日'),
      eventOn: (input) => input.onDay,
      settles: ['bank_answer'],
    }),
    bank_declined: s({
      label: '银行未通过',
      from: ['bank_review'],
      to: 'declined',
      roles: ['HR'],
      input: inputs.bankAnswer,
      check: ({ input, facts, today }) =>
        notAhead('onDay', input.onDay, today) ?? notBefore('onDay', input.onDay, facts.proposedOn, '推荐日'),
      eventOn: (input) => input.onDay,
      settles: ['bank_answer'],
      hint: '告诉本人还可以走哪些帮扶',
    }),
    not_eligible: s({
      label: '不属于扶持对象，办结',
      from: ['referred'],
      to: 'closed',
      roles: ['HR'],
      input: inputs.close,
      check: ({ input, today }) => notAhead('onDay', input.onDay, today),
      settles: ['refer_bank'],
      rare: true,
      grave: true,
    }),
    close_loan: s({
      label: '办结',
      from: ['granted', 'declined'],
      to: 'closed',
      roles: ['HR'],
      input: inputs.close,
      check: ({ input, today }) => notAhead('onDay', input.onDay, today),
    }),
  },
  duties: loanDuties,
  corrections: identityCorrections,
  records,
  receives: { loan: 'accept' },
}

const ending = Object.keys(loanDuties)
export const reliefLoanKind: Kind<ReliefFacts> = withSpine(table, {
  died: { roles: ['HR'], settles: ending },
  movedAway: { roles: ['HR'], settles: ending },
  openedInError: { roles: ['HR'], second: ['HR'], settles: ending },
  withdrawn: { roles: ['HR'], label: '本人撤回', settles: ending },
})
