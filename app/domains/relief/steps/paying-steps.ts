/** While it is paid: once, in stages, or month by month; hearing before cutting (社会救助法 48); recheck. */
import { step, type AnyStep, type Complaint } from '~/casefile/kind'
import type { ReliefFacts } from '../facts'
import { checkerBar, countyDeciderBar, dibaoAmount, gradualUntil, recusedBar } from '../rules'
import { notAhead, notBefore } from './dates'
import { formatFen } from '~/lib/text'
import * as inputs from './inputs'

const s = step<ReliefFacts>()

/** Finance's side, told by the worker: a payment is under way, everything is paid. */
export const paidSteps: Record<string, AnyStep<ReliefFacts>> = {
  start_paying: s({
    label: '开始发放',
    from: ['decided'],
    to: 'paying',
    roles: [],
    by: 'system',
    input: inputs.bySystem,
    settles: ['pay'],
  }),
  paid_up: s({
    label: '发放完毕，办结',
    from: ['paying'],
    to: 'closed',
    roles: [],
    by: 'system',
    input: inputs.bySystem,
  }),
}

/** A payment is back or held: the town is told, and a file that was closed is taken up again. */
export const paymentBackStep = (from: readonly string[]): AnyStep<ReliefFacts> =>
  s({
    label: '发放没有成功，由窗口联系领取人',
    from,
    to: 'same',
    roles: [],
    by: 'system',
    input: inputs.bySystem,
    due: ['mend_payment'],
  })

/** A file that was ended for false papers stays open as long as money of it is out. A sentence, or nothing. */
export const outstanding = (facts: ReliefFacts): string | undefined => {
  if (facts.recoverFen > 0)
    return `还有 ${formatFen(facts.recoverFen)} 元没有追回，不能办结：请登记追回，确实追不回的先核销。`
  return facts.unclaimed ? '还没有登记骗取的是哪几个月，不能办结：请先“登记追回”，没有收回的金额填 0。' : undefined
}

const unheard = (facts: ReliefFacts) =>
  facts.heardOn === null ? '调整、终止前应当先听取本人意见，请先登记“听取意见”。' : undefined

export const dibaoPaying: Record<string, AnyStep<ReliefFacts>> = {
  payment_back: paymentBackStep(['decided', 'paying', 'adjusted', 'ended', 'closed']),
  confirm_ledger: s({
    label: '确认存量家庭',
    from: ['paying'],
    to: 'same',
    roles: ['CA'],
    input: inputs.confirmLedger,
    barred: (context) =>
      countyDeciderBar(context) ??
      (context.facts.beforeSystem && context.facts.decidedUser === null ? undefined : '这户不是待确认的存量家庭。'),
    settles: ['confirm_ledger'],
    hint: '系统上线前已在享受的家庭：核对原审批材料，确认后才列入发放',
  }),
  recheck: s({
    label: '定期复核',
    from: ['paying'],
    to: 'same',
    roles: ['CK'],
    second: ['CA'],
    input: inputs.recheck,
    barred: ({ facts, actor }) =>
      actor.role === 'CA' ? countyDeciderBar({ facts, actor }) : checkerBar({ facts, actor }),
    check: ({ input, facts, today }) => {
      const late = notAhead('onDay', input.onDay, today)
      if (late || facts.standardFen === null) return late
      const should = dibaoAmount(facts.standardFen, input.income, facts.persons)
      return input.result === 'keep' && should !== facts.decidedFen
        ? {
            fields: {
              result: [`按复核收入应为每月 ${(should / 100).toFixed(2)} 元，与现在的不同，请选择拟调整或拟终止`],
            },
          }
        : undefined
    },
    eventOn: (input) => input.onDay,
    settles: ['recheck'],
  }),
  hear: s({
    label: '听取本人意见',
    from: ['paying'],
    to: 'same',
    roles: ['CC', 'CK'],
    input: inputs.hear,
    barred: recusedBar,
    check: ({ input, today }) => notAhead('onDay', input.onDay, today),
    eventOn: (input) => input.onDay,
    hint: '减发、停发以前必须先听本人怎么说',
  }),
  adjust: s({
    label: '调整金额',
    from: ['paying'],
    to: 'adjusted',
    roles: ['CA'],
    input: inputs.adjust,
    barred: countyDeciderBar,
    check: ({ input, facts, today }) => {
      if (facts.standardFen === null || facts.incomeFen === null) return '还没有复核的收入，请先由核对人员复核。'
      const amount = dibaoAmount(facts.standardFen, facts.incomeFen, facts.persons)
      if (amount === 0) return '按公式应保金额为 0，请办理终止。'
      if (amount === facts.decidedFen) return '按公式金额没有变化，不用调整。'
      if (facts.decidedFen !== null && amount < facts.decidedFen && unheard(facts)) return unheard(facts)
      return notBefore('from', input.from, `${today.slice(0, 7)}-01`, '本月')
    },
    final: true,
    due: ['serve'],
  }),
  resume_paying: s({
    label: '送达后继续发放',
    from: ['adjusted'],
    to: 'paying',
    roles: ['CA'],
    input: inputs.resume,
    barred: countyDeciderBar,
    check: ({ input, today }) => notAhead('servedOn', input.servedOn, today),
    settles: ['serve'],
  }),
  end: s({
    label: '终止救助',
    from: ['paying'],
    to: 'ended',
    roles: ['CA'],
    input: inputs.end,
    barred: countyDeciderBar,
    check: ({ input, facts, p }): Complaint => {
      if (input.cause !== 'request' && unheard(facts)) return unheard(facts)
      if (input.cause !== 'employed') return undefined
      if (!input.reportedOn) return { fields: { reportedOn: ['请填写本人报告就业的日期'] } }
      const earliest = gradualUntil(input.reportedOn, p)
      return input.from < earliest
        ? { fields: { from: [`主动报告就业的，渐退 ${p('D7.gradual_exit')} 个月，最早从 ${earliest} 起停发`] } }
        : undefined
    },
    settles: ['recheck'],
    due: ['recover', 'close'],
    final: true,
    grave: true,
  }),
  recovered: s({
    label: '登记追回',
    from: ['ended'],
    to: 'same',
    roles: ['CA'],
    input: inputs.recovered,
    barred: countyDeciderBar,
    check: ({ input, facts, today }) => {
      if (!facts.falsePapers) return '不是骗取的，不追回已发的救助金。'
      if (input.to < input.from) return { fields: { to: ['不能早于开始的月份'] } }
      return notAhead('onDay', input.onDay, today)
    },
    settles: ['recover', 'recover_rest'],
    rare: true,
    hint: '写明骗取的是哪几个月发放的；可以分次登记',
  }),
  close: s({
    label: '办结',
    from: ['ended'],
    to: 'closed',
    roles: ['CA'],
    input: inputs.close,
    barred: countyDeciderBar,
    check: ({ input, facts, today }) => outstanding(facts) ?? notAhead('onDay', input.onDay, today),
    settles: ['close', 'recover', 'recover_rest'],
  }),
  waive_rest: s({
    label: '核销骗取的余额',
    from: ['ended'],
    to: 'same',
    roles: ['CA'],
    input: inputs.writeOff,
    barred: countyDeciderBar,
    check: ({ facts }) => (facts.recoverFen > 0 ? undefined : '没有待追回的救助金。'),
    settles: ['recover', 'recover_rest'],
    final: true,
    rare: true,
    grave: true,
    hint: '确实追不回的，写明理由，附材料；核销后才能办结',
  }),
  new_standard: s({
    label: '低保标准调整',
    from: ['paying'],
    to: 'same',
    roles: [],
    by: 'system',
    input: inputs.newStandard,
  }),
}
