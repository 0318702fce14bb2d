/**
 * Aid that no means are checked for again: applied for to the school or the labour bureau, looked at by one hand, decided by
 * another (社会救助法 38, 44). The same course as relief at the window, by other roles.
 */
import type { Role } from '~/access/roles'
import { step, type AnyStep } from '~/casefile/kind'
import type { ReliefFacts } from '../facts'
import { deciderBar, recusedBar, reviewBy } from '../rules'
import { checkSteps } from './check-steps'
import { decisionSteps } from './decision-steps'
import * as inputs from './inputs'
import { paidSteps, paymentBackStep } from './paying-steps'

const s = step<ReliefFacts>()

type Hands = { clerks: readonly Role[]; approvers: readonly Role[] }
type Steps = Record<string, AnyStep<ReliefFacts>>

const as = (decl: AnyStep<ReliefFacts>, roles: readonly Role[], more: Partial<AnyStep<ReliefFacts>> = {}) => ({
  ...decl,
  roles,
  ...more,
})

/** Everything but taking it in and looking at it, which each kind does in its own way. */
export function aidSteps({ clerks, approvers }: Hands): Steps {
  const { ask_supplement, supplemented, close_supplement, declare_kin, set_payee, change_payee } =
    checkSteps as Required<Steps>
  const decision = decisionSteps('relief_temp') as Required<Steps>
  return {
    ask_supplement: as(ask_supplement!, clerks, { settles: ['decide'] }),
    supplemented: as(supplemented!, clerks, { due: ['decide'] }),
    close_supplement: as(close_supplement!, clerks),
    declare_kin: as(declare_kin!, [...new Set([...clerks, ...approvers])], {
      hint: '工作人员是申请人近亲属的，回避，由其他人办理',
    }),
    set_payee: as(set_payee!, clerks),
    change_payee: as(change_payee!, clerks, { second: approvers }),
    return_list: as(decision.return_list!, approvers, { to: 'accepted', barred: deciderBar, settles: [] }),
    decide: s({
      label: '审批确认',
      from: ['proposed'],
      to: 'decided',
      roles: approvers,
      input: inputs.decideAid,
      barred: deciderBar,
      check: ({ facts }) => (facts.onceGranted ? `${facts.onceGranted}，不能重复享受。` : undefined),
      settles: ['decide'],
      due: ['pay'],
      final: true,
    }),
    refuse: as(decision.refuse!, approvers, {
      from: ['accepted', 'proposed'],
      barred: deciderBar,
      settles: ['decide'],
    }),
    tell: as(decision.tell!, clerks),
    close_refused: as(decision.close_refused!, clerks),
    object: as(decision.object!, clerks),
    review_grant: as(decision.review_grant!, approvers, { barred: reviewBy(deciderBar) }),
    review_refuse: as(decision.review_refuse!, approvers, { barred: reviewBy(deciderBar) }),
    ...paidSteps,
    payment_back: paymentBackStep(['decided', 'paying', 'closed']),
  }
}

/** 教育救助: the school looks at the pupil's category; the amount is the stage's. */
export const proposeSchool = s({
  label: '学校审核，提出意见',
  from: ['accepted'],
  to: 'proposed',
  roles: ['SP'],
  input: inputs.proposeSchool,
  barred: ({ facts, actor }) =>
    recusedBar({ facts, actor }) ??
    (facts.acceptedUser === actor.userId ? '这份申请是您受理的，审核须由另一人办理。' : undefined),
  check: ({ input, facts }) =>
    facts.onceGranted
      ? `${facts.onceGranted}，不能重复申请。`
      : input.category === facts.childCategory
        ? undefined
        : { fields: { category: ['与申请时的类别不一致，请先核实；确属另一类别的，撤回后按实际类别重新申请'] } },
})

/** 培训补贴: paid after the certificate or the job is proved. */
export const proposeTraining = s({
  label: '审核证书或就业证明',
  from: ['accepted'],
  to: 'proposed',
  roles: ['HR'],
  input: inputs.proposeTraining,
  barred: recusedBar,
  check: ({ input, facts, today }) => {
    if (facts.onceGranted) return `${facts.onceGranted}，不能重复申请。`
    if (input.provedOn > today) return { fields: { provedOn: ['日期不能晚于今天'] } }
    return undefined
  },
})
