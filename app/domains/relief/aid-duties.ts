/** The clocks of aid that the school or the labour bureau takes in (DOMAIN §11). */
import type { Role } from '~/access/roles'
import type { DutyDecl } from '~/casefile/kind'
import { common, decide, mendPayment, verifyDeath } from './duties'
import type { ReliefFacts } from './facts'

type Duty = DutyDecl<ReliefFacts>
const as = (duty: Duty, role: Role): Duty => ({ ...duty, role })

/** What every such kind has: supplement, telling a refusal, review, handing over for payment. */
const shared = (clerk: Role, approver: Role) => ({
  supplement: as(common.supplement!, clerk),
  tell_refusal: as(common.tell_refusal!, clerk),
  close_refused: as(common.close_refused!, clerk),
  review: as(common.review!, approver),
  pay: as(common.pay!, approver),
  mend_payment: as(mendPayment(['decided', 'paying']), clerk),
  verify_death: as(verifyDeath(['accepted', 'supplement', 'proposed']), clerk),
})

const check = (role: Role, label: string, rule: string): Duty => ({
  label,
  role,
  step: 'propose',
  rule,
  roll: 'agency',
  because: '受理',
  from: (f) => (f.proposedOn ? null : f.runsFrom),
  during: ['accepted'],
})

export const schoolDuties: Record<string, Duty> = {
  ...shared('SP', 'EC'),
  school_check: check('SP', '学校审核', 'D7.school_check'),
  decide: as(decide('D7.school_aid', ['accepted', 'proposed']), 'EC'),
}

export const trainingDuties: Record<string, Duty> = {
  ...shared('HR', 'HR'),
  proof_check: check('HR', '审核证书或就业证明', 'D7.training_check'),
  decide: as(decide('D7.training_subsidy', ['accepted', 'proposed']), 'HR'),
}

export const loanDuties: Record<string, Duty> = {
  refer_bank: {
    label: '审核资格，推荐给银行',
    role: 'HR',
    step: 'send_bank',
    rule: 'D7.loan_refer',
    roll: 'agency',
    because: '受理',
    from: (f) => f.runsFrom,
    during: ['referred', 'accepted'],
  },
  bank_answer: {
    label: '向银行了解结果',
    role: 'HR',
    step: 'bank_granted',
    rule: 'D7.loan_answer',
    roll: 'agency',
    because: '推荐',
    from: (f) => f.proposedOn,
    during: ['bank_review'],
  },
}
