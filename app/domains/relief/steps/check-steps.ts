/** From the counter to the proposal: supplement, authorisation, survey by two, means, household. Of 低保 and 临时救助 alike. */
import { step, type AnyStep } from '~/casefile/kind'
import type { ReliefFacts } from '../facts'
import { checkerBar, recusedBar } from '../rules'
import { notAhead, notBefore } from './dates'
import * as inputs from './inputs'

const s = step<ReliefFacts>()

export const checkSteps: Record<string, AnyStep<ReliefFacts>> = {
  ask_supplement: s({
    label: '一次告知补正',
    from: ['accepted'],
    to: 'supplement',
    roles: ['CC'],
    input: inputs.askSupplement,
    barred: recusedBar,
    due: ['supplement'],
    settles: ['survey', 'decide'],
    hint: '缺什么一次说全，不能分次要',
  }),
  supplemented: s({
    label: '材料补齐',
    from: ['supplement'],
    to: 'accepted',
    roles: ['CC'],
    input: inputs.supplemented,
    barred: recusedBar,
    check: ({ input, facts, today }) =>
      notAhead('onDay', input.onDay, today) ?? notBefore('onDay', input.onDay, facts.supplementOn, '告知补正日'),
    eventOn: (input) => input.onDay,
    settles: ['supplement'],
    due: ['survey', 'decide'],
  }),
  close_supplement: s({
    label: '逾期未补正办结',
    from: ['supplement'],
    to: 'closed',
    roles: ['CC'],
    input: inputs.closeSupplement,
    barred: recusedBar,
    settles: ['supplement'],
    rare: true,
    grave: true,
    hint: '可以随时重新申请',
  }),
  authorise: s({
    label: '登记核对授权',
    from: ['accepted', 'checking'],
    to: 'same',
    roles: ['CC', 'CK'],
    input: inputs.authorise,
    barred: recusedBar,
    check: ({ input, today }) => notAhead('signedOn', input.signedOn, today),
    hint: '家庭以外的赡养、抚养、扶养义务人，须本人另行同意才能核对',
  }),
  survey: s({
    label: '登记入户调查',
    from: ['checking'],
    to: 'same',
    roles: ['CC', 'CK'],
    input: inputs.survey,
    barred: recusedBar,
    check: ({ input, facts, today }) =>
      input.firstPostId === input.secondPostId
        ? { fields: { secondPostId: ['入户调查须由两名工作人员进行'] } }
        : (notAhead('onDay', input.onDay, today) ?? notBefore('onDay', input.onDay, facts.acceptedOn, '受理日')),
    settles: ['survey'],
  }),
  check_means: s({
    label: '登记核对结果',
    from: ['checking'],
    to: 'same',
    roles: ['CK'],
    input: inputs.checkMeans,
    barred: checkerBar,
    check: ({ input, facts }) => {
      if (!facts.authorised) return '还没有登记核对授权书，不能核对收入和财产。'
      return input.compensation && !input.compensationCode
        ? { fields: { compensationCode: ['有一次性补偿的，请选择是哪一种；是否计入收入由规定决定'] } }
        : undefined
    },
  }),
  change_household: s({
    label: '家庭成员变化',
    from: ['accepted', 'checking', 'paying'],
    to: 'same',
    roles: ['CC'],
    input: inputs.changeHousehold,
    barred: recusedBar,
    check: ({ input, facts, today }) =>
      notAhead('from', input.from, today) ?? notBefore('from', input.from, facts.acceptedOn, '受理日'),
    rare: true,
    hint: '出生、去世、服刑、刑满回家等；从变化的当月起重新计算',
  }),
  declare_kin: s({
    label: '登记近亲属回避',
    from: 'open',
    to: 'same',
    roles: ['CC', 'CK', 'CA'],
    input: inputs.declareKin,
    rare: true,
    hint: '工作人员是这户近亲属的，回避；由县级入户',
  }),
  set_payee: s({
    label: '登记收款账户',
    from: 'open',
    to: 'same',
    roles: ['CC'],
    input: inputs.setPayee,
    barred: ({ facts, actor }) =>
      recusedBar({ facts, actor }) ??
      (facts.decidedOn ? '已经作出决定，改收款账户须由两人办理，请办理“变更收款账户”。' : undefined),
    rare: true,
  }),
  change_payee: s({
    label: '变更收款账户',
    from: 'open',
    to: 'same',
    roles: ['CC'],
    second: ['CK', 'CA'],
    input: inputs.setPayee,
    barred: ({ facts, actor }) =>
      recusedBar({ facts, actor }) ?? (facts.decidedOn ? undefined : '还没有作出决定，请直接办理“登记收款账户”。'),
    settles: ['mend_payment'],
    rare: true,
    hint: '须另一人向领取人核实后确认；确认以前暂缓发放，原账户不变',
  }),
}

export const startCheck = s({
  label: '转入核对调查',
  from: ['accepted'],
  to: 'checking',
  roles: ['CC'],
  input: inputs.startCheck,
  barred: recusedBar,
  check: ({ input, today }) => notAhead('signedOn', input.signedOn, today),
})
export const startDibaoCheck = s({
  label: '转入核对调查',
  from: ['accepted'],
  to: 'checking',
  roles: ['CC'],
  input: inputs.startDibaoCheck,
  barred: recusedBar,
  check: ({ input, today }) => notAhead('signedOn', input.signedOn, today),
})
