/** The checker's proposal: the amount by the formula, posted where the law wants it (DOMAIN §11). */
import { step, type AnyStep, type Complaint } from '~/casefile/kind'
import { formatFen } from '~/lib/text'
import type { ReliefFacts } from '../facts'
import { checkerBar, dibaoAmount, missingFor, NO_STANDARD, tempAmount, tempCap } from '../rules'
import * as inputs from './inputs'

const s = step<ReliefFacts>()

function notReady(kind: string, facts: ReliefFacts): Complaint {
  const missing = missingFor(kind, facts).filter((one) => !one.done)
  return missing.length ? `还缺：${missing.map((one) => one.label).join('、')}。` : undefined
}

const exemption = (facts: ReliefFacts, reason: string | undefined): Complaint =>
  reason && !facts.protectedPerson ? { fields: { exemptReason: ['只有受保护人员可以不公示'] } } : undefined

export const proposeTemp = s({
  label: '提出初审意见',
  from: ['checking'],
  to: 'proposed',
  roles: ['CK'],
  input: inputs.proposeTemp,
  barred: checkerBar,
  check: ({ input, facts, p }) => {
    const missing = notReady('relief_temp', facts)
    if (missing) return missing
    if (facts.standardFen === null) return NO_STANDARD
    if (input.period === 'staged' && !input.stages) return { fields: { stages: ['请填写分几次发放'] } }
    if (facts.route === 'case_by_case') {
      if (!input.minutesOn) return { fields: { minutesOn: ['一事一议须有会议纪要，请填写会议日期'] } }
      const least = p('D7.panel_members')
      if ((input.minutesMembers ?? 0) < least) return { fields: { minutesMembers: [`参加会议的不少于 ${least} 人`] } }
    } else {
      const amount = tempAmount(facts.standardFen, Math.round(input.factor * 10), facts.persons)
      const cap = tempCap(facts, p)
      if (amount > cap)
        return {
          fields: {
            factor: [`按此倍数为 ${formatFen(amount)} 元，超过封顶 ${formatFen(cap)} 元；仍有困难的走一事一议`],
          },
        }
    }
    return exemption(facts, input.exemptReason)
  },
  due: ['notice_end'],
})

export const proposeDibao = s({
  label: '提出初审意见',
  from: ['checking'],
  to: 'proposed',
  roles: ['CK'],
  input: inputs.proposeDibao,
  barred: checkerBar,
  check: ({ input, facts }) => {
    const missing = notReady('relief_dibao', facts)
    if (missing) return missing
    if (facts.standardFen === null || facts.incomeFen === null) return NO_STANDARD
    if (dibaoAmount(facts.standardFen, facts.incomeFen, facts.persons) === 0)
      return '家庭人均收入不低于低保标准，按公式应保金额为 0，请由审批人员作出不予确认的决定。'
    return exemption(facts, input.exemptReason)
  },
  due: ['notice_end'],
})

/** During the notice: somebody objects, and the checker goes back to it. */
export const noticeSteps: Record<string, AnyStep<ReliefFacts>> = {
  back_to_check: s({
    label: '退回核对调查',
    from: ['proposed'],
    to: 'checking',
    roles: ['CK'],
    input: inputs.backToCheck,
    barred: checkerBar,
    settles: ['notice_end', 'look_into'],
    hint: '有异议的，重新调查或者民主评议',
  }),
}
